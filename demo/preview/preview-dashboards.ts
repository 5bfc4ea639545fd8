import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { countFrom, durationFrom } from '../../core/input/fields.ts';
import { must } from '../../core/input/parse-input.ts';
import type { Language } from '../../core/language/language.ts';
import { minutes } from '../../core/time/units.ts';
import { buildDashboards } from '../../dashboards/build-dashboards.ts';
import type { PlacedDashboard } from '../../grafana/content.ts';
import { type AnsweredDashboard, answerDashboard } from '../../grafana/reading/answer-dashboard.ts';
import type { AskInflux } from '../../grafana/reading/ask-influx.ts';
import { citySources } from '../../server/grafana/city-content.ts';
import { askCityInflux } from './ask-city-influx.ts';
import { drawPictures, type Picture } from './draw-pictures.ts';
import { InfluxAddress, Until } from './influx-fields.ts';

const Variable = z
  .string()
  .superRefine(
    must(
      (text) => /^[^=]+=/.test(text),
      'expected a name and a value, such as district=dong-da',
      'cần tên và giá trị, như district=dong-da',
    ),
  );

/** Which dashboards are drawn, of which time, from which InfluxDB. */
export const PreviewDashboards = z.object({
  influx: InfluxAddress.optional().describe('address of the InfluxDB (default: that of the settings)'),
  database: z
    .string()
    .optional()
    .meta({ value: 'name' })
    .describe('its database (default: that of the settings, else camwatch)'),
  out: z
    .string()
    .default('camwatch-dashboards')
    .meta({ value: 'dir' })
    .describe('folder for the pictures, made where there is none'),
  dashboard: z.array(z.string()).default([]).meta({ value: 'uid' }).describe('only this one (repeatable)'),
  var: z
    .array(Variable)
    .default([])
    .meta({ value: 'name=value' })
    .describe('a variable that is chosen (repeatable)'),
  lastMs: durationFrom(1, Number.MAX_SAFE_INTEGER, {
    en: 'expected a time such as 30m, 6h or 7d',
    vi: 'cần khoảng thời gian như 30m, 6h hoặc 7d',
  })
    .meta({ value: 'time' })
    .default(minutes(60))
    .describe('how much time'),
  untilMs: Until.optional().describe(
    'up to an instant, in the time of the city, or to so long ago; otherwise up to now',
  ),
  width: countFrom(320, 7_680)
    .meta({
      value: 'pixels',
      expected: {
        en: 'expected a whole number of pixels from 320 to 7680',
        vi: 'cần số nguyên điểm ảnh từ 320 đến 7680',
      },
    })
    .default(1_920)
    .describe('width of the screen'),
});
type PreviewInput = z.output<typeof PreviewDashboards>;

export interface PreviewContext {
  readonly config: Pick<Config, 'inventory' | 'settings'>;
  readonly language: Language;
  /** Where secrets of the settings may be. */
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  /** Called with what the InfluxDB refused, before anything is drawn. */
  readonly onRefused: (name: string, refused: AnsweredDashboard['refused'][number]) => void;
  readonly onPicture: (picture: Picture) => void;
}

/** Height of a row of the grid, with what stands above the first one. */
const ROW_PX = 38;
const HEADING_PX = 60;
/** Shorter buckets would be empty: polls of a demo are seconds apart, those of a city a minute. */
const LEAST_INTERVAL_MS = 10_000;

/** Draws dashboards with Grafana's own components, without a Grafana. */
export async function previewDashboards(context: PreviewContext, input: PreviewInput): Promise<void> {
  const { config, language, env, stop, onRefused, onPicture } = context;
  const { width: widthPx } = input;
  const out = resolve(input.out);
  const built = buildDashboards(config, { language, ...citySources(config.settings) }).dashboards;
  const wanted = new Set(input.dashboard);
  const dashboards = built.filter(({ dashboard: { uid } }) => wanted.size === 0 || wanted.has(uid));
  const ask = await askCityInflux(config.settings, input, env);
  const pictures: Picture[] = [];
  for (const placed of dashboards) {
    const { refused, ...picture } = await answerPicture(placed, { ...input, out }, ask, stop);
    for (const one of refused) onRefused(picture.name, one);
    pictures.push(picture);
  }
  await mkdir(out, { recursive: true });
  await drawPictures(pictures, { widthPx, stop, onPicture });
}

async function answerPicture(
  { dashboard }: PlacedDashboard,
  { out, var: pairs, lastMs, untilMs: toMs = Date.now() }: PreviewInput,
  ask: AskInflux,
  stop: AbortSignal,
): Promise<Picture & Pick<AnsweredDashboard, 'refused'>> {
  const fromMs = toMs - lastMs;
  const chosen = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
  const shown = { fromMs, toMs, leastIntervalMs: LEAST_INTERVAL_MS };
  const { variables, frames, refused } = await answerDashboard(dashboard, { ask, chosen, ...shown }, stop);
  const rows = Math.max(
    ...(dashboard.panels ?? []).map(({ gridPos }) => (gridPos?.y ?? 0) + (gridPos?.h ?? 0)),
  );
  return {
    name: dashboard.uid,
    drawing: {
      dashboard,
      range: { fromMs, toMs },
      frames: Object.fromEntries(frames),
      variables: Object.fromEntries(variables.map(({ name, value }) => [name, String(value)])),
    },
    heightPx: rows * ROW_PX + HEADING_PX,
    path: join(out, `${dashboard.uid}.png`),
    refused,
  };
}
