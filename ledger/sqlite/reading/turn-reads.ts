import { INDICATORS, STATES } from '../../../core/domain/state.ts';
import type { Saying, TurnReads } from '../../record/turns.ts';
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
import { NOT_CORRECTED, OWN } from './change-reads.ts';
import { entityOf } from './change-rows.ts';

/** Where `meta` keeps how far turns were placed. */
export const TURNS_PLACED = 'turns-placed';

export function createTurnReads(database: SqlDatabase): TurnReads {
  return {
    checksIn: ({ fromMs, toMs, afterSeq }) =>
      [...select(database, SELECT_CHECKS, { from: fromMs, to: toMs, after: afterSeq })].map((row) => ({
        entity: entityOf(row),
        indicator: memberOf(row, 'indicator', INDICATORS),
      })),
    handedOver: (afterSeq) =>
      [...select(database, SELECT_HANDED_OVER, { after: afterSeq })].map((row) => ({
        entity: entityOf(row),
        indicator: memberOf(row, 'indicator', INDICATORS),
        fromMs: integerOf(row, 'from_ms'),
      })),
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
    turnsPlaced: () => {
      const [row] = select(database, 'SELECT value FROM meta WHERE name = ?', [TURNS_PLACED]);
      return row && textOf(row, 'value');
    },
  };
}

const SELECT_CHECKS = `
  SELECT DISTINCT entity, indicator FROM change
  WHERE at_ms >= :from AND at_ms < :to AND seq > :after AND ${OWN} ORDER BY entity, indicator`;

// A first word is known by nothing being known before it; the last is that the check is not made any more.
const SELECT_HANDED_OVER = `
  SELECT entity, indicator, min(at_ms) AS from_ms FROM change AS news
  WHERE seq > :after AND written_ms IS NOT NULL
    AND (after_ms = at_ms OR (state = 'unknown' AND reason = 'not-measured'))
    AND (state = 'down' OR 'down' = (
      SELECT state FROM change WHERE entity = news.entity AND indicator = news.indicator AND at_ms < news.at_ms
        AND ${OWN} AND ${NOT_CORRECTED} ORDER BY at_ms DESC, seq DESC LIMIT 1))
  GROUP BY entity, indicator ORDER BY entity, indicator`;

/** Those whose rows were received, and the centre itself: its own rows say again what theirs said. */
const SELECT_SOURCES = 'SELECT collector AS source FROM collector_head ORDER BY collector';

const COLUMNS = `seq, source, after_ms, at_ms, state, reason, corrects,
  EXISTS (SELECT 1 FROM change AS later WHERE later.corrects = change.seq) AS is_corrected`;
const OF_CHECK = `entity = :entity AND indicator = :indicator AND ${OWN} AND seq NOT IN (SELECT voids FROM void)`;

const SELECT_LAST_OF = `
  SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms < :from AND source = :source
  ORDER BY at_ms DESC, seq DESC LIMIT 1`;

const SELECT_LAST = `
  SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms < :from AND ${NOT_CORRECTED}
  ORDER BY at_ms DESC, seq DESC LIMIT 1`;

const SELECT_FROM = `SELECT ${COLUMNS} FROM change WHERE ${OF_CHECK} AND at_ms >= :from ORDER BY at_ms, seq`;

function parseSaying(row: SqlRow): Saying {
  const [reason, corrects] = [optionalTextOf(row, 'reason'), optionalIntegerOf(row, 'corrects')];
  return {
    seq: integerOf(row, 'seq'),
    source: textOf(row, 'source'),
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
    state: memberOf(row, 'state', STATES),
    ...(reason !== undefined && { reason }),
    ...(corrects !== undefined && { corrects }),
    isCorrected: integerOf(row, 'is_corrected') === 1,
  };
}
