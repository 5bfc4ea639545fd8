import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, playCity, type Random, type RandomCity } from './random-shared-city.ts';
import type { SharedCity } from './shared-city.ts';

/** `CAMWATCH_RUNS=500` for the long form. */
export const RUNS = Number(process.env.CAMWATCH_RUNS ?? 6);
const FIRST = Number(process.env.CAMWATCH_SEED ?? 1);

/** Milliseconds that a test of so many cities may take. */
export const RUNS_TAKE_MS = 180_000 + RUNS * 5_000;

/**
 * Plays a city of each seed, one after the other, and has it judged.
 * @param kept Seeds that found something once.
 */
export function playCities<Plan extends RandomCity>(
  planOf: (random: Random) => Plan,
  judge: (played: { readonly seed: number; readonly plan: Plan; readonly city: SharedCity }) => void,
  kept: readonly number[] = [],
): void {
  for (const seed of [...kept, ...Array.from({ length: RUNS }, (_, index) => FIRST + index)]) {
    const folder = mkdtempSync(join(tmpdir(), 'camwatch-city-'));
    const random = createRandom(seed);
    const plan = planOf(random);
    const city = playCity(plan, folder, { random });
    try {
      judge({ seed, plan, city });
    } finally {
      city.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
