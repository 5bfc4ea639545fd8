import type { ChainHead } from '../../record/chain-heads.ts';
import type { Outgoing } from '../../record/outgoing.ts';
import { bodyOf, type ChainRow, chainedTablesOf, parseChainRow } from '../chain/read-chain.ts';
import { storedHash } from '../high-water/stored-hash.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { hexOf, integerOf, optionalIntegerOf } from '../store/sql-values.ts';
import { createWorkReads } from './work-reads.ts';

/** So many rows are read at once: one that has begun to read keeps SQLite from clearing up. */
const AT_ONCE = 1_000;

/** Opens the ledger for reading, beside its owner. @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openOutgoing(path: string, run: string): Outgoing & { readonly close: () => void } {
  const database = openStoreReadOnly(path);
  const selectHead = database.prepare('SELECT seq, hash FROM head');
  const selectOpen = database.prepare('SELECT max(to_ms) AS to_ms FROM coverage_open');
  const selectEnded = database.prepare('SELECT max(to_ms) AS to_ms FROM coverage');
  const readWork = createWorkReads(database, run);
  const tables = chainedTablesOf(database).map((table) => ({
    table,
    rows: database.prepare(`SELECT * FROM ${table} WHERE seq BETWEEN ? AND ?`),
  }));

  /** All tables as they are at one moment. */
  const inOneLook = <Value>(look: () => Value): Value => {
    database.exec('BEGIN');
    try {
      return look();
    } finally {
      database.exec('COMMIT');
    }
  };
  const between = (fromSeq: number, toSeq: number): readonly ChainRow[] =>
    inOneLook(() =>
      tables.flatMap(({ table, rows }) =>
        rows.all(fromSeq, toSeq).map((row) => parseChainRow(table, row, () => undefined)),
      ),
    ).sort((a, b) => a.seq - b.seq);

  const head = (): ChainHead => {
    const row = selectHead.get();
    return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
  };
  const coveredMs = (): number | undefined => {
    const [open, ended] = [selectOpen.get(), selectEnded.get()];
    return (open && optionalIntegerOf(open, 'to_ms')) ?? (ended && optionalIntegerOf(ended, 'to_ms'));
  };
  return {
    ...{ head, coveredMs },
    hashOf: (seq) => storedHash(database, seq),
    rowsFrom: (firstSeq, most) => {
      const lines: string[] = [];
      let characters = 0;
      for (let fromSeq = firstSeq; lines.length < most.rows; fromSeq += AT_ONCE) {
        const rows = between(fromSeq, Math.min(fromSeq + AT_ONCE, firstSeq + most.rows) - 1);
        if (rows.length === 0) return lines;
        for (const row of rows) {
          const { seq, prev, hash } = row;
          const line = JSON.stringify({ seq, prev, hash, body: bodyOf(row) });
          characters += line.length;
          if (lines.length > 0 && characters > most.characters) return lines;
          lines.push(line);
        }
      }
      return lines;
    },
    recordedMs: (seq) => {
      const recordedMs = between(seq, seq)[0]?.value('recorded_ms');
      return typeof recordedMs === 'number' ? recordedMs : undefined;
    },
    // What ended meanwhile stands in no row that is older.
    work: (sinceMs) =>
      inOneLook(() => {
        const reached = coveredMs();
        return {
          asOfSeq: head().seq,
          ...(reached !== undefined && { coveredMs: reached }),
          ...readWork(sinceMs),
        };
      }),
    close: () => database.close(),
  };
}
