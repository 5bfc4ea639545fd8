import type { IncidentTouches } from '../../record/incidents/incident-touches.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';

/** On a connection that reads the ledger. */
export function createIncidentTouches(database: SqlDatabase): IncidentTouches {
  const rowsOf = (sql: string, after: number, limit: number) =>
    [...select(database, sql, [after, limit])].map((row) => ({
      number: integerOf(row, 'number'),
      id: textOf(row, 'id'),
    }));
  return {
    touchHead: () => {
      const [row] = select(database, SELECT_HEAD, []);
      return row ? { news: integerOf(row, 'news'), step: integerOf(row, 'step') } : { news: 0, step: 0 };
    },
    touchedAfter: (head, limit) => {
      const [news, steps] = [rowsOf(SELECT_NEWS, head.news, limit), rowsOf(SELECT_STEPS, head.step, limit)];
      return {
        head: { news: news.at(-1)?.number ?? head.news, step: steps.at(-1)?.number ?? head.step },
        ids: [...new Set([...news, ...steps].map(({ id }) => id))],
      };
    },
  };
}

const SELECT_HEAD = `
  SELECT coalesce((SELECT max(id) FROM incident_news), 0) AS news, coalesce((SELECT max(seq) FROM incident_step), 0) AS step`;
const SELECT_NEWS = 'SELECT id AS number, incident AS id FROM incident_news WHERE id > ? ORDER BY id LIMIT ?';
const SELECT_STEPS = 'SELECT seq AS number, id FROM incident_step WHERE seq > ? ORDER BY seq LIMIT ?';
