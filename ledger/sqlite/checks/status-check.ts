import { canonicalJson } from '../../../core/text/canonical-json.ts';
import { createChain } from '../chain/chain.ts';
import type { MendOptions } from '../keeping/mend-schema.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { createStatusWriter, STATUS_FROM_CHANGES, STATUS_WITHOUT_VOIDS } from '../writing/status-writer.ts';
import { hasVoids } from './check-voids.ts';

/** A row of `status` that is not what the changes say. */
export interface StatusDifference {
  readonly entity: string;
  readonly indicator: string;
  /** The row of the chain that is the last of it; absent: there is none. */
  readonly seq?: number;
  /** Absent: it has no such row. */
  readonly expected?: string;
  readonly got?: string;
}

/** Compares the working table of present states with the changes, row by row; tells the first, and counts all. */
export function compareStatus(
  database: SqlDatabase,
  most: number,
): { readonly first: readonly StatusDifference[]; readonly count: number } {
  const first: StatusDifference[] = [];
  let count = 0;
  for (const row of database
    .prepare(hasVoids(database) ? SELECT_DIFFERENCES : SELECT_WITHOUT_VOIDS)
    .iterate()) {
    count++;
    if (first.length < most) first.push(parseDifference(row));
  }
  return { first, count };
}

export const describeStatusDifference = ({ entity, indicator, expected, got }: StatusDifference): string =>
  `the status of ${entity} ${indicator} is not what the changes say: expected ${expected ?? 'none'}, got ${got ?? 'none'}; run camwatch ledger rebuild`;

const MOST_NOTED = 10;

/**
 * Makes `status` again where it is not what the changes say, in one transaction with a row of the chain that names what
 * differed. Returns how many rows did.
 */
export function mendStatus(
  database: SqlDatabase,
  { author, recordedMs, marks }: Omit<MendOptions, 'path'>,
): { readonly first: readonly StatusDifference[]; readonly count: number } {
  const differences = compareStatus(database, MOST_NOTED);
  if (differences.count === 0) return differences;
  const status = createStatusWriter(database);
  createChain(database, marks).transaction((append) => {
    status.rebuild();
    const body = canonicalJson({
      rows: differences.count,
      first: differences.first.map(describeStatusDifference),
    });
    append('audit', { action: 'status-rebuilt', recorded_ms: recordedMs, author, body });
  });
  return differences;
}

const SAID = `state || coalesce(' (' || reason || ')', '') || ' since ' || at_ms || ' after ' || after_ms || ', row ' || seq`;

const differencesFrom = (expected: string) => `
  WITH expected AS MATERIALIZED (${expected}),
    differing AS (
      SELECT entity, indicator FROM (SELECT * FROM expected EXCEPT SELECT * FROM status)
      UNION SELECT entity, indicator FROM (SELECT * FROM status EXCEPT SELECT * FROM expected)
    )
  SELECT differing.entity AS entity, differing.indicator AS indicator, wanted.seq AS seq, wanted.said AS expected, there.said AS got
  FROM differing
    LEFT JOIN (SELECT entity, indicator, seq, ${SAID} AS said FROM expected) AS wanted USING (entity, indicator)
    LEFT JOIN (SELECT entity, indicator, ${SAID} AS said FROM status) AS there USING (entity, indicator)
  ORDER BY entity, indicator`;

const SELECT_DIFFERENCES = differencesFrom(STATUS_FROM_CHANGES);
const SELECT_WITHOUT_VOIDS = differencesFrom(STATUS_WITHOUT_VOIDS);

function parseDifference(row: SqlRow): StatusDifference {
  return {
    entity: textOf(row, 'entity'),
    indicator: textOf(row, 'indicator'),
    ...(row.seq === null ? {} : { seq: integerOf(row, 'seq') }),
    ...(typeof row.expected === 'string' && { expected: row.expected }),
    ...(typeof row.got === 'string' && { got: row.got }),
  };
}
