import type { Connection, Submittable } from 'pg';
import type { WireValue } from './client-protocol.ts';
import { createRowBlockDraft, EMPTY_BLOCK, type RowBlock, type RowBlockDraft } from './row-block.ts';

/** A statement that the server has prepared, or is to prepare with the first use. */
export interface PreparedSql {
  readonly name: string;
  readonly sql: string;
  isParsed: boolean;
  /** Of its rows, once they are known. */
  fields: readonly Field[] | undefined;
}

export interface Field {
  readonly name: string;
  readonly dataTypeID: number;
}

export interface PortalStep {
  readonly statement: PreparedSql;
  readonly values: readonly WireValue[];
}

export interface PortalOutcome {
  readonly rows: RowBlock;
  /** Of each step. */
  readonly changes: readonly number[];
  /** `suspended`: there are more rows, and the portal is open. */
  readonly state: 'complete' | 'suspended';
}

/** What pg's own types leave out: its messages of the extended protocol. */
interface WireConnection {
  readonly stream: { cork: () => void; uncork: () => void };
  parse: (message: { name: string; text: string; types: number[] }) => void;
  bind: (message: { portal: string; statement: string; values: readonly WireValue[] }) => void;
  describe: (message: { type: 'S' | 'P'; name: string }) => void;
  execute: (message: { portal: string; rows: number }) => void;
  close: (message: { type: 'S' | 'P'; name: string }) => void;
  sync: () => void;
  flush: () => void;
}

export interface PortalRequest {
  readonly steps: readonly PortalStep[];
  /** The name of the portal of the last step; a nameless one ends with the transaction. */
  readonly portal: string;
  /** Rows at once; 0: all. */
  readonly rows: number;
  /** `go-on`: nothing is bound, the portal is open already. */
  readonly begin: 'bind' | 'go-on' | 'close';
  /** `end`: the statement is over with these rows, its portal lives on where a transaction is open. `hold`: it waits for {@link PortalQuery.more}. */
  readonly after: 'end' | 'hold';
  /** Whether the server has prepared it is not known, after an error. */
  readonly onUnsure: (statement: PreparedSql) => void;
}

/** A run of the extended protocol, as pg's client takes it: all steps are sent at once, the rows of the last one are kept. */
export interface PortalQuery extends Submittable {
  readonly outcome: Promise<PortalOutcome>;
  /** Goes on with what was held. */
  readonly more: (rows: number) => Promise<PortalOutcome>;
}

export function createPortalQuery(request: PortalRequest): PortalQuery {
  const { steps, portal, begin, after, onUnsure } = request;
  let { rows } = request;
  let settle = Promise.withResolvers<PortalOutcome>();
  const { promise: outcome } = settle;
  let draft: RowBlockDraft | undefined;
  let changes: number[] = [];
  let flaw: unknown;
  let isSuspended = false;
  let wire: WireConnection | undefined;
  const last = steps.at(-1)?.statement;

  const done = () => {
    for (const { statement } of steps) statement.fields ??= [];
    const block = draft?.take() ?? EMPTY_BLOCK;
    if (flaw !== undefined) settle.reject(flaw);
    else settle.resolve({ rows: block, changes, state: isSuspended ? 'suspended' : 'complete' });
  };
  const useFields = (fields: readonly Field[]) => {
    draft = createRowBlockDraft(fields);
  };
  const send = (connection: WireConnection) => {
    connection.stream.cork();
    try {
      for (const [index, { statement, values }] of steps.entries()) {
        const isLast = index === steps.length - 1;
        const name = isLast ? portal : '';
        if (begin === 'bind') {
          parseAndBind(connection, statement, values, name);
          if (isLast && !statement.fields) connection.describe({ type: 'P', name });
        }
        connection.execute({ portal: name, rows: isLast ? rows : 0 });
      }
      if (begin === 'close') connection.close({ type: 'P', name: portal });
      if (after === 'hold') connection.flush();
      else connection.sync();
    } finally {
      connection.stream.uncork();
    }
  };

  const handlers = {
    submit: (connection: Connection) => {
      wire = wireOf(connection);
      if (last?.fields) useFields(last.fields);
      send(wire);
    },
    handleRowDescription: ({ fields }: { readonly fields: readonly Field[] }) => {
      if (last) last.fields = fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }));
      useFields(fields);
    },
    handleDataRow: ({ fields }: { readonly fields: readonly (string | null)[] }) => {
      try {
        draft?.add(fields);
      } catch (error) {
        flaw ??= error;
      }
    },
    handleCommandComplete: ({ text }: { readonly text: string }) => {
      changes.push(changesIn(text));
      if (after === 'hold' && changes.length >= steps.length) wire?.sync();
    },
    handleEmptyQuery: () => {
      if (after === 'hold') wire?.sync();
    },
    handlePortalSuspended: () => {
      isSuspended = true;
      if (after === 'hold') done();
    },
    handleReadyForQuery: () => done(),
    handleError: (error: Error) => {
      for (const { statement } of steps) if (!statement.fields) onUnsure(statement);
      if (after === 'hold') wire?.sync();
      settle.reject(error);
    },
    handleCopyInResponse: () => undefined,
    handleCopyData: () => undefined,
  };
  return {
    ...handlers,
    outcome,
    more: (next) => {
      rows = next;
      isSuspended = false;
      changes = [];
      settle = Promise.withResolvers();
      wire?.execute({ portal, rows });
      wire?.flush();
      return settle.promise;
    },
  };
}

function parseAndBind(
  connection: WireConnection,
  statement: PreparedSql,
  values: readonly WireValue[],
  portal: string,
): void {
  if (!statement.isParsed) connection.parse({ name: statement.name, text: statement.sql, types: [] });
  statement.isParsed = true;
  connection.bind({ portal, statement: statement.name, values });
}

/** `INSERT 0 5`, `UPDATE 3`; the rows of a SELECT are none that it changed. */
function changesIn(command: string): number {
  if (command.startsWith('SELECT')) return 0;
  return Number(/\d+$/.exec(command)?.[0] ?? 0);
}

function wireOf(connection: object): WireConnection {
  if (isWire(connection)) return connection;
  throw new TypeError('expected a connection of pg');
}

const isWire = (connection: object): connection is WireConnection =>
  'sync' in connection && 'flush' in connection;
