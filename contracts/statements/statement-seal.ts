import { type NewlySealed, openDocument, type SealedText, sealDocument } from './document-seal.ts';
import type { StatementKey } from './statement-key.ts';
import { SealedStatement, type StatementDocument } from './statement-schema.ts';

/** A statement as it is handed out. */
export type SealedFile = SealedText<StatementDocument>;

/** Seals a document with the key whose public part it names. */
export function sealStatement(
  document: StatementDocument,
  key: StatementKey,
): NewlySealed<StatementDocument> {
  return sealDocument(document, key);
}

/** What can be said of a file by itself: whether it is a statement, and what is wrong with its seal. */
export type OpenedFile =
  | { readonly statement: SealedFile; readonly problems: readonly string[] }
  | { readonly statement?: undefined; readonly problems: readonly string[] };

/** Reads a file that claims to be a statement and checks its bytes, its hash and its signature. */
export function openStatement(text: string): OpenedFile {
  const { sealed, problems } = openDocument(text, { what: 'a statement', schema: SealedStatement });
  return sealed ? { statement: sealed, problems } : { problems };
}
