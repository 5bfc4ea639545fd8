import type { Medium } from '../../../core/domain/inventory.ts';
import type { State } from '../../../core/domain/state.ts';

/** Texts about links and what they carry. */
export interface LinkTexts {
  readonly heading: string;
  readonly link: string;
  readonly none: string;
  readonly count: (count: string) => string;
  /** A link by its condition; `saturated` is one of the degraded. */
  readonly states: Readonly<Record<State | 'saturated', string>>;
  readonly carrier: string;
  readonly place: string;
  readonly now: string;
  readonly incoming: string;
  readonly outgoing: string;
  readonly share: string;
  readonly p95Today: string;
  readonly p95Hint: string;
  readonly atLeast: (rate: string) => string;
  readonly errors: string;
  readonly errorsIn: (errors: string, discards: string) => string;
  readonly noTraffic: string;
  readonly facts: string;
  readonly near: string;
  readonly far: string;
  readonly medium: string;
  readonly media: Readonly<Record<Medium, string>>;
  readonly circuit: string;
  readonly hotline: string;
  readonly capacity: string;
  readonly measuredAt: string;
  readonly notMeasured: string;
  readonly trafficNow: string;
  readonly trafficBefore: string;
  readonly over: (duration: string, time: string) => string;
  readonly days: (count: string) => string;
  readonly noDays: string;
  readonly day: string;
  readonly samples: string;
  readonly busyShare: string;
  readonly volume: string;
  readonly behind: string;
  readonly behindCount: (down: string, total: string) => string;
  readonly nothingBehind: string;
}
