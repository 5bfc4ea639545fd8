import { z } from 'zod';
import { parseJson } from '../../../core/text/parse-json.ts';
import { onOneLine } from '../../../core/text/shown-text.ts';
import type { AcceptedLossRow } from '../../record/verification.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';

export const LOSS_ACCEPTED = 'loss-accepted';

const Body = z
  .object({
    reason: z.string().transform(onOneLine).catch(''),
    endedAtSeq: z.int().catch(0),
    markSeq: z.int().optional().catch(undefined),
  })
  .catch({ reason: '', endedAtSeq: 0 });

export function readAcceptedLosses(database: SqlDatabase): readonly AcceptedLossRow[] {
  return database
    .prepare('SELECT seq, recorded_ms, author, body FROM audit WHERE action = ? ORDER BY seq')
    .all(LOSS_ACCEPTED)
    .map((row) => {
      const { markSeq, ...body } = Body.parse(parseJson(textOf(row, 'body')));
      return {
        seq: integerOf(row, 'seq'),
        recordedMs: integerOf(row, 'recorded_ms'),
        author: onOneLine(textOf(row, 'author')),
        ...body,
        ...(markSeq !== undefined && { markSeq }),
      };
    });
}
