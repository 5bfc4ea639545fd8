import type { RecordedBodies } from '../../../core/domain/revision.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { optionalTextOf, textOf } from '../store/sql-values.ts';

/** Looks each body up where it is asked for: those of 100,000 devices are 200 MB. */
export function findRecordedBodies(database: SqlDatabase): RecordedBodies {
  const last = database.prepare(
    'SELECT body FROM revision WHERE kind = ? AND id = ? ORDER BY seq DESC LIMIT 1',
  );
  return {
    get: (key) => {
      const colon = key.indexOf(':');
      const row = last.get(key.slice(0, colon), key.slice(colon + 1));
      return row && optionalTextOf(row, 'body');
    },
    keys: () => select(database, SELECT_KEYS, {}).map((row) => `${textOf(row, 'kind')}:${textOf(row, 'id')}`),
  };
}

const SELECT_KEYS = `
  SELECT kind, id FROM revision
  WHERE seq IN (SELECT max(seq) FROM revision GROUP BY kind, id) AND body IS NOT NULL`;
