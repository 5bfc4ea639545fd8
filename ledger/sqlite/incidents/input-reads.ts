import { INDICATORS, STATES } from '../../../core/domain/state.ts';
import type { Json } from '../../../core/text/canonical-json.ts';
import type { ChangeEvent } from '../../record/incidents/incident-inputs.ts';
import type { InputReads, InputRow, StoredInput } from '../../record/incidents/incident-store.ts';
import type { IncidentInput } from '../../record/incidents/kept-incidents.ts';
import { entityOf } from '../reading/change-rows.ts';
import { AT_ONCE } from '../reading/turn-reads.ts';
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

export function createInputReads(database: SqlDatabase): Omit<InputReads, 'standing'> {
  return {
    cursor: () => {
      const row = database.prepare('SELECT seq, recorded_ms FROM incident_cursor').get();
      return row && { seq: integerOf(row, 'seq'), recordedMs: integerOf(row, 'recorded_ms') };
    },
    lastSeqBefore: (recordedMs, afterSeq) => {
      const [row] = select(database, SELECT_LAST, { after: afterSeq, before: recordedMs });
      return optionalIntegerOf(row ?? {}, 'seq') ?? afterSeq;
    },
    rows: (afterSeq, throughSeq, limit) => [
      ...select(database, SELECT_ROWS, { after: afterSeq, through: throughSeq, limit }).map(parseInputRow),
    ],
    inputs: (afterId) => [
      ...select(database, 'SELECT * FROM incident_input WHERE id > ? ORDER BY id', [afterId]).map(parseInput),
    ],
    lastInput: () =>
      integerOf(database.prepare('SELECT coalesce(max(id), 0) AS id FROM incident_input').get(), 'id'),
    newsAhead: () => [
      ...select(database, SELECT_AHEAD, []).map((row) => ({
        id: integerOf(row, 'id'),
        incident: textOf(row, 'incident'),
        kind: textOf(row, 'kind'),
        atMs: integerOf(row, 'at_ms'),
      })),
    ],
    snapshot: () => {
      const row = database.prepare('SELECT seq, recorded_ms, input, body FROM incident_snapshot').get();
      if (!(row?.body instanceof Uint8Array)) return undefined;
      return {
        seq: integerOf(row, 'seq'),
        recordedMs: integerOf(row, 'recorded_ms'),
        input: integerOf(row, 'input'),
        body: row.body,
      };
    },
  };
}

export const CHANGE_AS_INPUT = `
  SELECT change.seq, change.recorded_ms, 'change' AS "table", change.entity, change.indicator, change.after_ms,
    change.at_ms, change.state, change.reason, NULL AS id, NULL AS action, NULL AS author, NULL AS body
  FROM change`;
export const decisionAsInput = (table: 'maintenance' | 'incident_step') => `
  SELECT seq, recorded_ms, '${table}', NULL, NULL, NULL, NULL, NULL, NULL, id, action, author, body FROM ${table}`;

const OWN_CHANGES = "change.origin <> 'imported'";
/** Those of camwatch itself follow from the rest. */
export const PERSONS = "action IN ('acknowledged', 'noted', 'snoozed', 'released')";

const lastOf = (table: string, condition: string) => `(
  SELECT seq FROM ${table} WHERE seq > :after AND recorded_ms < :before AND ${condition} ORDER BY seq DESC LIMIT 1)`;

const SELECT_LAST = `SELECT nullif(max(
  coalesce(${lastOf('change', OWN_CHANGES)}, 0),
  coalesce(${lastOf('maintenance', 'true')}, 0),
  coalesce(${lastOf('incident_step', PERSONS)}, 0)), 0) AS seq`;

/** What was corrected before anybody was to be told of it: a collector said it in another's turn. */
const TOLD = `NOT EXISTS (SELECT 1 FROM change AS instead WHERE instead.corrects = change.seq
    AND json_extract(instead.body, '$.corrected') = '${AT_ONCE}')`;

const SELECT_ROWS = `
  ${CHANGE_AS_INPUT} WHERE seq > :after AND seq <= :through AND ${OWN_CHANGES} AND ${TOLD}
  UNION ALL ${decisionAsInput('maintenance')} WHERE seq > :after AND seq <= :through
  UNION ALL ${decisionAsInput('incident_step')} WHERE seq > :after AND seq <= :through AND ${PERSONS}
  ORDER BY seq LIMIT :limit`;

const SELECT_AHEAD = `
  SELECT id, incident, kind, at_ms FROM incident_news
  WHERE id > (SELECT news FROM incident_cursor) ORDER BY id`;

const TABLES = ['change', 'maintenance', 'incident_step'] as const;

export function parseInputRow(row: SqlRow): InputRow {
  const table = memberOf(row, 'table', TABLES);
  const seq = integerOf(row, 'seq');
  const recordedMs = integerOf(row, 'recorded_ms');
  if (table === 'change') return { table, seq, recordedMs, change: parseChange(row, recordedMs) };
  const [id, action, author] = [textOf(row, 'id'), textOf(row, 'action'), textOf(row, 'author')];
  return { table, seq, recordedMs, row: { seq, recordedMs, id, action, author, body: readBody(row) } };
}

/** What is no JSON says nothing, as a row that a newer version wrote: it must not keep all others from being told. */
function readBody(row: SqlRow): Json {
  try {
    return JSON.parse(textOf(row, 'body'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function parseChange(row: SqlRow, recordedMs: number): ChangeEvent {
  const reason = optionalTextOf(row, 'reason');
  return {
    type: 'change',
    recordedMs,
    entity: entityOf(row),
    indicator: memberOf(row, 'indicator', INDICATORS),
    state: memberOf(row, 'state', STATES),
    ...(reason !== undefined && { reason }),
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
  };
}

function parseInput(row: SqlRow): StoredInput {
  const input: IncidentInput = JSON.parse(textOf(row, 'body'));
  return {
    id: integerOf(row, 'id'),
    afterSeq: integerOf(row, 'after_seq'),
    recordedMs: integerOf(row, 'recorded_ms'),
    input,
  };
}
