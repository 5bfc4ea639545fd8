import { z } from 'zod';
import { seenText } from '../../config/files/values.ts';
import { day, wholePercent } from '../definition/plan-values.ts';
import { REPORTED_STATUSES, type ReportedStatus, statusOfPercent } from '../definition/task-report.ts';
import { PlanError } from './plan-error.ts';
import type { Progress } from './plan-state.ts';
import type { TaskSet } from './plan-step.ts';
import { type WrittenKeys, writeKeys } from './written-keys.ts';

/** What may be written of a task. */
export const TaskKeys = z.strictObject({
  status: z
    .enum(REPORTED_STATUSES, { error: `expected one of ${REPORTED_STATUSES.join(', ')}` })
    .optional()
    .describe('How it stands.'),
  percent: wholePercent.optional().describe('How far it is; without a status it gives one.'),
  note: seenText('a note').optional().describe('What is to be said of it.'),
  evidence: seenText('what bears it out').optional().describe('What bears it out, in words.'),
  milestone: z
    .record(z.string(), day)
    .default({})
    .meta({ key: 'milestone', exampleKey: 'ban-hanh', description: 'Day on which it was reached.' }),
});

/** What is known of a task, or of the part of one of several bodies that lead it. */
type Standing = { readonly id: string } & Progress;

export interface TaskChange {
  readonly body: Pick<TaskSet, 'status' | 'percent' | 'note' | 'evidence' | 'milestones'>;
  /** What needs a reason: progress taken back, a day put in the place of another. */
  readonly takenBack: readonly string[];
  readonly changed: readonly string[];
}

/**
 * All that is known of a task once this is written. Going on needs no reason, going back does.
 * @throws PLAN_REFUSED
 */
export function changeTask(task: Standing, written: WrittenKeys): TaskChange {
  const subject = `task ${task.id}`;
  refuseUnknownMilestones(task, written);
  const { status, progressPercent, note, milestones } = task;
  const reached = milestones.flatMap(({ id, doneDate }) => (doneDate === undefined ? [] : [[id, doneDate]]));
  const standing = {
    ...(status !== 'not-reported' && { status }),
    ...(progressPercent !== undefined && { percent: progressPercent }),
    ...(note !== undefined && { note }),
    milestone: Object.fromEntries(reached),
  };
  const { values, changed, overwritten } = writeKeys(subject, standing, written, TaskKeys);
  const { milestone, ...body } = values;
  const statusNow = written.has('status') ? body.status : (impliedStatus(task, body.percent) ?? body.status);
  return {
    body: {
      ...(statusNow !== undefined && { status: statusNow }),
      ...(body.percent !== undefined && { percent: body.percent }),
      ...(body.note !== undefined && { note: body.note }),
      ...(body.evidence !== undefined && { evidence: body.evidence }),
      milestones: milestone,
    },
    changed,
    takenBack: overwritten.filter((key) => {
      if (key === 'note') return false;
      if (key === 'percent') return (body.percent ?? -1) < (progressPercent ?? 0);
      if (key === 'status') return statusNow === undefined || status === 'done';
      return true;
    }),
  };
}

function refuseUnknownMilestones({ id, milestones }: Standing, written: WrittenKeys): void {
  const known = milestones.map((milestone) => milestone.id);
  for (const key of written.keys()) {
    const name = key.startsWith('milestone.') ? key.slice('milestone.'.length) : undefined;
    if (name === undefined || known.includes(name)) continue;
    throw new PlanError('PLAN_REFUSED', {
      en: `task ${id}: milestone: expected ${known.length === 0 ? 'none, since plan.yaml has none of it' : `one of ${known.join(', ')}`}, got "${name}"`,
      vi: `nhiệm vụ ${id}: mốc: ${known.length === 0 ? 'plan.yaml không có mốc nào của nhiệm vụ này' : `cần một trong ${known.join(', ')}`}, nhận được "${name}"`,
    });
  }
}

/** Who says how far a task is says how it stands, where nobody had said it otherwise. */
function impliedStatus(
  { status, progressPercent }: Standing,
  percent: number | undefined,
): ReportedStatus | undefined {
  if (percent === undefined || percent === progressPercent) return undefined;
  const implied = statusOfPercent(percent);
  return implied !== 'done' && (status === 'paused' || status === 'dropped') ? undefined : implied;
}
