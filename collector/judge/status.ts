import type { Reading } from '../../core/domain/probing.ts';
import type { Change, State, UnknownReason } from '../../core/domain/state.ts';
import type { Verdict } from '../probing/verdict.ts';
import { type History, NO_HISTORY } from './flapping.ts';

/** An unbroken run of probes that were at least as bad as some level. */
export interface Run {
  /** By when the first of them had proven what it says. */
  readonly firstMs: number;
  /** The last probe before the run was sent; `firstMs` where there was none. */
  readonly afterMs: number;
  readonly count: number;
  readonly reason: string;
}

/** What the judge remembers of one indicator of one device. */
export interface Status {
  readonly state: State;
  readonly reason?: string;
  readonly sinceMs: number;
  readonly afterMs: number;
  /** When the last probe that was judged was sent. */
  readonly lastMs?: number;
  /** When the last probe that bore a state out was sent, where the later ones were cut short and did not; else that is `lastMs`. */
  readonly lastToldMs?: number;
  /** When the last probe that was answered was sent, and when its first answer was here. */
  readonly lastAnswerMs?: number;
  readonly answeredMs?: number;
  /** How long the slowest answer of that probe took. */
  readonly answerTookMs?: number;
  readonly degradedRun?: Run;
  readonly downRun?: Run;
  /** The device answered each time, and refused to let us look. */
  readonly refusedRun?: Run;
  /** Each contradicted the state for the worse or was refused, the last state change aside; `reason` is the last refusal's. */
  readonly doubtRun?: DoubtRun;
  readonly history: History;
}

export interface DoubtRun extends Omit<Run, 'reason'> {
  /** Absent while none of them was refused. */
  readonly reason?: string;
}

/** A probe, with what is known of its instants: see `Reading`. */
export interface Observation extends Pick<Reading, 'atMs' | 'endMs' | 'provenMs' | 'askedMs'> {
  readonly verdict: Verdict;
  /** The slowest of its answers; from its sending to its proof where absent. */
  readonly tookMs?: number | undefined;
}

export interface Policy {
  /** Probes in a row before a worse state is confirmed, the first included. */
  readonly confirm: number;
  /** From when silence is an outage though there never was an answer: the device's acceptance. Always where absent. */
  readonly acceptedMs?: number;
}

/** A change less the names of what changed. */
export type BareChange = Omit<Change, 'entity' | 'indicator'>;

export interface Judgement {
  readonly status: Status;
  readonly change?: BareChange;
}

/** As much as says what is told of it. */
export interface Told {
  readonly state: State;
  readonly reason?: string | undefined;
}

export function unknownStatus(atMs: number): Status {
  return { state: 'unknown', reason: 'no-data-yet', sinceMs: atMs, afterMs: atMs, history: NO_HISTORY };
}

/** Whether no probe of it was ever answered, as far as is known: after a restart the record says so. */
export function hasNeverAnswered({ state, reason, lastAnswerMs }: Status): boolean {
  return (
    state === 'unknown' &&
    lastAnswerMs === undefined &&
    (reason === 'no-data-yet' || isNeverAnswered({ reason }))
  );
}

export const isNeverAnswered = ({ reason }: Pick<Told, 'reason'>): boolean => reason === NEVER_ANSWERED;

export const NEVER_ANSWERED = 'never-answered' satisfies UnknownReason;

export const NO_DOUBT: DoubtRun = { firstMs: 0, afterMs: 0, count: 0 };

/** The last probe that bore a state out; `undefined` where there was none. */
export const lastToldMs = (status: Status): number | undefined => status.lastToldMs ?? status.lastMs;

/** Whether nobody knows the state, and that it is for want of whole answers is not said yet. */
export const isCutShortUnsaid = ({ state, reason, lastToldMs: toldMs }: Status): boolean =>
  state === 'unknown' && reason !== 'cut-short' && toldMs !== undefined;
