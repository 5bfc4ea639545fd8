import type { Interval } from '../../core/time/intervals.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';

/** When an incident was open, in the order of time; the last is without end where it is open still. */
export type OpenStretches = readonly Interval[];

/** Each incident counts once: `beginning + opened + reopened − resolved = left`. */
export interface ShiftFigures {
  /** Open when the shift began. */
  readonly beginning: number;
  /** Opened for the first time in it. */
  readonly opened: number;
  /** Over when it began, and came back in it. */
  readonly reopened: number;
  /** Of all these, over at its end. */
  readonly resolved: number;
  readonly left: number;
}

/** By the rows of its record, where it came back; one that never did has its two instants. */
export function openStretches(
  { openedMs, resolvedMs = Number.POSITIVE_INFINITY }: Pick<StoredIncident, 'openedMs' | 'resolvedMs'>,
  steps: readonly Pick<Decision, 'action' | 'recordedMs' | 'body'>[],
): OpenStretches {
  const stretches: Interval[] = [];
  let fromMs: number | undefined = openedMs;
  for (const { action, recordedMs, body } of steps) {
    if (action === 'resolved' && fromMs !== undefined) {
      stretches.push({ fromMs, toMs: Math.max(fromMs, endOf(body) ?? recordedMs) });
      fromMs = undefined;
    } else if (action === 'reopened') fromMs ??= recordedMs;
  }
  if (fromMs !== undefined) stretches.push({ fromMs, toMs: Math.max(fromMs, resolvedMs) });
  return stretches;
}

const endOf = (body: Decision['body']): number | undefined =>
  typeof body === 'object' && body !== null && 'atMs' in body && typeof body.atMs === 'number'
    ? body.atMs
    : undefined;

/** What ended at an instant was open up to it. */
export const isOpenAt = (stretches: OpenStretches, atMs: number): boolean =>
  stretches.some(({ fromMs, toMs }) => fromMs < atMs && toMs >= atMs);

export function countShift(all: Iterable<OpenStretches>, { fromMs, toMs }: Interval): ShiftFigures {
  const figures = { beginning: 0, opened: 0, reopened: 0, resolved: 0, left: 0 };
  for (const stretches of all) {
    const began = stretches.findIndex((one) => one.fromMs >= fromMs && one.fromMs < toMs);
    const isThere = isOpenAt(stretches, fromMs);
    if (!isThere && began === -1) continue;
    figures[isThere ? 'beginning' : began === 0 ? 'opened' : 'reopened'] += 1;
    figures[isOpenAt(stretches, toMs) ? 'left' : 'resolved'] += 1;
  }
  return figures;
}
