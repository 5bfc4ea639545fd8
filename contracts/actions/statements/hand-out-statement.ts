import { VERSION } from '../../../core/version.ts';
import { type OutgoingFile, recordHandedOut } from '../../statements/handed-out.ts';
import { listFiled, readLife } from '../../statements/statement-register.ts';
import { openDecisionWriter } from '../open-decision-writer.ts';
import type { StatementAct, StatementContext } from './statement-context.ts';

/** Files that were made of a sealed statement. */
export interface HandOutStatement {
  readonly id: string;
  /** SHA-256 of the canonical document that was sealed. */
  readonly of: string;
  readonly files: readonly OutgoingFile[];
  readonly to?: string;
}

/**
 * Puts on record that files of a statement leave the house, so that each is known by its hash. Of a statement of this ledger
 * alone: what others sealed is theirs to hand out. @throws LEDGER_MISSING, LEDGER_UNWRITABLE, STATEMENT_REFUSED
 */
export function handOutStatement(
  {
    record,
    author,
  }: Pick<StatementAct, 'author'> & {
    readonly record: Pick<StatementContext, 'store' | 'reader'>;
  },
  { id, of, files, to }: HandOutStatement,
): void {
  const life = readLife(record.reader.decisions('statement', { id }), id);
  if (!listFiled(life).some(({ sha256 }) => sha256 === of)) return;
  using writer = openDecisionWriter(record, author);
  recordHandedOut(writer, { id, of, version: VERSION, files, ...(to !== undefined && { to }) });
}
