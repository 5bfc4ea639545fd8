import type { TimeLimit } from './dossier-schema.ts';

/** A limit that was kept or not, as the record stood at `readMs`; what is not done yet is late from `dueMs` on. */
export function timeLimit(
  limit: TimeLimit['limit'],
  {
    dueMs,
    doneMs,
    readMs,
    party,
  }: {
    readonly dueMs: number;
    readonly doneMs?: number | undefined;
    readonly readMs: number;
    readonly party?: string;
  },
): TimeLimit {
  return {
    limit,
    ...(party !== undefined && { party }),
    dueMs,
    ...(doneMs !== undefined && { doneMs }),
    overMs: Math.max(0, (doneMs ?? readMs) - dueMs),
  };
}
