import type { DatabaseSync } from 'node:sqlite';
import type { FindingCode, RecordedFinding } from '../../../core/domain/findings.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { TrafficDay, TrafficDirection } from '../../../core/domain/traffic.ts';
import { NOT_VOID, notVoidThen } from '../../decisions/voids.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { RecordedBefore } from './change-reads.ts';
import { parseFactsRow, type RecordedFacts } from './facts-body.ts';
import { parseFindingRow } from './finding-rows.ts';
import { mergeTrafficRows } from './traffic-rows.ts';

export interface FindingQuery {
  readonly entity?: Entity;
  readonly code?: FindingCode;
  /** `true`: those that stand; `false`: those that were seen gone. */
  readonly open?: boolean;
}

export interface TrafficDayQuery extends RecordedBefore {
  readonly linkId?: string;
  readonly linkIds?: readonly string[];
  readonly direction?: TrafficDirection;
  /** Days in `[fromDate, toDate)`, as `2026-11-25`. */
  readonly fromDate?: string;
  readonly toDate?: string;
}

/** What was learnt by speaking to devices. */
export interface DeviceReads {
  /** In the order in which they were first seen. */
  readonly findings: (query?: FindingQuery) => IterableIterator<RecordedFinding>;
  /** What is known of a device; `undefined` where nothing was learnt. */
  readonly facts: (deviceId: string) => RecordedFacts | undefined;
  readonly allFacts: () => IterableIterator<RecordedFacts>;
  /** By link, day and direction, the days that still grow included (unless only what was on record by then); one of each unless its capacity was changed. */
  readonly trafficDays: (query?: TrafficDayQuery) => IterableIterator<TrafficDay>;
}

export function createDeviceReads(database: DatabaseSync): DeviceReads {
  const factsOf = database.prepare('SELECT * FROM device_facts WHERE device = ?');
  return {
    findings: (query = {}) => selectFindings(database, query),
    facts: (deviceId) => {
      const row = factsOf.get(deviceId);
      return row && parseFactsRow(row);
    },
    allFacts: () => select(database, 'SELECT * FROM device_facts ORDER BY device', []).map(parseFactsRow),
    trafficDays: (query = {}) => selectTrafficDays(database, query),
  };
}

function selectFindings(
  database: DatabaseSync,
  { entity, code, open }: FindingQuery,
): IterableIterator<RecordedFinding> {
  const filter = createFilter();
  filter.add('entity = ?', entity);
  filter.add('code = ?', code);
  if (open !== undefined) filter.addAlways(open ? 'gone_ms IS NULL' : 'gone_ms IS NOT NULL');
  const sql = `SELECT * FROM finding ${filter.where()} ORDER BY first_ms, id`;
  return select(database, sql, filter.values).map(parseFindingRow);
}

function selectTrafficDays(
  database: DatabaseSync,
  { linkId, linkIds, direction, fromDate, toDate, recordedBeforeMs }: TrafficDayQuery,
): IterableIterator<TrafficDay> {
  const filter = createFilter();
  filter.add('link = ?', linkId);
  filter.add(`link ${IN_LIST}`, listOf(linkIds));
  filter.add('direction = ?', direction);
  filter.add('date >= ?', fromDate);
  filter.add('date < ?', toDate);
  const columns = 'link, date, direction, capacity_bps, samples, octets, histogram';
  const order = 'ORDER BY link, date, direction, capacity_bps';
  if (recordedBeforeMs !== undefined) {
    filter.add('recorded_ms < ?', recordedBeforeMs);
    filter.add(notVoidThen('?'), recordedBeforeMs);
    const known = `SELECT ${columns} FROM traffic_day ${filter.where()} ${order}`;
    return mergeTrafficRows(select(database, known, filter.values));
  }
  const sql = `
    SELECT ${columns} FROM (SELECT * FROM traffic_day WHERE ${NOT_VOID}) ${filter.where()}
    UNION ALL SELECT ${columns} FROM traffic_open ${filter.where()}
    ${order}`;
  return mergeTrafficRows(select(database, sql, [...filter.values, ...filter.values]));
}
