import type { Client } from 'pg';
import type { ClientReply, ClientRequest, ConnectionSettings, TransactionStatus } from './client-protocol.ts';
import { connect } from './connect.ts';
import {
  brokenInTransaction,
  failureOf,
  isOfServer,
  lostAtCommit,
  lostCursor,
  STANDBY,
} from './connection-failures.ts';
import { createCopyQuery } from './copy-query.ts';
import { createPortalQuery, type PortalQuery, type PreparedSql } from './portal-query.ts';
import { createPreparedStatements } from './prepared-statements.ts';
import type { RowBlock } from './row-block.ts';
import { watchServer } from './watch-server.ts';

/** A connection as its thread serves it: one request after the other. */
export interface ServedConnection {
  readonly answer: (request: ClientRequest) => Promise<ClientReply>;
}

type Good = Extract<ClientReply, { readonly ok: true }>;
type QueryRequest = Extract<ClientRequest, { readonly name: 'query' }>;

interface OpenCursor {
  readonly statement: PreparedSql;
  /** Rows that were read before anybody asked for them, since something else was asked in between. */
  readonly ahead: RowBlock[];
  /** Outside of a transaction: the statement under way. */
  held?: PortalQuery | undefined;
  hasMore: boolean;
}

const READ_AHEAD_ROWS = 5_000;

export function createConnection(): ServedConnection {
  let settings: ConnectionSettings | undefined;
  let client: Client | undefined;
  let prepared = createPreparedStatements();
  const cursors = new Map<number, OpenCursor>();
  /** As the server said last. */
  let transaction: TransactionStatus = 'I';

  const lose = (lost: Client | undefined) => {
    if (client === undefined || client !== lost) return;
    client = undefined;
    prepared = createPreparedStatements();
    cursors.clear();
    lost.end().catch(() => undefined);
  };
  const open = async (patienceMs: number): Promise<Client> => {
    if (client) return client;
    if (!settings) throw new TypeError('expected a connection that was opened');
    const opened = await connect(settings, patienceMs);
    opened.on('error', () => lose(opened));
    opened.on('end', () => lose(opened));
    client = opened;
    return opened;
  };
  /** Waits for the server, while it shows that it is at work. */
  const watched = async <Value>(on: Client, work: Promise<Value>): Promise<Value> => {
    const stop = settings && watchServer(on, settings);
    try {
      return await work;
    } finally {
      stop?.();
    }
  };
  const submit = (on: Client, query: PortalQuery) => watched(on, on.query(query).outcome);
  const good = (on: Client | undefined, rest: Partial<Good> = {}): Good => {
    if (on) transaction = statusOf(on);
    return { ok: true, transaction, changes: 0, changesBefore: [], command: '', hasMore: false, ...rest };
  };

  /** What is under way outside of a transaction is read to its end before anything else is asked. */
  const release = async (on: Client) => {
    for (const cursor of cursors.values()) {
      while (cursor.held && cursor.hasMore) {
        const { rows, state } = await watched(on, cursor.held.more(READ_AHEAD_ROWS));
        cursor.ahead.push(rows);
        cursor.hasMore = state === 'suspended';
      }
      cursor.held = undefined;
    }
  };
  const exec = async (on: Client, sql: string): Promise<Good> => {
    await release(on);
    const result = await watched(on, on.query(sql));
    const last = Array.isArray(result) ? result.at(-1) : result;
    // The portals of a transaction end with it.
    if (statusOf(on) === 'I')
      for (const [id, { ahead }] of cursors) if (ahead.length === 0) cursors.delete(id);
    return good(on, { command: String(last?.command ?? '') });
  };
  const query = async (on: Client, { before, sql, values, cursor }: QueryRequest): Promise<Good> => {
    await release(on);
    const runs = sql === undefined ? before : [...before, { sql, values }];
    const steps = runs.map((run) => ({ statement: prepared.take(run.sql), values: run.values }));
    const isHeld = cursor !== undefined && statusOf(on) === 'I';
    const asked = createPortalQuery({
      steps,
      portal: cursor ? `p${cursor.id}` : '',
      rows: cursor?.rows ?? 0,
      begin: 'bind',
      after: isHeld ? 'hold' : 'end',
      onUnsure: prepared.forget,
    });
    const { rows, changes, state } = await submit(on, asked);
    const hasMore = state === 'suspended';
    const statement = steps.at(-1)?.statement;
    if (cursor && hasMore && statement)
      cursors.set(cursor.id, { statement, ahead: [], hasMore, ...(isHeld && { held: asked }) });
    const own = sql === undefined ? 0 : (changes.at(-1) ?? 0);
    return good(on, { rows, hasMore, changes: own, changesBefore: changes.slice(0, before.length) });
  };
  const copy = async (on: Client, sql: string, rows: Uint8Array): Promise<Good> => {
    await release(on);
    return good(on, { changes: await watched(on, on.query(createCopyQuery(sql, rows)).outcome) });
  };
  const next = async (on: Client, id: number, rows: number): Promise<Good> => {
    const cursor = cursors.get(id);
    if (!cursor) throw lostCursor();
    const found = await nextBlock(on, id, cursor, rows);
    const hasMore = cursor.hasMore || cursor.ahead.length > 0;
    if (!hasMore) cursors.delete(id);
    return good(on, { rows: found, hasMore });
  };
  const nextBlock = async (on: Client, id: number, cursor: OpenCursor, rows: number): Promise<RowBlock> => {
    const ahead = cursor.ahead.shift();
    if (ahead) return ahead;
    if (!cursor.held) await release(on);
    const found = cursor.held
      ? await watched(on, cursor.held.more(rows))
      : await submit(on, portalQuery(id, cursor.statement, rows));
    cursor.hasMore = found.state === 'suspended';
    return found.rows;
  };
  const portalQuery = (id: number, statement: PreparedSql, rows: number) =>
    createPortalQuery({
      steps: [{ statement, values: [] }],
      portal: `p${id}`,
      rows,
      begin: 'go-on',
      after: 'end',
      onUnsure: prepared.forget,
    });
  const drop = async (on: Client, id: number): Promise<Good> => {
    const cursor = cursors.get(id);
    await release(on);
    cursors.delete(id);
    if (cursor && statusOf(on) === 'T' && cursor.hasMore)
      await submit(
        on,
        createPortalQuery({
          steps: [],
          portal: `p${id}`,
          rows: 0,
          begin: 'close',
          after: 'end',
          onUnsure: prepared.forget,
        }),
      );
    return good(on);
  };

  const perform = async (request: ClientRequest): Promise<Good> => {
    if (request.name === 'open') {
      settings = request.settings;
      return good(await open(0));
    }
    if (request.name === 'close') {
      await client?.end();
      client = undefined;
      return good(undefined);
    }
    if (!client && transaction !== 'I') throw brokenInTransaction();
    const on = await open(settings?.reconnectMs ?? 0);
    if (request.name === 'exec') return await exec(on, request.sql);
    if (request.name === 'query') return await query(on, request);
    if (request.name === 'copy') return await copy(on, request.sql, request.rows);
    return request.name === 'next'
      ? await next(on, request.cursor, request.rows)
      : await drop(on, request.cursor);
  };

  /** After an error the connection is as it was before, or it is gone. */
  const settle = async (error: unknown) => {
    const on = client;
    if (!on) return;
    if (!isOfServer(error)) lose(on);
    // An empty statement is answered once the server has put the failed one away.
    else await on.query('').catch(() => lose(on));
    if (client && failureOf(error).sqlState === STANDBY) lose(on);
  };
  const explain = (request: ClientRequest, error: unknown, before: TransactionStatus): unknown => {
    if (client || before === 'I') return error;
    if (isOfServer(error) || request.name !== 'exec' || request.sql !== 'COMMIT')
      return brokenInTransaction(error);
    return lostAtCommit(error);
  };

  return {
    answer: async (request) => {
      const [wasOpen, before] = [client !== undefined, transaction];
      try {
        return await perform(request);
      } catch (error) {
        await settle(error);
        const isRepeatable =
          'repeatable' in request && request.repeatable && before === 'I' && wasOpen && !client;
        if (isRepeatable)
          return await perform(request).catch((again: unknown) => fail(request, again, before));
        return fail(request, error, before);
      }
    },
  };

  function fail(request: ClientRequest, error: unknown, before: TransactionStatus): ClientReply {
    const failure = failureOf(explain(request, error, before));
    transaction = client ? statusOf(client) : 'I';
    return { ok: false, transaction, failure };
  }
}

function statusOf(client: Client): TransactionStatus {
  const status = client.getTransactionStatus();
  return status === 'T' || status === 'E' ? status : 'I';
}
