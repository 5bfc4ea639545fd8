import { MOST_RECEIVED_ROWS, type RowShipping } from '../../record/receiving.ts';
import { bodyOf, readChain } from '../chain/read-chain.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { hexOf, integerOf } from '../store/sql-values.ts';

/** In characters; a batch ends with the row that reaches it. */
const ENOUGH_CHARACTERS = 8_000_000;

/** Reads the chain of the ledger at `path` for shipping, while its owner writes. */
export function openShipping(path: string): RowShipping {
  const database = openStoreReadOnly(path);
  const selectHead = database.prepare('SELECT seq, hash FROM head');
  return {
    head: () => {
      const row = selectHead.get();
      return { seq: integerOf(row, 'seq'), hash: hexOf(row, 'hash') };
    },
    rowsFrom: (seq, most = MOST_RECEIVED_ROWS) => {
      const lines: string[] = [];
      let characters = 0;
      // All tables as they are at one moment.
      database.exec('BEGIN');
      try {
        for (const row of readChain(database, seq)) {
          if (lines.length >= most || characters >= ENOUGH_CHARACTERS) break;
          const line = JSON.stringify({ seq: row.seq, prev: row.prev, hash: row.hash, body: bodyOf(row) });
          lines.push(line);
          characters += line.length;
        }
        return lines;
      } finally {
        database.exec('COMMIT');
      }
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}
