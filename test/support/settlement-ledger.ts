import { handoverId } from '#config/inventory/revisions.ts';
import type { Contract, Device, Handover, Link } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import type { CoverageUpdate } from '#core/domain/sinks.ts';
import type { Change } from '#core/domain/state.ts';
import { toJson } from '#core/text/to-json.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { openTempReader, tempLedgerPath } from './temp-ledger.ts';

/** One thing that is recorded, at an instant. */
export type Recorded = { readonly recordedMs: number } & (
  | { readonly changes: readonly Change[]; readonly coverage?: readonly CoverageUpdate[] }
  | { readonly coverage: readonly CoverageUpdate[]; readonly changes?: undefined }
  | { readonly revisions: readonly Revision[]; readonly changes?: undefined; readonly coverage?: undefined }
);

/** Writes a ledger in the order given, as the collector's own writer does. */
export function writeLedger(recorded: readonly Recorded[], path = tempLedgerPath()): string {
  const database = openStore(path, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  for (const { recordedMs, ...row } of recorded) {
    if ('revisions' in row) {
      writer.recordRevisions(row.revisions, { author: 'test', sourceHash: 'hash', recordedMs });
      continue;
    }
    const { changes = [], coverage } = row;
    const batch = { changes, ...(coverage === undefined ? {} : { coverage }) };
    writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs }]);
  }
  database.close();
  return path;
}

export const openLedgerOf = (recorded: readonly Recorded[]) => openTempReader(writeLedger(recorded));

export const deviceRevision = (fromMs: number, body: Device): Revision => ({
  kind: 'device',
  id: body.id,
  fromMs,
  body: toJson(body),
});

export const linkRevision = (fromMs: number, body: Link): Revision => ({
  kind: 'link',
  id: body.id,
  fromMs,
  body: toJson(body),
});

export const contractRevision = (fromMs: number, body: Contract): Revision => ({
  kind: 'contract',
  id: body.id,
  fromMs,
  body: toJson(body),
});

export const handoverRevision = (body: Handover): Revision => ({
  kind: 'handover',
  id: handoverId(body),
  fromMs: body.atMs,
  body: toJson(body),
});
