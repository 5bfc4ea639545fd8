import { hash } from 'node:crypto';
import type { MeasuredWorld } from '../../availability/timelines/measured-world.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RowHash, TrafficRowQuery } from '../../ledger/record/row-hashes.ts';
import type { AcceptedClaim, LedgerRows, PlannedWindow } from './contract-settlement.ts';

export interface RowsUsed extends RecordedBefore {
  readonly worlds: readonly MeasuredWorld[];
  readonly revisionSeqs: Iterable<number>;
  readonly claims: readonly AcceptedClaim[];
  readonly maintenance: readonly PlannedWindow[];
  readonly incidentSeqs?: Iterable<number>;
  readonly traffic?: TrafficRowQuery;
}

/** The rows that figures rest on, as one hash that anybody who has the ledger can compute again. */
export function hashUsedRows(reader: LedgerReader, used: RowsUsed): LedgerRows {
  const { worlds, revisionSeqs, claims, maintenance, incidentSeqs = [], traffic, recordedBeforeMs } = used;
  const known = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
  const rows: readonly RowHash[] = [
    ...worlds.flatMap(({ changeSeqs, histories, window, indicator, intervalsMs, intervalSeqs }) => [
      ...reader.rowHashes('change', changeSeqs()),
      ...reader.coverageHashes({ ...window, ...known, intervalsMs: [...intervalsMs()] }),
      ...reader.rowHashes('revision', intervalSeqs()),
      ...reader.importHashes({ ...window, entities: [...histories.keys()], indicator, ...known }),
    ]),
    ...reader.rowHashes('revision', revisionSeqs),
    ...reader.rowHashes(
      'claim',
      claims.flatMap(({ seqs }) => seqs),
    ),
    ...reader.rowHashes(
      'maintenance',
      maintenance.flatMap(({ seqs }) => seqs),
    ),
    ...reader.rowHashes('incident_step', incidentSeqs),
    ...(traffic ? reader.trafficHashes(traffic) : []),
  ];
  const bySeq = new Map(rows.map((row) => [row.seq, row.hash]));
  const inOrder = [...bySeq].sort(([a], [b]) => a - b);
  const hashes = Buffer.from(inOrder.map(([, own]) => own).join(''), 'hex');
  const heads = reader.headsBefore(recordedBeforeMs ?? Number.POSITIVE_INFINITY);
  return {
    count: inOrder.length,
    seqs: inOrder.map(([seq]) => seq),
    digest: hash('sha256', hashes, 'hex'),
    ...(heads.length > 0 && { heads }),
  };
}
