import type { SqlDatabase, SqlInput, SqlOutput, SqlStatement } from '../store/sql-database.ts';
import { bindValues, renderSql } from './bind-values.ts';
import type { ConnectionSettings, QueuedRun, WireValue } from './client-protocol.ts';
import { renderCopyText } from './copy-text.ts';
import { type RowBlock, rowsOf } from './row-block.ts';
import { SqlStateError } from './sql-state-error.ts';
import { createSyncClient } from './sync-client.ts';
import { type TranslatedSql, translateSql } from './translate-sql.ts';

type Row = Record<string, SqlOutput>;
type Given = readonly [Record<string, SqlInput>] | readonly SqlInput[];

export interface PostgresOptions extends ConnectionSettings {
  /** How long a transaction waits for others that write. */
  readonly busyMs: number;
}

/** How many queued statements go to the server at most before it is asked what it made of them. */
const MOST_QUEUED = 2_000;
const FIRST_ROWS = 500;
const MORE_ROWS = 5_000;

/** A connection to a record in PostgreSQL, which is used as one to an SQLite file is. */
export function openPostgres(options: PostgresOptions): SqlDatabase {
  const client = createSyncClient();
  const translated = new Map<string, TranslatedSql>();
  let queued: Queued[] = [];
  let isOpen = true;
  let lastCursor = 0;
  /** The rows that were asked for ahead of time, of a cursor that somebody goes through. */
  let ahead: { readonly put: (block: RowBlock, hasMore: boolean) => void } | undefined;

  const { place, schema, access, name, reconnectMs } = options;
  client.ask({ name: 'open', settings: { place, schema, access, name, reconnectMs } });
  client.take();

  /** An answer that nobody has taken yet comes first. */
  const settleAhead = () => {
    if (!client.isAsked()) return;
    const { rows, hasMore } = client.take();
    const waiting = ahead;
    ahead = undefined;
    if (rows) waiting?.put(rows, hasMore);
  };
  const translate = (sql: string): TranslatedSql => {
    const known = translated.get(sql);
    if (known) return known;
    const made = translateSql(sql);
    translated.set(sql, made);
    return made;
  };
  const runOf = (sql: TranslatedSql, given: Given): QueuedRun => {
    const values = bindValues(sql, given);
    return { sql: renderSql(sql, values), values: values.map(({ wire }) => wire) };
  };
  const takeQueued = (): readonly Queued[] => {
    const taken = queued;
    queued = [];
    return taken;
  };
  const ask = (
    run: QueuedRun | undefined,
    repeatable: boolean,
    cursor?: { readonly id: number; readonly rows: number },
  ) => {
    settleAhead();
    expectOpen(isOpen);
    const before = takeQueued();
    client.ask({
      name: 'query',
      before: before.map(({ run: { sql, values } }) => ({ sql, values })),
      sql: run?.sql,
      values: run?.values ?? [],
      repeatable: repeatable && before.length === 0,
      ...(cursor && { cursor }),
    });
    const reply = client.take();
    for (const [index, { expected, unexpected }] of before.entries())
      if (expected !== undefined && reply.changesBefore[index] !== expected) throw unexpected();
    return reply;
  };
  const flush = () => {
    if (queued.length > 0) ask(undefined, false);
  };

  const prepare = (sql: string): SqlStatement => {
    const text = translate(sql);
    const isReading = /^\s*(SELECT|WITH)\b/i.test(sql);
    let as: 'objects' | 'lists' = 'objects';
    const all = (given: Given): Row[] => {
      const { rows } = ask(runOf(text, given), isReading);
      return rows ? [...rowsOf(rows, as)] : [];
    };
    return {
      get: (...given: SqlInput[] | [Record<string, SqlInput>]) => all(given)[0],
      all: (...given: SqlInput[] | [Record<string, SqlInput>]) => all(given),
      iterate: (...given: SqlInput[] | [Record<string, SqlInput>]) =>
        iterate(runOf(text, given), isReading, as),
      run: (...given: SqlInput[] | [Record<string, SqlInput>]) => ({
        changes: ask(runOf(text, given), false).changes,
      }),
      runLater: (given, expected, unexpected) => {
        queued.push({ run: runOf(text, given), expected, unexpected });
        if (queued.length >= MOST_QUEUED) flush();
      },
      setReturnArrays: (enabled) => {
        as = enabled ? 'lists' : 'objects';
      },
    };
  };

  function* iterate(run: QueuedRun, isReading: boolean, as: 'objects' | 'lists'): Generator<Row, undefined> {
    const id = ++lastCursor;
    const first = ask(run, isReading, { id, rows: FIRST_ROWS });
    const blocks: RowBlock[] = first.rows ? [first.rows] : [];
    let { hasMore } = first;
    const wanted = {
      put: (block: RowBlock, more: boolean) => {
        blocks.push(block);
        hasMore = more;
      },
    };
    const askMore = () => {
      client.ask({ name: 'next', cursor: id, rows: MORE_ROWS });
      ahead = wanted;
    };
    try {
      for (;;) {
        const block = blocks.shift();
        // Where another cursor's rows are on their way, and none are left here, those come first.
        if (!block && hasMore) settleAhead();
        // While these rows are gone through the server gets the next ones ready.
        if (hasMore && blocks.length === 0 && !client.isAsked()) askMore();
        if (block) yield* rowsOf(block, as);
        if (ahead === wanted) settleAhead();
        if (blocks.length === 0 && !hasMore) return;
      }
    } finally {
      if (ahead === wanted) settleAhead();
      if (hasMore && isOpen) {
        settleAhead();
        client.ask({ name: 'drop', cursor: id });
        client.take();
      }
    }
  }

  /** A transaction whose turn did not come is none: it would be left open, and refuse whatever comes next. */
  const takeBegun = () => {
    try {
      return client.take();
    } catch (error) {
      if (client.transaction() !== 'I') {
        client.ask({ name: 'exec', sql: 'ROLLBACK', repeatable: false });
        client.take();
      }
      throw error;
    }
  };

  const exec = (sql: string) => {
    expectOpen(isOpen);
    const bare = sql.trim().replace(/;$/, '');
    if (bare === 'ROLLBACK') queued = [];
    flush();
    settleAhead();
    const beginning = beginningOf(bare, options);
    const statement = beginning ?? renderSql(translate(bare), []);
    client.ask({ name: 'exec', sql: statement, repeatable: beginning !== undefined });
    const { command } = beginning === undefined ? client.take() : takeBegun();
    // PostgreSQL says nothing of it but this.
    if (bare === 'COMMIT' && command === 'ROLLBACK')
      throw new SqlStateError({
        message: 'the transaction had failed: nothing of it is recorded',
        sqlState: '25P02',
      });
  };

  const copyIn = (table: string, columns: readonly string[], rows: readonly (readonly SqlInput[])[]) => {
    expectOpen(isOpen);
    flush();
    settleAhead();
    const sql = `COPY ${table} (${columns.join(', ')}) FROM STDIN`;
    client.ask({ name: 'copy', sql, rows: new TextEncoder().encode(renderCopyText(rows)) });
    return client.take().changes;
  };

  return {
    engine: 'postgres',
    prepare,
    exec,
    copyIn,
    close: () => {
      if (!isOpen) return;
      settleAhead();
      isOpen = false;
      client.ask({ name: 'close' });
      client.take();
    },
    get isOpen() {
      return isOpen;
    },
    get isTransaction() {
      return client.transaction() !== 'I';
    },
    location: () => place,
  };
}

interface Queued {
  readonly run: { readonly sql: string; readonly values: readonly WireValue[] };
  readonly expected: number | undefined;
  readonly unexpected: () => Error;
}

function expectOpen(isOpen: boolean): void {
  if (!isOpen) throw new SqlStateError({ message: 'database is not open', sqlState: '08003' });
}

/**
 * Whoever writes waits for the others that do, so that numbers are given in the order of commits, and each statement sees what they
 * recorded; whoever only reads sees the record as it stood at one instant.
 */
function beginningOf(sql: string, { schema, busyMs }: PostgresOptions): string | undefined {
  if (sql === 'BEGIN') return 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
  if (sql !== 'BEGIN IMMEDIATE') return undefined;
  return `BEGIN; SET LOCAL lock_timeout = ${Math.max(1, busyMs)}; SET LOCAL idle_in_transaction_session_timeout = '60s';
    SELECT pg_advisory_xact_lock(hashtextextended('${schema} record', 0))`;
}
