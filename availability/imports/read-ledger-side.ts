import { deviceEntity, type Entity, type Indicator, linkEntity } from '../../core/domain/state.ts';
import type { IntervalSet } from '../../core/time/intervals.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { readCheckCoverage } from '../sums/check-coverage.ts';

/** What an import must know of the ledger beforehand. */
export interface LedgerSide {
  /** Whether the inventory has, or had, such a device or link. */
  readonly isKnown: (entity: Entity) => boolean;
  /** When we measured ourselves; the same list for checks with the same intervals. */
  readonly measuredOf: (entity: Entity, indicator: Indicator) => IntervalSet;
  readonly hasImport: (source: string, run: string) => boolean;
}

/** @throws LEDGER_MISSING and what reading may throw: nothing is imported into a ledger that is not there. */
export function readLedgerSide(store: Pick<RecordStore, 'openReader'>): LedgerSide {
  using reader = store.openReader();
  return reader.snapshot(() => {
    const known = new Set<Entity>();
    for (const { id } of reader.revisions({ kind: 'device' })) known.add(deviceEntity(id));
    for (const { id } of reader.revisions({ kind: 'link' })) known.add(linkEntity(id));
    for (const { entity } of reader.latestChanges()) known.add(entity);
    const covered = readCheckCoverage(reader, EVER);
    const imports = new Set(Array.from(reader.imports(), ({ source, run }) => `${run} ${source}`));
    return {
      isKnown: (entity) => known.has(entity),
      measuredOf: (entity, indicator) => covered.of(entity, indicator).coverage,
      hasImport: (source, run) => imports.has(`${run} ${source}`),
    };
  });
}

const EVER = { fromMs: Number.MIN_SAFE_INTEGER, toMs: Number.MAX_SAFE_INTEGER };
