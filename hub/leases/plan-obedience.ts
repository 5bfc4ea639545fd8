import type { Lease } from '../../core/leases/lease.ts';

/** How a collector goes from the lease that it obeys to the one in force. */
export interface Obedience<Granted extends Lease> {
  /** It is in force, and to be obeyed from now on. */
  readonly next: Granted;
  /** What was watched by all of these goes on as it is; all else is begun anew. Empty: nothing goes on. */
  readonly throughout: readonly Lease[];
}

/**
 * A collector that heard nothing for a while may have been without a device in between, whose state somebody else recorded then: it must not
 * go on from what it recorded itself.
 * @param granted The latest leases of its zone, in the order of their epochs.
 * @returns `undefined` where it obeys the last one already, or there is none.
 */
export function planObedience<Granted extends Lease>(
  obeyed: Lease | undefined,
  granted: readonly Granted[],
): Obedience<Granted> | undefined {
  const next = granted.at(-1);
  if (next === undefined) return undefined;
  if (obeyed?.zone === next.zone && obeyed.epoch === next.epoch) return undefined;
  const known = obeyed?.zone === next.zone ? obeyed : undefined;
  const since = granted.filter(({ epoch }) => known !== undefined && epoch > known.epoch);
  const isWhole = known !== undefined && since.length === next.epoch - known.epoch;
  return { next, throughout: isWhole ? [known, ...since] : [] };
}
