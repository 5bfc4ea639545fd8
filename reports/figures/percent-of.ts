import { renderFraction } from '../../sla/fraction.ts';
import type { StateSums } from './measured-figures.ts';

/** Percentages of sums of time as people read them, cut off and never rounded up; absent where nothing counted. */
export interface StatePercents {
  /** Of the known time. */
  readonly availabilityPercent?: string;
  /** How much of the time in service is known. */
  readonly coveragePercent?: string;
  /** Availability if all unknown time had been down, and if all had been up. */
  readonly lowPercent?: string;
  readonly highPercent?: string;
}

export function percentsOf({ upMs, degradedMs, downMs, unknownMs }: StateSums): StatePercents {
  // Of what is taken off, as in a reconciliation, there is no share.
  const isDifference = [upMs, degradedMs, downMs, unknownMs].some((ms) => ms < 0);
  if (isDifference) return {};
  const goodMs = upMs + degradedMs;
  const knownMs = goodMs + downMs;
  const inServiceMs = knownMs + unknownMs;
  const availabilityPercent = renderFraction({ goodMs, countedMs: knownMs });
  const coveragePercent = renderFraction({ goodMs: knownMs, countedMs: inServiceMs });
  const lowPercent = renderFraction({ goodMs, countedMs: inServiceMs });
  const highPercent = renderFraction({ goodMs: goodMs + unknownMs, countedMs: inServiceMs });
  return {
    ...(availabilityPercent !== undefined && { availabilityPercent }),
    ...(coveragePercent !== undefined && { coveragePercent }),
    ...(lowPercent !== undefined && { lowPercent }),
    ...(highPercent !== undefined && { highPercent }),
  };
}
