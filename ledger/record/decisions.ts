import type { Json } from '../../core/text/canonical-json.ts';

export interface DecisionsOptions {
  readonly author: string;
  readonly nowMs: () => number;
  /** How long to wait for another process that writes. */
  readonly busyTimeoutMs?: number;
}

export interface NewDecision {
  readonly id: string;
  readonly action: string;
  readonly body: Json;
}

/**
 * Looks at all rows of the table as they stand, or at those of the decision's `id` where it asks for no more, inside the
 * transaction, and throws to refuse what is to be added: what it saw cannot change before the row is in.
 */
export type DecisionCheck = (rows: readonly Decision[]) => void;

/** Incidents have a hundred thousand rows: a check of one need not hold others up with all of them. */
export type CheckedRows = 'of the table' | { readonly id: string };

/** What people decide, recorded in small transactions beside the ledger's owner. */
export interface Decisions {
  /** @throws what `check` throws, and what SQLite may report; then nothing was recorded. */
  readonly append: (
    table: DecisionTable,
    decision: NewDecision,
    check?: DecisionCheck,
    checked?: CheckedRows,
  ) => Decision;
  /** All of them in one transaction, or none: keep it to a thousand, others wait meanwhile. */
  readonly appendAll: (
    table: DecisionTable,
    decisions: readonly NewDecision[],
    check?: DecisionCheck,
    checked?: CheckedRows,
  ) => readonly Decision[];
  /** What `decide` makes of the rows of an id as they stand, in the same transaction: nothing where it makes nothing of them. */
  readonly appendFor: (
    table: DecisionTable,
    id: string,
    decide: (rows: readonly Decision[]) => readonly NewDecision[],
  ) => readonly Decision[];
  readonly close: () => void;
}

/**
 * The tables of what people decide: planned work, claims of excuse, what is not measured for a fault of ours, statements; of
 * what was done about an incident; of what is entered about the plan of the city; and of heads that were sent out and
 * signed by others.
 */
export type DecisionTable =
  | 'maintenance'
  | 'claim'
  | 'statement'
  | 'incident_step'
  | 'plan_step'
  | 'checkpoint'
  | 'unmeasured';

/** One step in the life of a planned work, claim or statement: nothing is overwritten, the steps of an `id` add up. */
export interface Decision {
  readonly seq: number;
  readonly id: string;
  readonly action: string;
  readonly recordedMs: number;
  readonly author: string;
  readonly body: Json;
  /** Hash of the row in the chain, in hexadecimal digits. */
  readonly hash: string;
}

export interface DecisionQuery {
  readonly id?: string;
  /** Only rows behind this one. */
  readonly afterSeq?: number;
  /** Only what was recorded strictly before this instant. */
  readonly recordedBeforeMs?: number;
}

export interface DecisionReads {
  /** In the order in which they were recorded. */
  readonly decisions: (table: DecisionTable, query?: DecisionQuery) => IterableIterator<Decision>;
}
