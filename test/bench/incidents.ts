import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { IncidentsMeasurement, MeasuredStep } from '../support/incidents-bench-child.ts';
import { provideLedger } from './sla.ts';

const SIZES = [1_000, 10_000, 100_000];

/**
 * What incidents cost: a core link in front of everything, 10,000 outages with nothing in common, and 90 days of a made-up
 * year, at sizes in steps of ten up to `devices`; each with what a start costs. A process of its own for each.
 */
export async function benchIncidents({ devices }: { readonly devices: number }): Promise<string> {
  const sizes = [...new Set([...SIZES.filter((size) => size < devices), devices])];
  const rows: string[] = [];
  for (const size of sizes) {
    for (const work of ['core-link', 'unrelated']) {
      rows.push(...render(size, work, await measure('incidents', work, size)));
      rows.push(...render(size, work, await measure('alerting', work, size)));
    }
    rows.push(...render(size, 'history', await measureHistory(size)));
  }
  return [
    '| devices | what happens | step | rows | news | wall | CPU | longest transaction | peak memory so far |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const NAMES: Readonly<Record<string, string>> = {
  'core-link': 'a core link in front of all',
  unrelated: '10,000 outages (or all) with nothing in common',
  history: '90 days of a made-up year',
};

const render = (size: number, work: string, { steps }: IncidentsMeasurement): readonly string[] =>
  steps.map((step) => `| ${[size.toLocaleString('en'), NAMES[work], ...cellsOf(step)].join(' | ')} |`);

const cellsOf = ({
  name,
  rows,
  news,
  wallS,
  cpuS,
  longestWriteMs,
  peakMB,
}: MeasuredStep): readonly string[] => [
  name,
  rows.toLocaleString('en'),
  news.toLocaleString('en'),
  `${wallS.toFixed(2)} s`,
  `${cpuS.toFixed(2)} s`,
  `${longestWriteMs.toFixed(0)} ms`,
  `${Math.round(peakMB)} MB`,
];

/** On a copy: the ledger is also that of another benchmark. */
async function measureHistory(size: number): Promise<IncidentsMeasurement> {
  const ledger = await provideLedger(size);
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-incidents-'));
  try {
    await cp(dirname(ledger), dir, { recursive: true });
    return await measure('incidents', 'history', size, join(dir, 'ledger.sqlite'));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const run = promisify(execFile);

/** @param what `incidents`: until they are written down; `alerting`: until five recipients have their mail. */
async function measure(
  what: 'incidents' | 'alerting',
  work: string,
  size: number,
  ledger = '',
): Promise<IncidentsMeasurement> {
  const child = fileURLToPath(new URL(`../support/${what}-bench-child.ts`, import.meta.url));
  const args = ['--disable-warning=ExperimentalWarning', child, work, String(size), ledger];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}
