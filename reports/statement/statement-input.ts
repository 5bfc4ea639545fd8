import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { StatementWords } from './statement-words.ts';

/** What a document of a statement is made of: the sealed statement alone, and words for it. */
export interface StatementInput {
  readonly document: StatementDocument;
  /** SHA-256 of the sealed document: it ties the paper to the file. */
  readonly sha256: string;
  /** Objections of a draft that came after it was sealed, with the money that they dispute. */
  readonly since?: Pick<StatementDocument, 'objections' | 'money'>;
  /** Full names of the two parties, and of devices and lines, where the record has them; otherwise ids stand there alone. */
  readonly names: {
    readonly agency?: string;
    readonly contractor?: string;
    /** By `device:ID` or `link:ID`: of the contract, and of what others' time is put down to. */
    readonly entities?: ReadonlyMap<string, string>;
    /** Where devices stood, as far as their names do not say it. */
    readonly places?: ReadonlyMap<string, string>;
    /** By `agency:ID` or `contractor:ID`. */
    readonly parties?: ReadonlyMap<string, string>;
  };
  readonly words: StatementWords;
}
