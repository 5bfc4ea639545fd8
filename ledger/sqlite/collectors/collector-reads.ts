import { z } from 'zod';
import { parseJson } from '../../../core/text/parse-json.ts';
import type { CollectorEntry, CollectorSaid, Collectors } from '../../record/collectors.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';

const Said = z.object({
  run: z.string(),
  version: z.string(),
  headSeq: z.int(),
  waitingSinceMs: z.int().optional(),
  configuration: z.string().optional(),
  trouble: z.string().optional(),
}) satisfies z.ZodType<CollectorSaid>;

const COLLECTOR = `
  SELECT c.*, s.seen_ms, s.body, h.seq AS received_seq, k.serial, k.ends_ms
  FROM collector c
  LEFT JOIN collector_seen s ON s.collector = c.id
  LEFT JOIN collector_head h ON h.collector = c.id
  LEFT JOIN collector_certificate k ON k.serial = (
    SELECT l.serial FROM collector_certificate l
    WHERE l.collector = c.id AND l.revoked_ms IS NULL ORDER BY l.ends_ms DESC, l.serial LIMIT 1
  )
`;

/** What is known of collectors, in an open record. */
export function createCollectorReads(
  database: SqlDatabase,
): Pick<Collectors, 'list' | 'find' | 'certificate'> {
  const all = database.prepare(`${COLLECTOR} ORDER BY c.id`);
  const one = database.prepare(`${COLLECTOR} WHERE c.id = ?`);
  const certificate = database.prepare('SELECT * FROM collector_certificate WHERE serial = ?');
  return {
    list: () => all.all().map(parseEntry),
    find: (id) => {
      const row = one.get(id);
      return row && parseEntry(row);
    },
    certificate: (serial) => {
      const row = certificate.get(serial);
      return (
        row && {
          collector: textOf(row, 'collector'),
          endsMs: integerOf(row, 'ends_ms'),
          isRevoked: optionalIntegerOf(row, 'revoked_ms') !== undefined,
        }
      );
    },
  };
}

function parseEntry(row: SqlRow): CollectorEntry {
  const revokedMs = optionalIntegerOf(row, 'revoked_ms');
  const tokenEndsMs = optionalIntegerOf(row, 'token_ends_ms');
  const serial = optionalTextOf(row, 'serial');
  const seenMs = optionalIntegerOf(row, 'seen_ms');
  const said = Said.safeParse(parseJson(optionalTextOf(row, 'body') ?? 'null')).data;
  return {
    id: textOf(row, 'id'),
    zone: textOf(row, 'zone'),
    addedMs: integerOf(row, 'added_ms'),
    ...(revokedMs !== undefined && { revokedMs }),
    ...(tokenEndsMs !== undefined && {
      token: { endsMs: tokenEndsMs, isUsed: optionalTextOf(row, 'token_key') !== undefined },
    }),
    ...(serial !== undefined && { certificate: { serial, endsMs: integerOf(row, 'ends_ms') } }),
    ...(seenMs !== undefined && said && { seen: { seenMs, said } }),
    receivedSeq: optionalIntegerOf(row, 'received_seq') ?? 0,
  };
}
