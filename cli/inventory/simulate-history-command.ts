import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { loadConfig } from '../../config/load-config.ts';
import { days } from '../../core/time/units.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import { createHistoryTally, type HistorySummary } from '../../demo/history/history-tally.ts';
import { writeHistory } from '../../demo/history/write-history.ts';
import { generateHistory } from '../../simulator/history/generate-history.ts';
import { SAMPLE_CITY_DIR } from '../../simulator/write-city.ts';
import type { Context } from '../shell/context.ts';

interface Options {
  readonly config: string;
  readonly ledger?: string;
  readonly from: string;
  readonly to: string;
  readonly seed: number;
  readonly json?: boolean;
}

const LARGEST_SEED = 2 ** 32 - 1;
const LONGEST_YEARS = 10;

/** `camwatch simulate history`: a made-up year of a city in a ledger of its own. */
export function buildSimulateHistoryCommand({ terminal, stop }: Context): Command {
  return new Command('history')
    .description(
      'Fill a new ledger with a made-up history of a city: outages, cut lines, power cuts, planned work, blind hours.',
    )
    .addOption(
      new Option('--config <dir>', 'configuration folder whose city it is').default(
        SAMPLE_CITY_DIR,
        'config/hanoi',
      ),
    )
    .requiredOption('--from <date>', 'when the history begins, such as 2025-01-01')
    .requiredOption('--to <date>', 'when it ends, such as 2026-01-01 (not included)')
    .option('--seed <number>', 'the same number gives the same history', parseSeed, 1)
    .option(
      '--ledger <file>',
      'ledger to write, new or empty (default: the one that the configuration names)',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Every row has the source "simulator": nobody takes it for measured. Revisions of the inventory are dated before --from,
and watching begins two hours before it.

Examples:
  camwatch simulate history --from 2025-01-01 --to 2026-01-01 --seed 7 --ledger /tmp/year.sqlite
  camwatch simulate history --from 2025-10-01 --to 2025-11-01 --ledger /tmp/month.sqlite
  camwatch simulate inventory --devices 100000 --out /tmp/large --addresses private &&
    camwatch simulate history --config /tmp/large --from 2025-01-01 --to 2026-01-01 --ledger /tmp/large.sqlite --json`,
    )
    .action(async (options: Options, command: Command) => {
      stop.throwIfAborted();
      const { inventory, settings, sourceHash } = await loadConfig(options.config);
      const zone = createZone(settings.city.timeZone);
      const { fromMs, toMs } = readPeriod(options, zone, command);
      const path = options.ledger ?? resolve(options.config, settings.ledger.path);
      const tally = createHistoryTally(inventory, fromMs);
      let writtenMs = fromMs;
      const startedMs = performance.now();
      try {
        await writeHistory({
          path,
          sourceHash,
          steps: generateHistory({
            inventory,
            profiles: settings.profiles,
            timeZone: zone.timeZone,
            seed: options.seed,
            fromMs,
            toMs,
          }),
          signal: stop,
          onStep: (step) => {
            tally.take(step);
            writtenMs = Math.max(writtenMs, step.recordedMs);
            terminal.progress('history', writtenMs - fromMs, toMs - fromMs);
          },
        });
      } catch (error) {
        terminal.clearProgress();
        if (stop.aborted) terminal.printError(renderStopped(path, zone, writtenMs));
        throw error;
      }
      terminal.clearProgress();
      const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
      const summary = tally.end(toMs);
      const size = { devices: inventory.devices.size, links: inventory.links.size };
      if (options.json) {
        const period = { from: zone.renderInstant(fromMs), to: zone.renderInstant(toMs) };
        terminal.printJson({ ledger: path, seed: options.seed, ...period, ...size, ...summary, seconds });
        return;
      }
      terminal.print(renderSummary(path, { ...size, ...summary, seconds }));
    });
}

function parseSeed(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= LARGEST_SEED) return number;
  throw new InvalidArgumentError(`Expected a whole number from 0 to ${LARGEST_SEED}.`);
}

function readPeriod({ from, to }: Options, zone: Zone, command: Command) {
  const read = (flag: string, text: string): number =>
    zone.parseInstantMs(text) ??
    command.error(
      `error: ${flag}: expected a date such as 2025-01-01 or an instant such as 2025-01-01T08:00+07:00, got "${text}"`,
    );
  const fromMs = read('--from', from);
  const toMs = read('--to', to);
  if (toMs - fromMs < days(1))
    command.error(`error: --to: expected at least a day after --from, got "${to}"`);
  if (toMs - fromMs > days(366 * LONGEST_YEARS)) {
    command.error(`error: --to: expected at most ${LONGEST_YEARS} years after --from, got "${to}"`);
  }
  return { fromMs, toMs };
}

function renderStopped(path: string, zone: Zone, writtenMs: number): string {
  return `camwatch: stopped: ${path} holds the history until ${zone.dayAt(writtenMs).date}; remove it before you begin anew`;
}

interface Rendered extends HistorySummary {
  readonly devices: number;
  readonly links: number;
  readonly seconds: number;
}

const DARKEST = 3;

function renderSummary(path: string, summary: Rendered): string {
  const { devices, links, changes, outages, revisions, trafficDays, plannedWorks, seconds } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['devices and links', `${devices} and ${links}`],
    ['changes', `${changes}, ${outages} of them to down`],
    ['revisions', String(revisions)],
    ['days of traffic', String(trafficDays)],
    ['planned work', `${plannedWorks} windows`],
    ['availability', `${renderPercent(summary.reachPercent)} of the known time (reach)`],
    ['darkest wards', summary.areas.slice(0, DARKEST).map(renderArea).join(', ') || '–'],
    ['took', `${seconds} s`],
  ];
  const lines = rows.map(([label, value]) => `${label.padEnd(20)}${value}`);
  return [...lines, '', `Next: ./camwatch ledger verify --full --ledger ${path}`].join('\n');
}

const renderArea = ({ area, reachPercent }: HistorySummary['areas'][number]) =>
  `${area} ${renderPercent(reachPercent)}`;

const renderPercent = (percent: number | undefined) =>
  percent === undefined ? '–' : `${percent.toFixed(2)} %`;
