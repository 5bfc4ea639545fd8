import '@fontsource/inter/400.css';
import '@fontsource/inter/500.css';
import { type DataFrame, dateTime, ThemeContext, type TimeRange } from '@grafana/data';
import type { Panel } from '@grafana/schema';
import { GlobalStyles, PanelChrome, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import type { Drawing } from './drawing.ts';
import { PanelBody } from './panels/panel.tsx';
import { prepareFrames, registerTransformations, theme } from './prepare-frames.ts';

const ROW_PX = 38;
const GUTTER_PX = 8;
const COLUMNS = 24;

interface Prepared {
  readonly panel: Panel;
  readonly frames: DataFrame[];
}

interface DashboardProps {
  readonly drawing: Drawing;
  readonly prepared: readonly Prepared[];
  readonly replaceVariables: (text: string) => string;
}

function DashboardPicture({ drawing, prepared, replaceVariables }: DashboardProps) {
  const { fromMs, toMs } = drawing.range;
  const [from, to] = [dateTime(fromMs), dateTime(toMs)];
  const range: TimeRange = { from, to, raw: { from, to } };
  const columnPx = (document.documentElement.clientWidth - 2 * GUTTER_PX) / COLUMNS;
  const rows = Math.max(...prepared.map(({ panel: { gridPos } }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)));
  return (
    <div style={{ padding: GUTTER_PX }}>
      <h3 style={{ margin: '8px 0' }}>
        {[replaceVariables(drawing.dashboard.title ?? ''), ...chosenOf(drawing)].join(' · ')}
      </h3>
      <div style={{ position: 'relative', height: rows * ROW_PX }}>
        {prepared.map(({ panel, frames }) => {
          const { x, y, w, h } = panel.gridPos ?? { x: 0, y: 0, w: 6, h: 6 };
          const [width, height] = [w * columnPx - GUTTER_PX, h * ROW_PX - GUTTER_PX];
          return (
            <div
              key={panel.id}
              style={{ position: 'absolute', left: x * columnPx, top: y * ROW_PX, width, height }}
            >
              {panel.type === 'row' ? (
                <h4 style={{ margin: '6px 0' }}>{replaceVariables(panel.title ?? '')}</h4>
              ) : (
                <PanelChrome title={replaceVariables(panel.title ?? '')} width={width} height={height}>
                  {(innerWidth, innerHeight) => (
                    <PanelBody
                      panel={panel}
                      frames={frames}
                      range={range}
                      width={innerWidth}
                      height={innerHeight}
                      replaceVariables={replaceVariables}
                    />
                  )}
                </PanelChrome>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What is chosen above the panels, as Grafana shows it there. */
function chosenOf({ dashboard, variables }: Drawing): readonly string[] {
  return (dashboard.templating?.list ?? []).flatMap(({ name, label, options }) => {
    const value = variables[name] ?? '';
    if (value === '' || value === '$__all') return [];
    const named = options?.find((option) => option.value === value)?.text;
    return `${label ?? name}: ${named ?? value}`;
  });
}

async function draw(): Promise<void> {
  const name = new URLSearchParams(location.search).get('drawing') ?? '';
  const response = await fetch(`drawings/${encodeURIComponent(name)}.json`);
  if (!response.ok) throw new Error(`no drawing ${name}: ${response.status}`);
  const drawing: Drawing = await response.json();
  const replaceVariables = (text: string) =>
    text.replace(
      /\$\{?(\w+)(?::\w+)?\}?/g,
      (reference, variable) => drawing.variables[variable] ?? reference,
    );
  registerTransformations();
  // Grafana measures texts in this font, and waits for no other.
  await Promise.all(['12px Inter', '500 12px Inter'].map((font) => document.fonts.load(font)));
  const panels = (drawing.dashboard.panels ?? []) as Panel[];
  const prepared = await Promise.all(
    panels.map(async (panel) => ({
      panel,
      frames: await prepareFrames(panel, drawing.frames[String(panel.id)] ?? [], replaceVariables),
    })),
  );
  const root = document.querySelector('#root');
  if (root === null) throw new Error('the page has no place to draw in');
  createRoot(root).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PortalContainer />
      <DashboardPicture drawing={drawing} prepared={prepared} replaceVariables={replaceVariables} />
    </ThemeContext.Provider>,
  );
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      document.title = `ready ${name}`;
    }),
  );
}

draw().catch((error: unknown) => {
  document.title = 'failed';
  document.body.textContent = String(error);
});
