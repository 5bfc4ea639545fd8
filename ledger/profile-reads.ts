import type { DatabaseSync } from 'node:sqlite';
import type { RecordedBefore } from './change-reads.ts';
import { createFilter, IN_LIST, listOf, select } from './select-rows.ts';
import { integerOf, optionalTextOf, textOf } from './sql-values.ts';

/** The profile that a revision of a device names. */
export interface NamedProfile {
  readonly seq: number;
  readonly id: string;
  readonly fromMs: number;
  readonly recordedMs: number;
  /** Absent where the device was removed. */
  readonly profile?: string;
}

export interface ProfileReads {
  /** In the order in which they were recorded; without the rest of the bodies, which a city has hundreds of thousands of. */
  readonly namedProfiles: (
    query?: RecordedBefore & { readonly ids?: readonly string[] },
  ) => IterableIterator<NamedProfile>;
}

export function createProfileReads(database: DatabaseSync): ProfileReads {
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
