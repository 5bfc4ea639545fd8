import { days } from '../../core/time/units.ts';
import type { Random } from '../city/random.ts';
import type { Length } from './rates.ts';

const YEAR_MS = days(365);

/** Whole milliseconds of something that lasts as described. */
export function drawLengthMs({ medianMs, spread, mostMs }: Length, random: Random, factor = 1): number {
  const lengthMs = medianMs * factor * Math.exp(spread * drawNormal(random));
  return Math.max(1_000, Math.round(Math.min(lengthMs, mostMs)));
}

/** How often something happens in a stretch that happens `perYear` times a year (Poisson): its instants, in order. */
export function* drawInstants(
  perYear: number,
  fromMs: number,
  toMs: number,
  random: Random,
): Generator<number> {
  if (perYear <= 0) return;
  const meanMs = YEAR_MS / perYear;
  for (let atMs = fromMs; ; ) {
    atMs += -Math.log(1 - random.next()) * meanMs;
    if (atMs >= toMs) return;
    yield Math.floor(atMs);
  }
}

/** Box and Muller's method, of which one of the two numbers is enough. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}
