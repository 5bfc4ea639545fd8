import type { Connection, Submittable } from 'pg';

/** Rows as COPY takes them, on their way into a table. */
export interface CopyQuery extends Submittable {
  /** How many rows the table has taken. */
  readonly outcome: Promise<number>;
}

const CHUNK_BYTES = 262_144;

/** `COPY … FROM STDIN`, as pg's client takes it. */
export function createCopyQuery(sql: string, rows: Uint8Array): CopyQuery {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<number>();
  let taken = 0;
  const handlers = {
    submit: (connection: Connection) => connection.query(sql),
    handleCopyInResponse: (connection: CopyingConnection) => {
      for (let at = 0; at < rows.length; at += CHUNK_BYTES)
        connection.sendCopyFromChunk(Buffer.from(rows.subarray(at, at + CHUNK_BYTES)));
      connection.endCopyFrom();
    },
    handleCommandComplete: ({ text }: { readonly text: string }) => {
      taken = Number(/\d+$/.exec(text)?.[0] ?? 0);
    },
    handleReadyForQuery: () => resolve(taken),
    handleError: reject,
  };
  return { ...handlers, outcome };
}

/** What pg's own types leave out. */
interface CopyingConnection {
  readonly sendCopyFromChunk: (chunk: Uint8Array) => void;
  readonly endCopyFrom: () => void;
}
