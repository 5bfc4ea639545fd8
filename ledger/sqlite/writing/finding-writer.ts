import type { FindingObservation } from '../../../core/domain/findings.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';

/** Keeps the working table `finding`: one row from the first look that found it to the first that did not. */
export interface FindingWriter {
  readonly note: (observations: readonly FindingObservation[]) => void;
}

export function createFindingWriter(database: SqlDatabase): FindingWriter {
  const selectOpen = database.prepare(
    'SELECT id, last_ms FROM finding WHERE entity = ? AND code = ? AND subject = ? AND gone_ms IS NULL',
  );
  const selectLastGone = database.prepare(
    'SELECT max(gone_ms) AS gone_ms FROM finding WHERE entity = ? AND code = ? AND subject = ?',
  );
  const insert = database.prepare(
    'INSERT INTO finding (entity, code, subject, first_ms, last_ms, body) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const extend = database.prepare('UPDATE finding SET last_ms = ?, body = ? WHERE id = ?');
  const end = database.prepare('UPDATE finding SET gone_ms = ? WHERE id = ?');

  const noteOne = ({ entity, code, subject, isPresent, atMs, values }: FindingObservation) => {
    const open = selectOpen.get(entity, code, subject);
    // What was seen before the last word on it changes nothing any more.
    if (open && atMs < integerOf(open, 'last_ms')) return;
    if (open && isPresent) extend.run(atMs, renderValues(values), integerOf(open, 'id'));
    if (open && !isPresent) end.run(atMs, integerOf(open, 'id'));
    if (open || !isPresent) return;
    const goneMs = selectLastGone.get(entity, code, subject)?.gone_ms;
    if (typeof goneMs === 'number' && atMs <= goneMs) return;
    insert.run(entity, code, subject, atMs, atMs, renderValues(values));
  };
  return {
    note: (observations) => {
      for (const observation of observations) noteOne(observation);
    },
  };
}

/** JSON has no NaN and no infinity: such a number says nothing. */
function renderValues(values: FindingObservation['values']): string {
  return canonicalJson(
    Object.fromEntries(
      Object.entries(values).filter(([, value]) => typeof value === 'string' || Number.isFinite(value)),
    ),
  );
}
