export interface ClockReads {
  /** The latest instant at which the last row of any table was recorded; `undefined` where there is no row. */
  readonly lastRecordedMs: () => number | undefined;
  /** When the last row of the chain was recorded: after a wrong clock was set right, earlier rows may say later. */
  readonly lastRowMs: () => number | undefined;
  /** The last time that somebody said that the time was right. */
  readonly lastConfirmation: () => ClockConfirmation | undefined;
  /** What the last run left of the time of the system; see {@link ClockOrigin}. */
  readonly rememberedOrigin: () => (ClockOrigin & { readonly seq: number }) | undefined;
}

/** What the clock said when this start of the system began to count, as it was believed. */
export interface ClockOrigin {
  readonly bootId: string;
  readonly originMs: number;
}

/** What is known of the time when somebody puts something on record about it. */
export interface KnownTime {
  readonly wallMs: number;
  /** What time servers make of it; `unknown`: none are named, or they do not agree. */
  readonly servers: 'confirm' | 'contradict' | 'unknown';
  /** Absent where the system has no clock that goes on by itself. */
  readonly origin?: ClockOrigin;
}

export interface ClockConfirmation extends Partial<ClockOrigin> {
  readonly seq: number;
  readonly recordedMs: number;
  readonly author: string;
  readonly reason: string;
}
