import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { day, oneOf, reference, wholePercent } from './plan-values.ts';

export const REPORTED_STATUSES = ['not-started', 'in-progress', 'done', 'paused', 'dropped'] as const;
export type ReportedStatus = (typeof REPORTED_STATUSES)[number];

/** How a task stands that is so far, where nobody says it otherwise. */
export function statusOfPercent(percent: number): ReportedStatus {
  if (percent === 100) return 'done';
  return percent === 0 ? 'not-started' : 'in-progress';
}

/** What was reported of a task before the ledger began: steps on record go on from it. */
export const TaskReportSchema = z.strictObject({
  date: day.describe('Day of the report.'),
  agency: reference('an agency').describe('Who reported.'),
  status: oneOf(REPORTED_STATUSES).optional().describe('How it stood; of a percentage alone it follows.'),
  percent: wholePercent.optional().describe('How far it was.'),
  note: seenText('a note').optional().describe('What is to be said of it.'),
  evidence: seenText('what bears it out').optional().describe('What bears it out.'),
});
export type TaskReport = z.output<typeof TaskReportSchema>;
