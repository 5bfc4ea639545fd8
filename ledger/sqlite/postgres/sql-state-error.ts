import type { ClientFailure } from './client-protocol.ts';

/** What PostgreSQL says, by its code: `toLedgerError` has the words for it. */
export class SqlStateError extends Error {
  readonly sqlState: string;

  constructor({ message, sqlState }: ClientFailure) {
    super(message);
    this.sqlState = sqlState;
  }
}
