import { hash } from 'node:crypto';
import type { FileFormat, OutgoingFile } from '../../../contracts/statements/handed-out.ts';
import { readSealed } from '../../../contracts/statements/record-statement.ts';
import { sealedFileName } from '../../../contracts/statements/sealed-file-name.ts';
import { objectedSince } from '../../../contracts/statements/statement-disputes.ts';
import { listFiled } from '../../../contracts/statements/statement-register.ts';
import type { Language } from '../../../core/language/language.ts';
import { namesOfStatement } from '../../../reports/statement/names-on-record.ts';
import { documentFileName, renderStatementFile } from '../../../reports/statement/render-statement-file.ts';
import { createDocumentWords } from '../../../reports/statement/words/document-words.ts';
import { expectStatement, type StatementAsked } from '../expect-statement.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface StatementFileAsked extends StatementAsked {
  /** Of the canonical document that was sealed. */
  readonly sha256: string;
  readonly format: FileFormat;
  readonly language: Language;
}

export interface StatementFile {
  readonly id: string;
  readonly of: string;
  readonly file: OutgoingFile;
  readonly content: Uint8Array;
}

/** The sealed file as it is on record, or a document of it as the command writes it. @throws PAPER_UNKNOWN, LEDGER_ATTACHMENT, STATEMENT_FILE */
export async function makeStatementFile(
  context: PaperContext,
  { sha256, format, language, ...asked }: StatementFileAsked,
): Promise<StatementFile> {
  const { life, statements } = expectStatement(context, asked);
  const filed = listFiled(life).find((one) => one.sha256 === sha256);
  if (!filed) throw noSuch('file', 'tệp', sha256);
  const { document, text } = readSealed(context.store.path, filed);
  if (format === 'json')
    return fileOf(life.id, sha256, { format, name: sealedFileName(document) }, Buffer.from(text));
  const since = objectedSince(document, life);
  const content = await renderStatementFile(format, {
    ...{ document, sha256, names: namesOfStatement(statements, document) },
    words: createDocumentWords(document.period.timeZone, language),
    ...(since && { since }),
  });
  return fileOf(life.id, sha256, { format, name: documentFileName(document, format, language) }, content);
}

const fileOf = (
  id: string,
  of: string,
  named: Pick<OutgoingFile, 'format' | 'name'>,
  content: Uint8Array,
): StatementFile => ({
  ...{ id, of, content },
  file: { ...named, sha256: hash('sha256', content, 'hex'), sizeBytes: content.length },
});
