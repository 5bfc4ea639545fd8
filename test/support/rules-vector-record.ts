import { canonicalJson, type Json } from '#core/text/canonical-json.ts';
import type { AppendRow } from '#ledger/sqlite/chain/chain.ts';

export const AUTHOR = 'vectors';
export const LONG_AGO_MS = Date.UTC(2025, 0, 1);

/** Rows that say nothing of it are recorded at the end of the period. */
export function createRecord(append: AppendRow, recordedMs: number) {
  let sourceSeq = 0;
  const revision = (kind: string, id: string, fromMs: number, body: Json | undefined, atMs = LONG_AGO_MS) =>
    append('revision', {
      ...{ kind, id, from_ms: fromMs, recorded_ms: atMs, author: AUTHOR, source_hash: 'x' },
      body: body === undefined ? undefined : canonicalJson(body),
    });
  const decide = (
    table: 'claim' | 'maintenance' | 'incident_step' | 'statement',
    row: { readonly id: string; readonly action: string; readonly body: Json },
    atMs = recordedMs,
  ) => append(table, { ...row, recorded_ms: atMs, author: AUTHOR, body: canonicalJson(row.body) });
  return {
    append,
    revision,
    decide,
    recordedMs,
    origin: (run = 'run-1', source = 'collector-1') => ({
      source,
      run,
      source_seq: sourceSeq++,
      author: AUTHOR,
    }),
  };
}
export type VectorRecord = ReturnType<typeof createRecord>;
