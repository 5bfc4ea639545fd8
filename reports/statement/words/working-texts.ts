import type { CapKind } from '../../../contracts/money/caps.ts';
import type { TargetName } from '../../../contracts/sla/check-targets.ts';

/** How figures come about, in words: numbers, lengths of time and money come in as text. */
export interface WorkingTexts {
  readonly below: (good: string, counted: string, percent: string, limit: string) => string;
  readonly fee: (fee: string) => string;
  /** The fee of one month that counts whole. */
  readonly wholeMonth: (fee: string, month: string) => string;
  readonly wholeMonths: (monthly: string, count: string, months: string) => string;
  readonly month: (year: string, month: string) => string;
  readonly monthly: (monthly: string, shares: string) => string;
  readonly monthShare: (share: string, month: string) => string;
  readonly manyFees: (count: string) => string;
  readonly noFee: string;
  readonly agreed: (vnd: string) => string;
  readonly repeated: (breach: string, factor: string) => string;
  readonly late: (values: LateValues) => string;
  readonly lateAnswer: (
    values: Readonly<Record<'ref' | 'took' | 'limit' | 'severity' | 'over', string>>,
  ) => string;
  readonly startedHours: (count: string) => string;
  /** What of them was before the period, where anything was. */
  readonly hoursBefore: (span: string) => string;
  readonly noRecording: (dates: string) => string;
  readonly nothingRecorded: (days: string) => string;
  readonly timeUnrecorded: (days: string) => string;
  readonly judgedDay: (values: Readonly<Record<'date' | 'down' | 'known' | 'inService', string>>) => string;
  readonly rounded: (exact: string, vnd: string) => string;
  readonly cutOff: (exact: string, vnd: string) => string;
  readonly caps: Readonly<Record<CapKind, string>>;
  readonly noLimit: (percent: string) => string;
  readonly limit: (percent: string, fee: string, vnd: string) => string;
  readonly notOver: (lines: string) => string;
  readonly reduced: (lines: string, left: string) => string;
  readonly share: (working: string, vnd: string) => string;
  readonly shareCutOff: string;
  /** What remains of shares that were cut off to whole đồng goes one each to the largest lines. */
  readonly oneMore: (vnd: string) => string;
  readonly afterLimits: (vnd: string) => string;
  readonly evidence: {
    readonly spans: Readonly<Record<'down' | 'switched-off', SpanTexts>>;
    readonly grace: (until: string) => string;
    readonly besides: (refs: string) => string;
  };
  readonly breaches: Readonly<
    Record<Exclude<TargetName, LengthTarget>, (values: readonly string[]) => string>
  >;
  readonly directions: Readonly<Record<'in' | 'out', string>>;
}

interface SpanTexts {
  readonly ended: (entity: string, from: string, to: string) => string;
  readonly lasting: (entity: string, from: string) => string;
}

/** Targets that are missed where one length of time is over or under another. */
export type LengthTarget = 'longest-outage' | 'response' | 'recording-retention' | 'longest-recording-gap';

export interface LateValues {
  readonly ref: string;
  readonly down: string;
  readonly within: string;
  readonly severity: string;
  readonly over: string;
}
