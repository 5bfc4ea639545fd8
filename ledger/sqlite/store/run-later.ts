import { LedgerError } from '../../record/ledger-error.ts';
import type { SqlInput, SqlStatement } from './sql-database.ts';

/**
 * Runs a statement where nobody waits for its answer: before the next statement is run, or the
 * transaction ends, whatever went wrong is thrown. Over a network a thousand of them are one message.
 * @throws LEDGER_REFUSED where it changed another number of rows: a trigger that does not belong there can swallow one without an error.
 */
export function runLater(
  statement: SqlStatement,
  values: readonly SqlInput[],
  must?: { readonly changes: number; readonly refusal: string },
): void {
  if (statement.runLater) {
    statement.runLater(values, must?.changes, () => refused(must?.refusal));
    return;
  }
  const { changes } = statement.run(...values);
  if (must && changes !== must.changes) throw refused(must.refusal);
}

const refused = (refusal = '') => new LedgerError('LEDGER_REFUSED', refusal);
