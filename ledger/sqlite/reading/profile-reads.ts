import type { DatabaseSync } from 'node:sqlite';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import { integerOf, optionalTextOf, textOf } from '../store/sql-values.ts';
import type { RecordedBefore } from './change-reads.ts';

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
