import { ACCESS_REASONS, type ProbeOutcome } from '../../core/domain/probing.ts';
import { hours } from '../../core/time/units.ts';
import { createBudget } from '../probing/budget.ts';
import { isBare } from '../probing/is-bare.ts';
import { nextDueMs, type ScheduledWatch } from './watch-list.ts';

/** Remembers for each entry of the schedule when to ask for details, and how often it was refused. */
export interface ProbePlan {
  readonly depthOf: (entry: number, watch: ScheduledWatch, atMs: number) => 'health' | 'details';
  /** When the entry is due next, after an outcome. */
  readonly plan: (
    entry: number,
    watch: ScheduledWatch,
    outcome: ProbeOutcome | undefined,
    depth: 'health' | 'details',
    doneMs: number,
  ) => number;
  /** The next look is a thorough one. */
  readonly wantDetails: (entry: number) => void;
  /** Whether the device turned us away when it was last asked for as much. */
  readonly isRefused: (entry: number) => boolean;
  /** Asks for details when the plan before would have, and anew what was refused. */
  readonly goOnFrom: (before: ProbePlan, oldEntry: number, entry: number) => void;
  readonly detailsDueMs: (entry: number) => number;
}

/** Signed and slow questions of a whole city must not come at once, after a start: so many a second. */
const DETAILS_PER_SECOND = 20;
/** Accounts lock after three to seven wrong passwords: from here on a refused check is asked less and less often. */
const REFUSALS_BORNE = 3;
const LONGEST_WAIT_MS = hours(1);
/** A person waits for it. */
const WANTED = -1;
/** A slow device must not be asked slow questions all the time. */
const INTERVALS_BORNE = 5;

/** @param hasTime Whether checks leave any: details come after them. */
export function createProbePlan(entryCount: number, nowMs: () => number, hasTime = () => true): ProbePlan {
  const detailsDueMs = new Float64Array(entryCount);
  const refusals = new Uint8Array(entryCount);
  const refused = new Uint8Array(entryCount);
  const takeToken = createBudget(DETAILS_PER_SECOND, nowMs);
  return {
    depthOf: (entry, { check }, atMs) => {
      if (isBare(check.prober)) return 'health';
      const dueMs = detailsDueMs[entry] ?? 0;
      if (dueMs === WANTED) return 'details';
      return atMs >= dueMs && hasTime() && takeToken() ? 'details' : 'health';
    },
    plan: (entry, watch, outcome, depth, doneMs) => {
      const isRefused = outcome !== undefined && wasRefused(outcome);
      if (depth === 'details' && (isRefused || outcome?.ok)) {
        detailsDueMs[entry] = doneMs + detailsWaitMs(watch, outcome);
      }
      if (isRefused || (depth === 'details' && outcome?.ok)) refused[entry] = isRefused ? 1 : 0;
      const isWholeCheckRefused = isRefused && !outcome.ok;
      const count = isWholeCheckRefused ? Math.min((refusals[entry] ?? 0) + 1, 255) : 0;
      refusals[entry] = count;
      const dueMs = nextDueMs(watch, doneMs);
      if (count < REFUSALS_BORNE) return dueMs;
      const longerMs = watch.check.intervalMs * 2 ** (count - REFUSALS_BORNE + 1);
      return Math.max(dueMs, doneMs + Math.min(longerMs, LONGEST_WAIT_MS));
    },
    wantDetails: (entry) => {
      detailsDueMs[entry] = WANTED;
    },
    isRefused: (entry) => refused[entry] === 1,
    goOnFrom: (before, oldEntry, entry) => {
      if (!before.isRefused(oldEntry)) detailsDueMs[entry] = before.detailsDueMs(oldEntry);
    },
    detailsDueMs: (entry) => detailsDueMs[entry] ?? 0,
  };
}

/** What was turned away is asked again within the hour, and what there was no time for after a few intervals. */
function detailsWaitMs({ check }: ScheduledWatch, outcome: ProbeOutcome): number {
  const { detailsEveryMs, intervalMs } = check;
  if (wasRefused(outcome)) return Math.min(detailsEveryMs, LONGEST_WAIT_MS);
  const lacksDetails = outcome.ok && outcome.lacksDetails;
  return lacksDetails
    ? Math.min(detailsEveryMs, INTERVALS_BORNE * intervalMs, LONGEST_WAIT_MS)
    : detailsEveryMs;
}

/** Whether the device answered and turned our login away, be it for the whole check or for the details only. */
function wasRefused(outcome: ProbeOutcome): boolean {
  return outcome.ok ? outcome.report?.access?.refused !== undefined : ACCESS_REASONS.has(outcome.reason);
}
