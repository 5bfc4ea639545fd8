import type { Json } from '../../../core/text/canonical-json.ts';
import type { Decision, DecisionQuery, DecisionReads, DecisionTable } from '../../record/decisions.ts';
import { LedgerError } from '../../record/ledger-error.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

export function createDecisionReads(database: SqlDatabase): DecisionReads {
  return { decisions: (table, query = {}) => selectDecisions(database, table, query) };
}

export function selectDecisions(
  database: SqlDatabase,
  table: DecisionTable,
  { id, afterSeq, recordedBeforeMs }: DecisionQuery = {},
): IterableIterator<Decision> {
  const filter = createFilter();
  filter.add('id = ?', id);
  filter.add('seq > ?', afterSeq);
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
