import { parentPort, workerData } from 'node:worker_threads';
import { type Settled, settleBoth } from '../support/settlers/settle-both.ts';

/** Every `step`-th of the seeds from `seed`, beginning with the `first`. */
export interface LedgersTask {
  readonly seed: number;
  readonly ledgers: number;
  readonly first: number;
  readonly step: number;
}

export interface SettledSeed {
  readonly seed: number;
  readonly statements: number;
  readonly differences: readonly string[];
}

const { seed, ledgers, first, step } = workerData as LedgersTask;
for (let at = first; at < ledgers; at += step) {
  const one = seed + at;
  const { statements, differences } = await settle(one);
  parentPort?.postMessage({ seed: one, statements: statements.length, differences } satisfies SettledSeed);
}

/** A ledger that cannot be drawn or settled is one that differs: it is told by its seed, and the run goes on. */
async function settle(one: number): Promise<Pick<Settled, 'statements' | 'differences'>> {
  try {
    return await settleBoth(one, one % 2 === 0 ? 2 : 1, 3);
  } catch (error) {
    return { statements: [], differences: [`could not be settled: ${String(error)}`] };
  }
}
