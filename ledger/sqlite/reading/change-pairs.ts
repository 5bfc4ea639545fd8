import { type Entity, INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import type { SqlInput } from '../store/sql-database.ts';

export interface PairQuery {
  readonly entity?: Entity;
  /** Of any of these. */
  readonly entities?: readonly Entity[];
  readonly indicator?: Indicator;
}

/** A subquery with the columns `entity` and `indicator`, and the values of its places. */
export interface PairSource {
  readonly sql: string;
  readonly values: readonly SqlInput[];
}

/**
 * Every entity that the changes are about, with every indicator it could have: a figure takes its last change before an
 * instant from the index of changes for each pair, and a pair without changes costs one probe of that index. The working
 * table `status` lists the pairs that there are, and is not asked: one of its rows that is missing would be time that is
 * taken for good.
 */
export function pairsOfChanges({ entity, entities, indicator }: PairQuery = {}): PairSource {
  const indicators = JSON.stringify(indicator === undefined ? INDICATORS : [indicator]);
  const of = entity === undefined ? entities : [entity];
  return {
    sql: `(SELECT named.entity AS entity, kept.value AS indicator
      FROM (${of ? GIVEN_ENTITIES : ALL_ENTITIES}) AS named CROSS JOIN json_each(?) AS kept)`,
    values: of ? [JSON.stringify(of), indicators] : [indicators],
  };
}

const GIVEN_ENTITIES = 'SELECT DISTINCT value AS entity FROM json_each(?)';

/** From one name to the next by index, so that years of changes cost no more than a day of them. */
const ALL_ENTITIES = `
  WITH RECURSIVE listed (entity) AS (
    SELECT min(entity) FROM change
    UNION ALL
    SELECT (SELECT min(change.entity) FROM change WHERE change.entity > listed.entity) FROM listed
    WHERE listed.entity IS NOT NULL
  ) SELECT entity FROM listed WHERE entity IS NOT NULL`;

/** All of them, as a query without places. */
export const ALL_PAIRS = `(SELECT named.entity AS entity, kept.value AS indicator
  FROM (${ALL_ENTITIES}) AS named CROSS JOIN json_each('${JSON.stringify(INDICATORS)}') AS kept)`;
