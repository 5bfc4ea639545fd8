import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { buildServerAddress } from '../../collector/influx/queue/server-address.ts';
import { loadConfig } from '../../config/load-config.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { minutes, parseDurationMs } from '../../core/time/units.ts';
import { createZone } from '../../core/time/zone.ts';
import { buildDashboards } from '../../dashboards/build-dashboards.ts';
import { drawPictures, type Picture } from '../../demo/preview/draw-pictures.ts';
import type { PlacedDashboard } from '../../grafana/content.ts';
import { type AnsweredDashboard, answerDashboard } from '../../grafana/reading/answer-dashboard.ts';
import { type AskInflux, createAskInflux } from '../../grafana/reading/ask-influx.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseAddress } from './parse-address.ts';
import { END_EXPECTED, parseEnd } from './parse-end.ts';

interface Options {
  readonly config: string;
  readonly influx: string;
  readonly database: string;
  readonly out: string;
  readonly dashboard: readonly string[];
  readonly var: Readonly<Record<string, string>>;
  readonly last: number;
  readonly until?: string;
  readonly width: number;
  readonly lang?: Language;
}

const DATA_SOURCE_UID = 'camwatch-influx';
/** Height of a row of the grid, with what stands above the first one. */
const ROW_PX = 38;
const HEADING_PX = 60;
/** Shorter buckets would be empty: polls of a demo are seconds apart, those of a city a minute. */
const LEAST_INTERVAL_MS = 10_000;

/** `camwatch dashboards preview`: pictures of dashboards without a Grafana server. */
export function buildPreviewCommand({ terminal, env, stop }: Context): Command {
  return new Command('preview')
    .description("Draws dashboards with Grafana's own components, from what an InfluxDB has.")
    .option('--config <dir>', 'folder of the inventory and settings', 'config/hanoi')
    .option('--influx <url>', 'address of the InfluxDB', parseAddress, 'http://127.0.0.1:8086')
    .option('--database <name>', 'its database', 'camwatch')
    .option('--out <dir>', 'folder for the pictures', 'docs/images/dashboards')
    .option(
      '--dashboard <uid>',
      'only this one (repeatable)',
      (uid: string, uids: string[]) => [...uids, uid],
      [],
    )
    .option('--var <name=value>', 'a variable that is chosen (repeatable)', addVariable, {})
    .option('--last <time>', 'how much time', parseSpan, minutes(60))
    .option(
      '--until <time>',
      'up to an instant, in the time of the city, or to so long ago; otherwise up to now',
    )
    .option('--width <pixels>', 'width of the screen', parseWidth, 1_580)
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .addHelpText(
      'after',
      `
The drawing program is built once: npm --prefix dashboards/preview ci --ignore-scripts && npm --prefix dashboards/preview run build

Examples:
  camwatch dashboards preview --last 6h
  camwatch dashboards preview --last 1h --until 2026-11-26T08:00+07:00
  camwatch dashboards preview --dashboard camwatch-district --var district=dong-da --width 1366 --out /tmp/pictures`,
    )
    .action(async (options: Options, command: Command) => {
      const language = options.lang ?? languageOf(env);
      const config = await loadConfig(options.config);
      const built = buildDashboards(config, { language, dataSourceUid: DATA_SOURCE_UID }).dashboards;
      const wanted = new Set(options.dashboard);
      const dashboards = built.filter(({ dashboard: { uid } }) => wanted.size === 0 || wanted.has(uid));
      const { influx, database } = options;
      buildServerAddress({ url: influx, database }, undefined);
      const ask = createAskInflux({ url: influx, database });
      const toMs = parseEnd(options.until, createZone(config.settings.city.timeZone));
      if (toMs === undefined) {
        return command.error(
          `error: --until: expected ${END_EXPECTED}, got ${JSON.stringify(options.until)}`,
        );
      }
      const pictures: Picture[] = [];
      for (const placed of dashboards) {
        const { refused, ...picture } = await answerPicture(placed, { ...options, toMs }, ask, stop);
        for (const { query, detail } of refused) terminal.printError(`${picture.name}: ${detail}: ${query}`);
        pictures.push(picture);
      }
      await mkdir(options.out, { recursive: true });
      await drawPictures(pictures, {
        widthPx: options.width,
        stop,
        onPicture: ({ path }) => terminal.print(path),
      });
    });
}

async function answerPicture(
  { dashboard }: PlacedDashboard,
  { out, var: chosen, last, toMs }: Options & { readonly toMs: number },
  ask: AskInflux,
  stop: AbortSignal,
): Promise<Picture & Pick<AnsweredDashboard, 'refused'>> {
  const fromMs = toMs - last;
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

function addVariable(text: string, before: Readonly<Record<string, string>>): Record<string, string> {
  const [name = '', value] = text.split('=', 2);
  if (name === '' || value === undefined) {
    throw new InvalidArgumentError('expected a name and a value, such as district=dong-da');
  }
  return { ...before, [name]: value };
}

function parseSpan(text: string): number {
  const ms = parseDurationMs(text);
  if (ms === undefined || ms <= 0) throw new InvalidArgumentError('expected a time such as 30m, 6h or 7d');
  return ms;
}

function parseWidth(text: string): number {
  const width = Number(text);
  if (!Number.isInteger(width) || width < 320 || width > 7_680) {
    throw new InvalidArgumentError('expected a whole number of pixels from 320 to 7680');
  }
  return width;
}
