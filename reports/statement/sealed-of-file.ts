import { hash } from 'node:crypto';
import type { StatementContext } from '../../contracts/actions/statements/statement-context.ts';
import { findHandedOut } from '../../contracts/statements/handed-out.ts';
import { readSealed } from '../../contracts/statements/record-statement.ts';
import { StatementError } from '../../contracts/statements/statement-error.ts';
import { listFiled, readLife } from '../../contracts/statements/statement-register.ts';
import { handedOutTexts } from './words/handed-out-texts.ts';

/** Whether a file is a document for people, which is known by its hash alone, and not a sealed file. */
export const isDocument = (file: string, content: Buffer): boolean =>
  /\.(docx|xlsx|pdf)$/i.test(file) ||
  content.subarray(0, 2).equals(Buffer.from('PK')) ||
  content.subarray(0, 4).equals(Buffer.from('%PDF'));

/** The sealed file of the statement that a document was made of; `undefined` where no such document was handed out. */
export function findSealedOf(
  { store, reader }: Pick<StatementContext, 'store' | 'reader'>,
  file: string,
  content: Buffer,
): string | undefined {
  const rows = [...reader.decisions('statement')];
  const [handedOut] = findHandedOut(rows, hash('sha256', content, 'hex'));
  if (!handedOut) return undefined;
  const filed = listFiled(readLife(rows, handedOut.id)).find(({ sha256 }) => sha256 === handedOut.of);
  if (filed) return readSealed(store.path, filed).text;
  throw new StatementError('STATEMENT_FILE', {
    en: handedOutTexts('en').ofAReport(file),
    vi: handedOutTexts('vi').ofAReport(file),
  });
}
