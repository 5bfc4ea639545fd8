import type { MessagePort } from 'node:worker_threads';
import type { RowBlock } from './row-block.ts';

/** A value as it is sent: numbers and bytes as their digits. */
export type WireValue = string | null;

export interface ConnectionSettings {
  readonly place: string;
  /** The schema in which the tables are. */
  readonly schema: string;
  readonly access: 'write' | 'read';
  /** What the server calls the session. */
  readonly name: string;
  /** How long a new connection is tried for where one broke. */
  readonly reconnectMs: number;
}

/** A statement of which only the number of rows that it changed is wanted. */
export interface QueuedRun {
  readonly sql: string;
  readonly values: readonly WireValue[];
}

/** What is asked of a connection, one after the other; each is answered before the next. */
export type ClientRequest =
  | { readonly name: 'open'; readonly settings: ConnectionSettings }
  /** One statement or several without values. */
  | { readonly name: 'exec'; readonly sql: string; readonly repeatable: boolean }
  | {
      readonly name: 'query';
      /** Go before it in the same message. */
      readonly before: readonly QueuedRun[];
      readonly sql: string | undefined;
      readonly values: readonly WireValue[];
      /** Gives so many rows at first, and keeps the rest under this number; absent: all at once. */
      readonly cursor?: { readonly id: number; readonly rows: number };
      /** May be asked again on another connection where this one breaks. */
      readonly repeatable: boolean;
    }
  /** `COPY … FROM STDIN`, with all that it is to take. */
  | { readonly name: 'copy'; readonly sql: string; readonly rows: Uint8Array<ArrayBuffer> }
  | { readonly name: 'next'; readonly cursor: number; readonly rows: number }
  | { readonly name: 'drop'; readonly cursor: number }
  | { readonly name: 'close' };

/** `I`: in no transaction, `T`: in one, `E`: in one that failed. */
export type TransactionStatus = 'I' | 'T' | 'E';

export interface ClientFailure {
  readonly message: string;
  /** Of PostgreSQL, or of class 08 where the connection is at fault. */
  readonly sqlState: string;
}

export type ClientReply =
  | {
      readonly ok: true;
      readonly transaction: TransactionStatus;
      readonly rows?: RowBlock;
      /** Rows that the statement changed, and before it those of each queued one. */
      readonly changes: number;
      readonly changesBefore: readonly number[];
      /** Of a simple statement: `COMMIT`, `ROLLBACK`. */
      readonly command: string;
      /** Whether the cursor has more. */
      readonly hasMore: boolean;
    }
  | { readonly ok: false; readonly transaction: TransactionStatus; readonly failure: ClientFailure };

/** Hands a new connection to the thread: its port, and what it counts up with each answer. */
export interface ClientHandover {
  readonly port: MessagePort;
  readonly answered: Int32Array;
}
