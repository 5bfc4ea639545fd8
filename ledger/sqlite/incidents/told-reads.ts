import { CHANNELS } from '../../../core/domain/notifier.ts';
import { NEWS_KINDS, SEVERITIES } from '../../record/incidents/incident-event.ts';
import type { ToldRecipient } from '../../record/incidents/incident-store.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** Who was written to about an incident. */
export const readTold = (database: SqlDatabase, incident: string): readonly ToldRecipient[] => [
  ...select(database, SELECT_TOLD, [incident]).map(parseTold),
];

const SELECT_TOLD = `
  SELECT recipient, channel, message_id, created_ms, first_due_ms, json_extract(body, '$.news') AS news,
    json_extract(body, '$.members.count') AS members, json_extract(body, '$.incident.severity') AS severity,
    json_extract(body, '$.incident.behind') AS behind
  FROM outbox WHERE thread = ? AND occasion IN ('news', 'escalation') ORDER BY id`;

/** The same that the planner says of it before it is written. */
function parseTold(row: SqlRow): ToldRecipient {
  return {
    recipient: textOf(row, 'recipient'),
    channel: memberOf(row, 'channel', CHANNELS),
    messageId: textOf(row, 'message_id'),
    createdMs: integerOf(row, 'created_ms'),
    dueMs: integerOf(row, 'first_due_ms'),
    members: integerOf(row, 'members'),
    severity: memberOf(row, 'severity', SEVERITIES),
    ...(row.behind !== null && { isEarly: true }),
    ...(row.news !== null && { news: memberOf(row, 'news', NEWS_KINDS) }),
  };
}
