import type { Entity, Indicator, State } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';

/** One indicator of one device or link. */
export interface CheckName {
  readonly entity: Entity;
  readonly indicator: Indicator;
}

/** What a row says of a check, whether it stands or not. */
export interface Saying {
  readonly seq: number;
  /** Who wrote it: a collector, or `centre`. */
  readonly source: string;
  /** Whose word it is: the centre says again what a collector said. */
  readonly collector: string;
  readonly afterMs: number;
  readonly atMs: number;
  readonly state: State;
  readonly reason?: string;
  /** Number of the row that it takes the place of. */
  readonly corrects?: number;
  /** Another has taken its place. */
  readonly isCorrected: boolean;
}

export interface CoveredSpan extends Interval {
  readonly collector: string;
  /** Where the first ended of what ended, and where what still grows began. */
  readonly endedMs?: number;
  readonly openFromMs?: number;
}

export interface TurnReads {
  /** Checks of which something was said by a row after this one, in a stretch and by one source where these are given; and its first instant. */
  readonly checksIn: (
    query: Partial<Interval> & { readonly afterSeq: number; readonly source?: string },
  ) => readonly (CheckName & { readonly fromMs: number })[];
  /**
   * Checks of which a collector had its first or last word by a row after this one, where an outage begins or ends or words of several
   * come out of order, or in which one changed what another had said; and the first instant of such rows.
   */
  readonly handedOver: (afterSeq: number) => readonly (CheckName & { readonly fromMs: number })[];
  /**
   * Everything that was said of a check from an instant on, and of each source the last before it and the last before it that was known,
   * in the order of their instants. What was voided or imported is left out.
   */
  readonly sayings: (check: CheckName, fromMs: number) => readonly Saying[];
  /** From where to where collectors covered anything by what they sent: by rows after this one, and by what still grows. */
  readonly coveredSpans: (afterSeq: number) => readonly CoveredSpan[];
  /** The last row that revises anything. */
  readonly revisedSeq: () => number;
  /** What the last placing of turns left here for the next. */
  readonly turnsPlaced: () => string | undefined;
}

/** What the centre says of a check, in the place of a row or beside all of them. */
export interface SaidAgain extends CheckName {
  readonly corrects?: number;
  readonly afterMs: number;
  readonly atMs: number;
  readonly state: State;
  readonly reason?: string;
  /** Whose turn it was, and the row that it says again. */
  readonly collector: string;
  readonly says: number;
  /** What it corrects was looked at for the first time: nobody was to be told of it. */
  readonly isAtOnce?: boolean;
}

/** Writes down what follows from whose turn it was. */
export interface TurnWriter {
  /** One transaction, or nothing. */
  readonly say: (rows: readonly SaidAgain[], placed: string | undefined) => void;
  readonly close: () => void;
}
