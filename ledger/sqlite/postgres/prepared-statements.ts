import type { PreparedSql } from './portal-query.ts';

/** What one session has prepared, by its text. */
export interface PreparedStatements {
  readonly take: (sql: string) => PreparedSql;
  /** The next one with this text is prepared anew. */
  readonly forget: (statement: PreparedSql) => void;
}

/** More than the record asks; beyond it the oldest are prepared again where they come again. */
const MOST = 1_000;

export function createPreparedStatements(): PreparedStatements {
  const bySql = new Map<string, PreparedSql>();
  let count = 0;
  return {
    take: (sql) => {
      const known = bySql.get(sql);
      if (known) return known;
      const [oldest] = bySql.keys();
      if (bySql.size >= MOST && oldest !== undefined) bySql.delete(oldest);
      const made: PreparedSql = { name: `c${++count}`, sql, isParsed: false, fields: undefined };
      bySql.set(sql, made);
      return made;
    },
    forget: ({ sql }) => void bySql.delete(sql),
  };
}
