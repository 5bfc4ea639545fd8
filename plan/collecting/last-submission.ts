import { z } from 'zod';
import { parseBody } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { Collected } from '../state/plan-step.ts';

/** What the row of a form holds besides what the plan adds up: what it said, and the entries that it brought. */
const CollectedForm = Collected.extend({
  content: z.string().default(''),
  entries: z.array(z.string()).default([]),
});

export interface LastSubmission {
  readonly seq: number;
  readonly receivedMs: number;
  readonly content: string;
  readonly entries: readonly string[];
  readonly says?: 'blank' | 'nothing-to-report';
}

export const submissionId = (agency: string, year: number): string => `submission:${agency}:${year}`;

/** The last form of a unit among rows of `plan_step`. @throws DECISION_UNREADABLE */
export function lastSubmission(rows: Iterable<Decision>, id: string): LastSubmission | undefined {
  let last: Decision | undefined;
  for (const row of rows) if (row.id === id && row.action === 'collected') last = row;
  if (!last) return undefined;
  const { receivedMs, content, entries, says } = parseBody(last, CollectedForm);
  return { seq: last.seq, receivedMs, content, entries, ...(says && { says }) };
}
