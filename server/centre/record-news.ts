import type { Entity } from '../../core/domain/state.ts';
import { minutes } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { NewChange } from '../../ledger/record/news.ts';

/** What came on record of states since it was asked last. */
export interface RecordNews {
  /** As far as they stand. */
  readonly changes: readonly NewChange[];
  /** Of which some change came, or does not count any more. */
  readonly entities: ReadonlySet<Entity>;
}

const PORTION = 5_000;
/** Machines that write have clocks of their own. */
const CLOCKS_APART_MS = minutes(15);

/** Reads on from where the record stands when it is made. */
export function createRecordNews(
  reader: Pick<LedgerReader, 'headSeq' | 'changesAfter' | 'changedBetween' | 'voids'>,
  nowMs: () => number,
): () => RecordNews | undefined {
  let seenSeq = reader.headSeq();
  let voidSeq = seenSeq;

  return () => {
    const headSeq = reader.headSeq();
    if (headSeq <= seenSeq) return undefined;
    const entities = new Set(reader.changedBetween(seenSeq, headSeq).map(({ entity }) => entity));
    const voids = reader.voids({
      recordedFromMs: nowMs() - CLOCKS_APART_MS,
      recordedBeforeMs: Number.MAX_SAFE_INTEGER,
    });
    for (const { seq, entity } of voids) {
      if (seq <= voidSeq) continue;
      voidSeq = seq;
      if (entity !== undefined) entities.add(entity);
    }
    const changes: NewChange[] = [];
    for (let afterSeq = seenSeq; ; ) {
      const some = reader.changesAfter(afterSeq, PORTION);
      changes.push(...some.filter(({ seq }) => seq <= headSeq));
      afterSeq = some.at(-1)?.seq ?? headSeq;
      if (some.length < PORTION || afterSeq >= headSeq) break;
    }
    seenSeq = headSeq;
    return { changes, entities };
  };
}
