import { INDICATORS, STATES } from '../../../core/domain/state.ts';
import { parseForeignJson } from '../../../core/text/parse-json.ts';
import { CENTRE } from '../../record/leases.ts';
import type { Saying, TurnReads } from '../../record/turns.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import {
  integerOf,
  memberOf,
  optionalIntegerOf,
  optionalTextOf,
  type SqlRow,
  textOf,
} from '../store/sql-values.ts';
import { NOT_CORRECTED, OWN } from './change-reads.ts';
import { entityOf } from './change-rows.ts';

/** Where `meta` keeps how far turns were placed. */
export const TURNS_PLACED = 'turns-placed';

/** In a row of the centre, how soon it corrects what it corrects: where that was looked at for the first time. */
export const AT_ONCE = 'at-once';

export function createTurnReads(database: SqlDatabase): TurnReads {
  return {
    checksIn: ({ fromMs, toMs, afterSeq, source }) => {
      const filter = createFilter();
      filter.add('at_ms >= ?', fromMs);
      filter.add('at_ms < ?', toMs);
      filter.add('seq > ?', afterSeq);
      filter.add('source = ?', source);
      filter.addAlways(OWN);
      const sql = `SELECT entity, indicator, min(at_ms) AS from_ms FROM change ${filter.where()}
        GROUP BY entity, indicator ORDER BY entity, indicator`;
      return [...select(database, sql, filter.values)].map(parseCheck);
    },
    handedOver: (afterSeq) => [...select(database, SELECT_HANDED_OVER, { after: afterSeq })].map(parseCheck),
    sayings: ({ entity, indicator }, fromMs) => {
      const check = { entity, indicator, from: fromMs };
      const sources = [...select(database, SELECT_SOURCES, [])].map((row) => textOf(row, 'source'));
      const before = [
        ...sources.flatMap((source) => [...select(database, SELECT_LAST_OF, { ...check, source })]),
        ...select(database, SELECT_LAST, check),
      ].map(parseSaying);
      const bySeq = new Map(before.map((saying) => [saying.seq, saying]));
      return [
        ...[...bySeq.values()].sort((a, b) => a.atMs - b.atMs || a.seq - b.seq),
        ...select(database, SELECT_FROM, check).map(parseSaying),
      ];
    },
    coveredSpans: (afterSeq) =>
      [...select(database, SELECT_SPANS, { after: afterSeq })].map((row) => {
        const endedMs = optionalIntegerOf(row, 'ended_ms');
        const openFromMs = optionalIntegerOf(row, 'open_ms');
        return {
          collector: textOf(row, 'source'),
          fromMs: integerOf(row, 'from_ms'),
          toMs: integerOf(row, 'to_ms'),
          ...(endedMs !== undefined && { endedMs }),
          ...(openFromMs !== undefined && { openFromMs }),
        };
      }),
    revisedSeq: () => {
      const [row] = select(database, 'SELECT coalesce(max(seq), 0) AS seq FROM revision', []);
      return integerOf(row, 'seq');
    },
    turnsPlaced: () => {
      const [row] = select(database, 'SELECT value FROM meta WHERE name = ?', [TURNS_PLACED]);
      return row && textOf(row, 'value');
    },
  };
}

const OF_NEWS = `entity = news.entity AND indicator = news.indicator AND ${OWN} AND ${NOT_CORRECTED}`;
const before = (column: string) =>
  `(SELECT ${column} FROM change WHERE ${OF_NEWS} AND (at_ms, seq) < (news.at_ms, news.seq) ORDER BY at_ms DESC, seq DESC LIMIT 1)`;
const SOURCE_AFTER = `(SELECT source FROM change WHERE ${OF_NEWS} AND (at_ms, seq) > (news.at_ms, news.seq) ORDER BY at_ms, seq LIMIT 1)`;

// A first word is known by nothing being known before it; the last is that the check is not made any more. What follows what somebody else
// said may be said by one who was given nothing, and what stands before it may have come late. A first word tells what the row before it was.
const SELECT_HANDED_OVER = `
  SELECT entity, indicator, min(CASE WHEN after_ms = at_ms THEN coalesce(${before('at_ms')}, at_ms) ELSE at_ms END) AS from_ms
  FROM change AS news
  WHERE seq > :after AND written_ms IS NOT NULL AND (
    ${SOURCE_AFTER} <> source
    OR (after_ms = at_ms AND (state = 'down' OR ${before('state')} = 'down'))
    OR (after_ms < at_ms AND state <> 'unknown' AND ${before('source')} <> source)
    OR (state = 'unknown' AND reason = 'not-measured'
      AND (${before('state')} = 'down' OR ${before('source')} <> source)))
  GROUP BY entity, indicator ORDER BY entity, indicator`;

const SELECT_SPANS = `
  SELECT source, min(from_ms) AS from_ms, max(to_ms) AS to_ms, min(ended_ms) AS ended_ms, min(open_ms) AS open_ms FROM (
    SELECT source, from_ms, to_ms, to_ms AS ended_ms, NULL AS open_ms FROM coverage
    WHERE seq > :after AND written_ms IS NOT NULL
    UNION ALL SELECT source, from_ms, to_ms, NULL, from_ms FROM coverage_open
    WHERE source IN (SELECT collector FROM collector_head)
  ) AS covered GROUP BY source`;

/** Those whose rows were received, and the centre itself: its own rows say again what theirs said. */
const SELECT_SOURCES = 'SELECT collector AS source FROM collector_head ORDER BY collector';

const COLUMNS = `seq, source, CASE WHEN source = '${CENTRE}' THEN body END AS body, after_ms, at_ms, state, reason, corrects,
  CASE WHEN EXISTS (SELECT 1 FROM change AS later WHERE later.corrects = change.seq) THEN 1 ELSE 0 END AS is_corrected`;
const OF_CHECK = `entity = :entity AND indicator = :indicator AND ${OWN} AND seq NOT IN (SELECT voids FROM void)`;

const lastOf = (more: string) => `
  SELECT * FROM (
    SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms < :from AND source = :source ${more}
    ORDER BY at_ms DESC, seq DESC LIMIT 1
  ) AS last`;

// One that ceased to watch said so last, and before that how it was.
const SELECT_LAST_OF = `${lastOf('')} UNION ALL ${lastOf("AND state <> 'unknown'")}`;

const SELECT_LAST = `
  SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms < :from AND ${NOT_CORRECTED}
  ORDER BY at_ms DESC, seq DESC LIMIT 1`;

const SELECT_FROM = `SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms >= :from ORDER BY at_ms, seq`;

const parseCheck = (row: SqlRow) => ({
  entity: entityOf(row),
  indicator: memberOf(row, 'indicator', INDICATORS),
  fromMs: integerOf(row, 'from_ms'),
});

function parseSaying(row: SqlRow): Saying {
  const source = textOf(row, 'source');
  const [reason, corrects] = [optionalTextOf(row, 'reason'), optionalIntegerOf(row, 'corrects')];
  return {
    seq: integerOf(row, 'seq'),
    source,
    collector: collectorIn(optionalTextOf(row, 'body')) ?? source,
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
    state: memberOf(row, 'state', STATES),
    ...(reason !== undefined && { reason }),
    ...(corrects !== undefined && { corrects }),
    isCorrected: integerOf(row, 'is_corrected') === 1,
  };
}

function collectorIn(body: string | undefined): string | undefined {
  const said = body === undefined ? undefined : parseForeignJson(body);
  if (typeof said !== 'object' || said === null || !('collector' in said)) return undefined;
  return typeof said.collector === 'string' ? said.collector : undefined;
}
