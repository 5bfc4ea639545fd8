import type { Entity } from '../../core/domain/state.ts';
import { seconds } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

/** Of a large city 100,000 stand: to read them takes part of a second. */
const EVERY_MS = seconds(30);

/** Whose findings are others than when it was asked last, by what stands on record. */
export function createFindingNews(
  reader: Pick<LedgerReader, 'findings'>,
  nowMs: () => number,
): () => ReadonlySet<Entity> {
  let known = new Map<Entity, string>();
  let readMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (nowMs() - readMs < EVERY_MS) return new Set();
    readMs = nowMs();
    const before = known;
    known = new Map();
    for (const { entity, code, subject, firstMs } of reader.findings({ open: true }))
      known.set(entity, `${known.get(entity) ?? ''}\n${code} ${subject} ${firstMs}`);
    const all = new Set([...before.keys(), ...known.keys()]);
    return new Set([...all].filter((entity) => before.get(entity) !== known.get(entity)));
  };
}
