import { canonicalJson, type Json } from '#core/text/canonical-json.ts';
import { GENESIS_HASH, hashRow } from '#ledger/record/row-body.ts';

/** Rows that follow on each other as those of a ledger, and say whatever somebody wants. */
export function forgedChain() {
  let [seq, hash] = [0, GENESIS_HASH];
  return {
    /** The next row, as it is sent. */
    row: (table: string, columns: { readonly [column: string]: Json }): string => {
      seq += 1;
      const prev = hash;
      const salt = 'ab'.repeat(16);
      const body = canonicalJson({ table, seq, v: 1, salt, recorded_ms: 1_000, ...columns });
      hash = hashRow(prev, body);
      return JSON.stringify({ seq, prev, hash, body });
    },
  };
}

/** A change as a collector measures it. */
export const forgedChange = (source: string, columns: { readonly [column: string]: Json } = {}) => ({
  ...{ author: source, source, run: 'run-1', source_seq: 1, origin: 'measured' },
  ...{ entity: 'device:a', indicator: 'reach', state: 'down', after_ms: 10, at_ms: 20 },
  ...columns,
});
