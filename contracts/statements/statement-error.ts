import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type StatementErrorCode =
  | 'STATEMENT_FILE'
  | 'STATEMENT_KEY'
  | 'STATEMENT_REFUSED'
  | 'STATEMENT_UNKNOWN';

/** What is wrong with a statement, its file, its key, or a step that was asked for; nothing was recorded. */
export class StatementError extends CodedError<StatementErrorCode, Said> {}
