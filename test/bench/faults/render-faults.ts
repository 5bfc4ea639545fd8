import type { FaultsOptions, FaultsResult } from './result.ts';

const MOST_PROBLEMS = 30;

export function renderFaults({ devices, minutes, seed }: FaultsOptions, result: FaultsResult): string {
  const { points, problems, faults, errors } = result;
  const rows: readonly (readonly [string, string])[] = [
    ['devices / minutes / seed', `${devices} / ${minutes} / ${seed}`],
    ['faults', list(faults)],
    ['cuts of a device / long enough and watched', `${result.cuts} / ${result.visible}`],
    ['outages on record', String(result.outages)],
    ['changes on record', String(result.changes)],
    ['time covered', `${(result.coveredShare * 100).toFixed(1)} %`],
    ['points acknowledged / found in InfluxDB', `${points.acknowledged} / ${points.stored}`],
    ['`ledger verify --full`', result.verify],
    ['errors in the log', list(errors)],
    ['differences from the truth', String(problems.length)],
  ];
  const table = ['| faults | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)];
  return [...table, ...problems.slice(0, MOST_PROBLEMS)].join('\n');
}

const list = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';
