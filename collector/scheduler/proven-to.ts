import type { Check } from '../../core/domain/inventory.ts';
import { STATES } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import type { WatchedStates } from '../states/watched-states.ts';

type Asked = Pick<Check, 'intervalMs' | 'timeoutMs' | 'confirm' | 'recheckMs'>;

/** Of a ping each of three packets waits for its timeout. */
const PACKETS = 3;

/**
 * How long before the end of its coverage the last answer of a check may have been, where the check is not down on record: it was due, it
 * failed, and that was not confirmed yet. What is down needs no confirmation to come back.
 * @param lateMs How late a probe may be made and judged.
 */
export function answerAgeMs(
  { intervalMs, timeoutMs, confirm, recheckMs }: Asked,
  isDown: boolean,
  lateMs: number,
): number {
  const probeMs = PACKETS * timeoutMs;
  const confirmationMs = (confirm - 1) * (Math.max(recheckMs, seconds(1)) + probeMs);
  return intervalMs + probeMs + lateMs + (isDown ? 0 : confirmationMs);
}

/**
 * To what instant the checks of each interval may be covered: a coverage says that the last answer of each was no older than
 * {@link answerAgeMs} at its end, which is what a run that goes on from the record takes for granted. On a machine without time for its
 * probes coverage comes later; whoever is killed meanwhile has covered less. What is unknown is as the record says, whatever is covered.
 * @param sightSinceMs Nothing before is covered anyway.
 */
export function provenTo(
  { watches, statuses, plannedMs }: WatchedStates,
  sightSinceMs: number,
  lateMs: number,
): ReadonlyMap<number, number> {
  const { checks, check } = watches;
  const { state, runs, lastMs, isFiltered } = statuses;
  const oldest = new Float64Array(2 * checks.length).fill(Number.POSITIVE_INFINITY);
  const note = (row: number, toldMs: number) => {
    if (state[row] === UNKNOWN || isFiltered(row)) return;
    const answeredMs = Math.max(toldMs, sightSinceMs, plannedMs[row] ?? 0);
    const place = 2 * (check[row] ?? 0) + Number(state[row] === DOWN);
    if (answeredMs < (oldest[place] ?? 0)) oldest[place] = answeredMs;
  };
  for (let row = 0; row < watches.size; row++) note(row, lastMs[row] ?? Number.NaN);
  // Of a check in doubt the last answer was before its last probe.
  for (const [row, { doubtRun }] of runs) if (doubtRun) note(row, doubtRun.afterMs);
  const proven = new Map<number, number>();
  for (const [place, answeredMs] of oldest.entries()) {
    const asked = checks[place >> 1];
    if (asked === undefined || answeredMs === Number.POSITIVE_INFINITY) continue;
    const toMs = answeredMs + answerAgeMs(asked, place % 2 === 1, lateMs);
    proven.set(asked.intervalMs, Math.min(proven.get(asked.intervalMs) ?? Number.POSITIVE_INFINITY, toMs));
  }
  return proven;
}

const UNKNOWN = STATES.indexOf('unknown');
const DOWN = STATES.indexOf('down');
