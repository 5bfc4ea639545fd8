import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '../../../core/text/canonical-json.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { createFilter, select } from '../store/select-rows.ts';
import { hexOf, integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

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
  /** Only what was recorded strictly before this instant. */
  readonly recordedBeforeMs?: number;
}

export interface DecisionReads {
  /** In the order in which they were recorded. */
  readonly decisions: (table: DecisionTable, query?: DecisionQuery) => IterableIterator<Decision>;
}

export function createDecisionReads(database: DatabaseSync): DecisionReads {
  return { decisions: (table, query = {}) => selectDecisions(database, table, query) };
}

export function selectDecisions(
  database: DatabaseSync,
  table: DecisionTable,
  { id, recordedBeforeMs }: DecisionQuery = {},
): IterableIterator<Decision> {
  const filter = createFilter();
  filter.add('id = ?', id);
  filter.add('recorded_ms < ?', recordedBeforeMs);
  const sql = `SELECT * FROM ${table} ${filter.where()} ORDER BY seq`;
  return select(database, sql, filter.values).map(parseDecision);
}

export function parseDecision(row: SqlRow): Decision {
  return {
    seq: integerOf(row, 'seq'),
    id: textOf(row, 'id'),
    action: textOf(row, 'action'),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    body: parseBody(textOf(row, 'body')),
    hash: hexOf(row, 'hash'),
  };
}

function parseBody(text: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LedgerError(
      'LEDGER_CORRUPT',
      `the ledger is damaged: expected a decision as JSON, got ${text}`,
    );
  }
}
