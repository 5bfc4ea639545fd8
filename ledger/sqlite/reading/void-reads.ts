import type { Entity } from '../../../core/domain/state.ts';
import { VOIDED_KINDS } from '../../decisions/voids.ts';
import type { RecordedVoid, VoidReads } from '../../record/voids.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import {
  integerOf,
  memberOf,
  optionalIntegerOf,
  optionalTextOf,
  type SqlRow,
  textOf,
} from '../store/sql-values.ts';

export const createVoidReads = (database: SqlDatabase): VoidReads => ({
  voids: ({ recordedFromMs, recordedBeforeMs }) =>
    select(database, SELECT_VOIDS, { from: recordedFromMs, known: recordedBeforeMs }).map(parseVoidRow),
});

// Few, and what each names is found by its number.
const SELECT_VOIDS = `
  SELECT void.seq, void.voids, void.kind, void.recorded_ms, void.author, void.reason,
    coalesce(change.entity, 'link:' || traffic_day.link) AS entity, change.indicator,
    coalesce(change.at_ms, coverage.from_ms, unixepoch(traffic_day.date) * 1000) AS from_ms,
    coverage.to_ms, coverage.source, CASE WHEN coverage.v > 1 THEN coverage.interval_ms END AS interval_ms
  FROM void
  LEFT JOIN change ON void.kind = 'change' AND change.seq = void.voids
  LEFT JOIN coverage ON void.kind = 'coverage' AND coverage.seq = void.voids
  LEFT JOIN traffic_day ON void.kind = 'traffic_day' AND traffic_day.seq = void.voids
  WHERE void.recorded_ms >= :from AND void.recorded_ms < :known ORDER BY void.seq`;

function parseVoidRow(row: SqlRow): RecordedVoid {
  const entity = optionalTextOf(row, 'entity');
  const indicator = optionalTextOf(row, 'indicator');
  const toMs = optionalIntegerOf(row, 'to_ms');
  const source = optionalTextOf(row, 'source');
  const intervalMs = optionalIntegerOf(row, 'interval_ms');
  return {
    seq: integerOf(row, 'seq'),
    voids: integerOf(row, 'voids'),
    kind: memberOf(row, 'kind', VOIDED_KINDS),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    reason: textOf(row, 'reason'),
    ...(entity !== undefined && isEntity(entity) && { entity }),
    ...(indicator !== undefined && { indicator }),
    fromMs: integerOf(row, 'from_ms'),
    ...(toMs !== undefined && { toMs }),
    ...(source !== undefined && { source }),
    ...(intervalMs !== undefined && { intervalMs }),
  };
}

const isEntity = (text: string): text is Entity => text.startsWith('device:') || text.startsWith('link:');
