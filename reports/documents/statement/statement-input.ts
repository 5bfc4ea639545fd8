import type { StatementDocument } from '../../../settlement/statement-schema.ts';
import type { StatementWords } from './statement-words.ts';

/** What a document of a statement is made of: the sealed statement alone, and words for it. */
export interface StatementInput {
  readonly document: StatementDocument;
  /** SHA-256 of the sealed document: it ties the paper to the file. */
  readonly sha256: string;
  /** Objections of a draft that came after it was sealed, with the money that they dispute. */
  readonly since?: Pick<StatementDocument, 'objections' | 'money'>;
  /** Full names of the two parties, where the record has them; otherwise their ids stand there. */
  readonly names: { readonly agency?: string; readonly contractor?: string };
  readonly words: StatementWords;
}
