import { randomBytes } from 'node:crypto';
import { CHAINED_TABLES, type ChainedTable } from '#ledger/record/chained-tables.ts';
import { GENESIS_HASH, hashRow, renderRowBody } from '#ledger/record/row-body.ts';
import { createReceiving } from '#ledger/sqlite/receiving/receive-rows.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';

type Columns = Readonly<Record<string, unknown>>;

/** Puts rows that were measured on record as a centre does that receives them: from two collectors, each with a chain of its own. */
export function createCollectorsOf(database: SqlDatabase) {
  const receiving = createReceiving(database, { sealEveryMs: Number.POSITIVE_INFINITY });
  const chains = new Map<string, { seq: number; hash: string }>();

  return {
    /** Returns the number that it has at the centre. */
    record: (table: ChainedTable, columns: Columns): number => {
      const collector = collectorOf(columns);
      const last = chains.get(collector) ?? { seq: 0, hash: GENESIS_HASH };
      const stored: Columns = { ...columns, source: collector };
      const [seq, v, prev] = [last.seq + 1, CHAINED_TABLES[table].length, last.hash];
      const salt = randomBytes(16).toString('hex');
      const value = (column: string) => stored[column] as string | number | undefined;
      const body = renderRowBody({ table, seq, v, salt, value });
      const hash = hashRow(prev, body);
      const reception = receiving.receive({
        ...{ collector, lines: [JSON.stringify({ seq, prev, hash, body })], receiver: 'hub' },
        ...{ receivedMs: Number(columns.recorded_ms), coveredMs: Number.MAX_SAFE_INTEGER },
      });
      if (reception.outcome !== 'received') throw new Error(JSON.stringify(reception));
      chains.set(collector, { seq, hash });
      return Number(database.prepare('SELECT max(first_seq) AS seq FROM receipt').get()?.seq);
    },
  };
}

/** What a collector says by itself; everything else is said at the centre. */
export const isMeasured = (table: string, { origin }: Columns): boolean =>
  table === 'coverage' || table === 'traffic_day' || (table === 'change' && origin === 'measured');

/** Devices are shared out by their names; one collector alone tells of coverage, which holds for all. */
const collectorOf = ({ entity }: Columns): string =>
  typeof entity === 'string' && entity.length % 2 === 0 ? 'zone-2' : 'zone-1';
