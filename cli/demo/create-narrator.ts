import { alignRows } from '../../core/text/align-rows.ts';
import { formatDurationMs, seconds } from '../../core/time/units.ts';
import type { DemoAudience } from '../../demo/run/run-demo.ts';
import type { DemoOptions } from '../../demo/run/setting/demo-options.ts';
import type { RunningDemo } from '../../demo/run/start-demo.ts';
import type { Terminal } from '../shell/terminal.ts';
import { type RenderContext, renderPicture, renderPictureLine } from './render-picture.ts';

/** `screen` draws over itself, `lines` is for logs and pipes, `silent` leaves the output to JSON. */
export type Narration = 'screen' | 'lines' | 'silent';

/** Tells on the terminal what is going on, and where to look. */
export function createNarrator(
  terminal: Terminal,
  narration: Narration,
  options: DemoOptions,
  context: RenderContext,
): DemoAudience {
  const { texts } = context;
  const screen = createScreen(terminal);
  return {
    onProgress: (step, doneCount, totalCount) => terminal.progress(step, doneCount, totalCount),
    onStarted: (demo) => {
      terminal.clearProgress();
      const lines = renderIntroduction(demo, options, context);
      for (const line of lines) {
        if (narration === 'silent') terminal.printError(line);
        else terminal.print(line);
      }
    },
    pictureEveryMs: { screen: seconds(1), lines: seconds(5), silent: undefined }[narration],
    onPicture: (picture) => {
      if (narration === 'screen') screen.draw(renderPicture(picture, context));
      else terminal.print(renderPictureLine(picture, context));
    },
    onEnding: () => {
      if (narration !== 'silent') terminal.print(`\n${context.style('dim', `${texts.ending} …`)}\n`);
    },
  };
}

/** The first seconds: what this is, and where to look. */
function renderIntroduction(
  { city, means, influx, logPath, users, options: { influx: influxWish } }: RunningDemo,
  { forMs }: DemoOptions,
  { texts, formats, style }: RenderContext,
): string[] {
  const missing = influxWish === 'off' ? texts.influxOff : texts.influxMissing;
  return [
    style('bold', texts.title(formats.count(city.config().inventory.devices.size))),
    ...texts.whatIsThis,
    '',
    `  ${texts.page}: ${style(['bold', 'underline'], `${city.url}/`)}`,
    `  ${texts.users}`,
    ...alignRows(users.map(({ account, password }) => ['   ', account, password])),
    `  ${means.faults === 'routes' ? texts.pingsAndRoutes : texts.connectsAndListeners(texts.whyListeners[means.why])}`,
    `  ${influx ? texts.influxAt(influx.url, String(influx.pid())) : missing}`,
    `  ${texts.log}: ${logPath}`,
    `  ${forMs === undefined ? texts.endsByCtrlC : texts.endsAfter(formatDurationMs(forMs))}`,
    '',
  ];
}

/** Draws a block of lines over the one before, without clearing what is above it. */
function createScreen(terminal: Terminal) {
  let drawnLines = 0;
  return {
    draw: (lines: readonly string[]) => {
      const up = drawnLines > 0 ? `\x1b[${drawnLines}F` : '';
      terminal.print(`${up}${lines.map((line) => `${line}\x1b[K`).join('\n')}\x1b[J`);
      drawnLines = lines.length;
    },
  };
}
