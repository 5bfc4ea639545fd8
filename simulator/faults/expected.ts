import type { FindingCode } from '../../core/domain/findings.ts';
import type { Entity, Indicator, State } from '../../core/domain/state.ts';

/** Something that must be seen while a fault is on. */
export type Expected = ExpectedState | ExpectedFinding;

export interface ExpectedState {
  readonly shows: 'state';
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: WorseState;
  /** The reason in the ledger must be one of these. */
  readonly reasons: readonly string[];
  /** `may`: it follows from the fault where that lasts, and nobody is to blame where it does not show. */
  readonly certainty?: 'must' | 'may';
}

export interface ExpectedFinding {
  readonly shows: 'finding';
  readonly entity: Entity;
  readonly code: FindingCode;
}

export type WorseState = Exclude<State, 'up'>;

/** What is on record: a stretch of a state that is not up, or a finding from when it was first seen until it was seen gone. */
export type Recorded = RecordedState | RecordedPresence;

export interface RecordedState {
  readonly shows: 'state';
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: WorseState;
  readonly reason: string;
  /** Backdated to the first probe that proves it, until the first one that proves the opposite. */
  readonly fromMs: number;
  /** Absent while it goes on. */
  readonly toMs?: number;
  /** What the record itself says of its edges: each lies after this. */
  readonly fromAfterMs?: number;
  readonly toAfterMs?: number;
}

export interface RecordedPresence {
  readonly shows: 'finding';
  readonly entity: Entity;
  readonly code: FindingCode;
  readonly fromMs: number;
  readonly toMs?: number;
}

/** `device:cam-1 reach`, `device:cam-1 clock-drift`: what is compared with what. */
export function nameOf(one: Expected | Recorded): string {
  return `${one.entity} ${one.shows === 'state' ? one.indicator : one.code}`;
}

export function isCertain(expected: Expected): boolean {
  return expected.shows === 'finding' || expected.certainty !== 'may';
}

/** Whether a record says what was expected, its edges left aside. */
export function isAsExpected(expected: Expected, recorded: Recorded): boolean {
  if (expected.shows === 'finding' || recorded.shows === 'finding') return expected.shows === recorded.shows;
  return expected.state === recorded.state && expected.reasons.includes(recorded.reason);
}
