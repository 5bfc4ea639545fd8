import { z } from 'zod';
import { recordPlaceOf } from '../../config/settings/ledger-place.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { createZone, type Zone } from '../../core/time/zone.ts';
import type { HistorySummary } from '../../demo/history/history-tally.ts';
import {
  type SimulatedHistory,
  SimulateHistory,
  simulateHistory,
} from '../../demo/history/simulate-history.ts';
import { SampleCity } from '../../simulator/write-city.ts';
import { type ConfigScope, openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { TOLD } from '../shell/shared-options.ts';

const ledger = z
  .string()
  .optional()
  .meta({ value: 'file' })
  .describe('ledger to write, new or empty (default: the one that the configuration names)');

/** `camwatch simulate history`: a made-up year of a city in a ledger of its own. */
export const buildSimulateHistoryCommand = defineCommand({
  name: 'history',
  description:
    'Fill a new ledger with a made-up history of a city: outages, cut lines, power cuts, planned work, blind hours.',
  options: {
    config: SampleCity.describe('configuration folder whose city it is'),
    ...{ ...SimulateHistory.shape, ledger, json: TOLD.json },
  },
  help: `
Every row has the source "simulator": nobody takes it for measured. Revisions of the inventory are dated before --from,
and watching begins two hours before it.

Examples:
  camwatch simulate history --from 2025-01-01 --to 2026-01-01 --seed 7 --ledger /tmp/year.sqlite
  camwatch simulate history --from 2025-10-01 --to 2025-11-01 --ledger /tmp/month.sqlite
  camwatch simulate inventory --devices 100000 --out /tmp/large --addresses private &&
    camwatch simulate history --config /tmp/large --from 2025-01-01 --to 2026-01-01 --ledger /tmp/large.sqlite --json`,
  open: openConfig,
  run: (scope, options) => {
    const { config, timeZone, cli } = scope;
    const { stop, terminal } = cli;
    stop.throwIfAborted();
    const path = pathOf(scope, options);
    const onProgress = (doneMs: number, allMs: number) => terminal.progress('history', doneMs, allMs);
    const onStopped = (untilMs: number) => {
      terminal.clearProgress();
      terminal.printError(renderStopped(path, createZone(timeZone), untilMs));
    };
    return simulateHistory({ config, path, stop, onProgress, onStopped }, options);
  },
  json: ({ interval: { fromMs, toMs }, seconds, ...summary }, scope, options) => {
    const { timeZone, config } = scope;
    const { renderInstant } = createZone(timeZone);
    return {
      ...{ ledger: pathOf(scope, options), seed: options.seed },
      ...{ from: renderInstant(fromMs), to: renderInstant(toMs) },
      ...{ devices: config.inventory.devices.size, links: config.inventory.links.size },
      ...{ ...summary, seconds },
    };
  },
  render: (history, scope, options) => renderSummary(pathOf(scope, options), history, scope.config.inventory),
});

const pathOf = (
  { config: { dir, settings } }: ConfigScope,
  { ledger: given }: { readonly ledger?: string | undefined },
): string => recordPlaceOf(dir, settings, given);

function renderStopped(path: string, zone: Zone, writtenMs: number): string {
  return `camwatch: stopped: ${path} holds the history until ${zone.dayAt(writtenMs).date}; remove it before you begin anew`;
}

const DARKEST = 3;

function renderSummary(
  path: string,
  summary: SimulatedHistory,
  { devices, links }: Inventory,
): readonly string[] {
  const { changes, outages, revisions, trafficDays, plannedWorks, seconds } = summary;
  const rows: readonly (readonly [string, string])[] = [
    ['devices and links', `${devices.size} and ${links.size}`],
    ['changes', `${changes}, ${outages} of them to down`],
    ['revisions', String(revisions)],
    ['days of traffic', String(trafficDays)],
    ['planned work', `${plannedWorks} windows`],
    ['availability', `${renderPercent(summary.reachPercent)} of the known time (reach)`],
    ['darkest wards', summary.areas.slice(0, DARKEST).map(renderArea).join(', ') || '–'],
    ['took', `${seconds} s`],
  ];
  const lines = rows.map(([label, value]) => `${label.padEnd(20)}${value}`);
  return [...lines, '', `Next: ./camwatch ledger verify --full --ledger ${path}`];
}

const renderArea = ({ area, reachPercent }: HistorySummary['areas'][number]) =>
  `${area} ${renderPercent(reachPercent)}`;

const renderPercent = (percent: number | undefined) =>
  percent === undefined ? '–' : `${percent.toFixed(2)} %`;
