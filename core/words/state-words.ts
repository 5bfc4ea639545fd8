import type { FailureReason } from '../domain/probing.ts';
import type { Indicator, State, UnknownReason } from '../domain/state.ts';

/** What people read of a state, wherever they read it: the page, dashboards. */
export interface StateWords {
  readonly states: Readonly<Record<State, string>>;
  readonly indicators: Readonly<Record<Indicator, string>>;
  readonly reasons: Readonly<Record<FailureReason | UnknownReason, string>>;
}
