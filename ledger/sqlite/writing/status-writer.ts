import { type Entity, INDICATORS, type Indicator, STATES, type State } from '../../../core/domain/state.ts';
import { ALL_PAIRS } from '../reading/change-pairs.ts';
import { NOT_CORRECTED, OWN } from '../reading/change-reads.ts';
import { entityOf } from '../reading/change-rows.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow } from '../store/sql-values.ts';

/** The last known state of one indicator of one entity, as the ledger has it. */
export interface LedgerStatus {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: State;
  readonly reason?: string;
  readonly afterMs: number;
  readonly atMs: number;
}

export type StatusKey = Pick<LedgerStatus, 'entity' | 'indicator'>;

/** Keeps the working table `status`, which says again what `change` says last. */
export interface StatusWriter {
  /** Takes in changes that are on record by now: so many, one after the other, from this number on. */
  readonly take: (firstSeq: number | undefined, count: number) => void;
  /** So many at most, in order, of those that come after one. */
  readonly page: (most: number, after: StatusKey | undefined) => readonly LedgerStatus[];
  readonly all: () => readonly LedgerStatus[];
  readonly rebuild: () => void;
}

export function createStatusWriter(database: SqlDatabase): StatusWriter {
  // Late data has an earlier instant than what is known, and changes history only.
  const upsert = database.prepare(`
    INSERT INTO status (entity, indicator, state, reason, after_ms, at_ms, seq)
    SELECT entity, indicator, state, reason, after_ms, at_ms, seq FROM (
      SELECT change.*, row_number() OVER (PARTITION BY entity, indicator ORDER BY at_ms DESC, seq DESC) AS place
      FROM change WHERE seq BETWEEN ? AND ?
    ) AS taken WHERE place = 1
    ON CONFLICT (entity, indicator) DO UPDATE SET
      state = excluded.state, reason = excluded.reason, after_ms = excluded.after_ms,
      at_ms = excluded.at_ms, seq = excluded.seq
    WHERE excluded.at_ms >= status.at_ms
  `);
  return {
    take: (firstSeq, count) => {
      if (firstSeq !== undefined) runLater(upsert, [firstSeq, firstSeq + count - 1]);
    },
    page: (most, after) =>
      database
        .prepare('SELECT * FROM status WHERE (entity, indicator) > (?, ?) ORDER BY entity, indicator LIMIT ?')
        .all(after?.entity ?? '', after?.indicator ?? '', most)
        .map(parseStatus),
    all: () => database.prepare('SELECT * FROM status ORDER BY entity, indicator').all().map(parseStatus),
    rebuild: () => {
      database.exec(`DELETE FROM status; INSERT INTO status ${STATUS_FROM_CHANGES}`);
    },
  };
}

/**
 * What `status` must say: for each entity and indicator the change with the latest instant, the last recorded among
 * equals; corrected, voided and imported changes do not count.
 */
export const STATUS_FROM_CHANGES = statusFrom(NOT_CORRECTED);
/** The same in a ledger of before there were voids. */
export const STATUS_WITHOUT_VOIDS = statusFrom(
  'seq NOT IN (SELECT corrects FROM change WHERE corrects IS NOT NULL)',
);

function statusFrom(counts: string): string {
  return `
  SELECT change.entity, change.indicator, change.state, change.reason, change.after_ms, change.at_ms, change.seq
  FROM ${ALL_PAIRS} AS pair CROSS JOIN change WHERE change.seq = (
    SELECT latest.seq FROM change AS latest
    WHERE latest.entity = pair.entity AND latest.indicator = pair.indicator AND latest.${OWN} AND latest.${counts}
    ORDER BY latest.at_ms DESC, latest.seq DESC LIMIT 1
  )
`;
}

function parseStatus(row: SqlRow): LedgerStatus {
  const reason = optionalTextOf(row, 'reason');
  return {
    entity: entityOf(row),
    indicator: memberOf(row, 'indicator', INDICATORS),
    state: memberOf(row, 'state', STATES),
    ...(reason === undefined ? {} : { reason }),
    afterMs: integerOf(row, 'after_ms'),
    atMs: integerOf(row, 'at_ms'),
  };
}
