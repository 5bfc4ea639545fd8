import type { AuditReads, AuditRow } from '../../record/audit.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { hexOf, integerOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';

export const createAuditReads = (database: SqlDatabase): AuditReads => ({
  audits: ({ author, action, beforeSeq, limit }) => {
    const filter = createFilter();
    filter.add('author = ?', author);
    filter.add('action = ?', action);
    filter.add('seq < ?', beforeSeq);
    const sql = `SELECT * FROM audit ${filter.where()} ORDER BY seq DESC LIMIT ?`;
    return [...select(database, sql, [...filter.values, limit]).map(parseAudit)];
  },
});

function parseAudit(row: SqlRow): AuditRow {
  const body = parseBody(optionalTextOf(row, 'body'));
  return {
    seq: integerOf(row, 'seq'),
    action: textOf(row, 'action'),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    hash: hexOf(row, 'hash'),
    ...(body && { body }),
  };
}

/** What another process damaged is told as it stands: one row takes no page with it, and the chain says which it is. */
function parseBody(text: string | undefined): AuditRow['body'] {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          typeof one === 'number' || typeof one === 'string' ? one : JSON.stringify(one),
        ]),
      );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { '?': text };
}
