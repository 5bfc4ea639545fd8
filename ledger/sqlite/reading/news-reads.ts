import { REVISION_KINDS } from '../../../core/domain/revision.ts';
import { STATES } from '../../../core/domain/state.ts';
import type { NewsReads } from '../../record/news.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalTextOf, textOf } from '../store/sql-values.ts';
import { NOT_CORRECTED, OWN } from './change-reads.ts';
import { CHANGE_COLUMNS, entityOf, parseChangeRow } from './change-rows.ts';

export function createNewsReads(database: SqlDatabase): NewsReads {
  const changesAfter = database.prepare(SELECT_CHANGES);
  const changedBetween = database.prepare(SELECT_CHANGED);
  const lastUpTo = database.prepare(
    'SELECT seq, recorded_ms FROM change WHERE seq <= ? ORDER BY seq DESC LIMIT 1',
  );
  return {
    changesAfter: (afterSeq, limit) =>
      changesAfter.all(afterSeq, limit).map((row) => ({
        ...parseChangeRow(row),
        overridesDown: integerOf(row, 'overrides_down') === 1,
      })),
    changedBetween: (afterSeq, throughSeq) =>
      changedBetween.all(afterSeq, throughSeq).map((row) => ({
        entity: entityOf(row),
        state: memberOf(row, 'state', STATES),
        isCorrection: row.corrects !== null,
      })),
    lastSeqBefore: (recordedMs) => {
      // Recorded in the order of their numbers: halved until it is found, since nothing indexes the time.
      let [low, high] = [0, integerOf(lastUpTo.get(Number.MAX_SAFE_INTEGER) ?? { seq: 0 }, 'seq')];
      while (low < high) {
        const row = lastUpTo.get(Math.ceil((low + high) / 2));
        if (row === undefined) low = Math.ceil((low + high) / 2);
        else if (integerOf(row, 'recorded_ms') < recordedMs) low = Math.ceil((low + high) / 2);
        else high = integerOf(row, 'seq') - 1;
      }
      return low;
    },
    changedStretches: (afterSeq, beforeMs) =>
      select(database, SELECT_STRETCHES, { after: afterSeq, before: beforeMs }).map((row) => ({
        seq: integerOf(row, 'seq'),
        fromMs: integerOf(row, 'from_ms'),
        ...(row.until_ms === null ? {} : { toMs: integerOf(row, 'until_ms') }),
      })),
    newRevisions: (afterSeq) =>
      select(database, SELECT_REVISIONS, [afterSeq]).map((row) => {
        const [body, bodyBefore] = [optionalTextOf(row, 'body'), optionalTextOf(row, 'body_before')];
        return {
          seq: integerOf(row, 'seq'),
          kind: memberOf(row, 'kind', REVISION_KINDS),
          id: textOf(row, 'id'),
          fromMs: integerOf(row, 'from_ms'),
          ...(body === undefined ? {} : { body }),
          ...(bodyBefore === undefined ? {} : { bodyBefore }),
        };
      }),
  };
}

/** A correction touches where the change was as well as where it is now, a void where it was. */
const SELECT_STRETCHES = `
  SELECT seq, from_ms, (
    SELECT min(change.at_ms) FROM change
    WHERE entity = news.entity AND indicator = news.indicator AND at_ms > news.last_ms AND ${OWN} AND ${NOT_CORRECTED}
  ) AS until_ms FROM (
    SELECT change.seq, change.entity, change.indicator,
      min(change.at_ms, coalesce(old.at_ms, change.at_ms)) AS from_ms,
      max(change.at_ms, coalesce(old.at_ms, change.at_ms)) AS last_ms
    FROM change LEFT JOIN change AS old ON old.seq = change.corrects
    WHERE change.seq > :after AND change.${OWN}
    UNION ALL SELECT void.seq, change.entity, change.indicator, change.at_ms, change.at_ms
    FROM void JOIN change ON change.seq = void.voids WHERE void.seq > :after AND void.kind = 'change' AND change.${OWN}
  ) AS news WHERE from_ms < :before`;

const SELECT_CHANGED = `
  SELECT entity, state, corrects FROM change WHERE seq > ? AND seq <= ? AND ${OWN} ORDER BY seq`;

const OVERRIDES_DOWN = `change.state <> 'down' AND EXISTS (
    SELECT 1 FROM change AS earlier
    WHERE earlier.entity = change.entity AND earlier.indicator = change.indicator
      AND earlier.at_ms = change.at_ms AND earlier.seq < change.seq
      AND earlier.state = 'down' AND earlier.${OWN}
  )`;

const SELECT_CHANGES = `
  SELECT ${CHANGE_COLUMNS}, ${OVERRIDES_DOWN} AS overrides_down FROM change WHERE seq > ? AND ${OWN} AND ${NOT_CORRECTED} ORDER BY seq LIMIT ?`;

const SELECT_REVISIONS = `
  SELECT seq, kind, id, from_ms, body, (
    SELECT earlier.body FROM revision AS earlier
    WHERE earlier.kind = revision.kind AND earlier.id = revision.id AND earlier.seq < revision.seq
    ORDER BY earlier.seq DESC LIMIT 1
  ) AS body_before FROM revision WHERE seq > ? ORDER BY seq`;
