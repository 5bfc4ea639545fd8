import type { ProfileReads } from '../../record/profiles.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalTextOf, textOf } from '../store/sql-values.ts';

export function createProfileReads(database: SqlDatabase): ProfileReads {
  return {
    namedProfiles: ({ ids, recordedBeforeMs } = {}) => {
      const filter = createFilter();
      filter.addAlways("kind = 'device'");
      filter.add(`id ${IN_LIST}`, listOf(ids));
      filter.add('recorded_ms < ?', recordedBeforeMs);
      const sql = `
        SELECT seq, id, from_ms, recorded_ms, json_extract(body, '$.profile') AS profile
        FROM revision ${filter.where()} ORDER BY seq`;
      return select(database, sql, filter.values).map((row) => {
        const profile = optionalTextOf(row, 'profile');
        return {
          seq: integerOf(row, 'seq'),
          id: textOf(row, 'id'),
          fromMs: integerOf(row, 'from_ms'),
          recordedMs: integerOf(row, 'recorded_ms'),
          ...(profile === undefined ? {} : { profile }),
        };
      });
    },
  };
}
