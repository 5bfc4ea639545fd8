import type { FaultsOptions, FaultsResult } from './result.ts';

const MOST_PROBLEMS = 30;

export function renderFaults({ devices, minutes, seed }: FaultsOptions, result: FaultsResult): string {
  const { points, problems, faults, errors } = result;
  const rows: readonly (readonly [string, string])[] = [
    ['devices / minutes / seed', `${devices} / ${minutes} / ${seed}`],
    ['date, commit, load before and after', `${result.takenAt}, ${result.commit}, ${loads(result.load)}`],
    ['faults', list(faults)],
    ['ready again after a fault, at most', inSeconds(result.slowestReadyMs)],
    ['cuts of a device / long enough and watched', `${result.cuts} / ${result.visible}`],
    ['from such a cut to its outage on record, p50 / p99 / most', result.delayMs.map(inSeconds).join(' / ')],
    ['outages on record', String(result.outages)],
    ['changes on record', String(result.changes)],
    ['time covered', `${(result.coveredShare * 100).toFixed(1)} %`],
    ['points acknowledged / of them not in InfluxDB', `${points.acknowledged} / ${points.lacking.length}`],
    ['`ledger verify --full`', result.verify],
    ['errors in the log', list(errors)],
    ['differences from the truth', String(problems.length)],
  ];
  const table = ['| faults | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  return [...table, ...problems.slice(0, MOST_PROBLEMS)].join('\n');
}

const loads = (load: readonly number[]): string => load.map((one) => one.toFixed(1)).join(' and ');
const inSeconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';
