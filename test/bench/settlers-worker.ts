import { parentPort, workerData } from 'node:worker_threads';
import { settleBoth } from '../support/settlers/settle-both.ts';

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
  const { statements, differences } = await settleBoth(one, one % 2 === 0 ? 2 : 1, 3);
  parentPort?.postMessage({ seed: one, statements: statements.length, differences } satisfies SettledSeed);
}
