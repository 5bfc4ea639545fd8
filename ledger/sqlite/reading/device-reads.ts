import type { RecordedFinding } from '../../../core/domain/findings.ts';
import type { TrafficDay } from '../../../core/domain/traffic.ts';
import { NOT_VOID, notVoidThen } from '../../decisions/voids.ts';
import type { DeviceReads, FindingQuery, TrafficDayQuery } from '../../record/devices.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { parseFactsRow } from './facts-body.ts';
import { parseFindingRow } from './finding-rows.ts';
import { mergeTrafficRows } from './traffic-rows.ts';

export function createDeviceReads(database: SqlDatabase): DeviceReads {
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
  database: SqlDatabase,
  { entity, entities, code, open }: FindingQuery,
): IterableIterator<RecordedFinding> {
  const filter = createFilter();
  filter.add('entity = ?', entity);
  filter.add(`entity ${IN_LIST}`, listOf(entities));
  filter.add('code = ?', code);
  if (open !== undefined) filter.addAlways(open ? 'gone_ms IS NULL' : 'gone_ms IS NOT NULL');
  const sql = `SELECT * FROM finding ${filter.where()} ORDER BY first_ms, id`;
  return select(database, sql, filter.values).map(parseFindingRow);
}

function selectTrafficDays(
  database: SqlDatabase,
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
