import { parseBody, recordedOf, unreadable } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { Milestone, PlanTask } from '../definition/plan-schema.ts';
import type { MilestoneState, TaskState } from './plan-state.ts';
import { TaskSet } from './plan-step.ts';

/** A task with what was reported of it, one step after the other. */
export function foldTask(
  { milestones, ...task }: PlanTask,
  rows: readonly Decision[],
  asOfDate: string,
): TaskState {
  let state: TaskState = {
    ...task,
    status: 'not-reported',
    milestones: milestones.map((milestone) => milestoneState(milestone, undefined, asOfDate)),
    evidence: [],
  };
  for (const row of rows) {
    if (row.action !== 'set')
      throw unreadable(row, {
        en: 'a task is set, and never removed',
        vi: 'nhiệm vụ chỉ được ghi, không bị xóa',
      });
    const {
      status = 'not-reported',
      percent,
      note,
      milestones: done,
      evidence,
      agency,
      files,
    } = parseBody(row, TaskSet);
    const recorded = recordedOf(row);
    const borneOut = evidence !== undefined || files.length > 0;
    state = {
      ...task,
      status,
      ...(percent !== undefined && { progressPercent: percent }),
      ...(note !== undefined && { note }),
      milestones: milestones.map((milestone) => milestoneState(milestone, done[milestone.id], asOfDate)),
      evidence: borneOut
        ? [
            ...state.evidence,
            {
              ...(evidence !== undefined && { text: evidence }),
              ...(agency !== undefined && { agency }),
              files,
              recorded,
            },
          ]
        : state.evidence,
      ...(agency !== undefined && { agency }),
      recorded,
    };
  }
  return state;
}

function milestoneState(
  milestone: Milestone,
  doneDate: string | undefined,
  asOfDate: string,
): MilestoneState {
  return {
    ...milestone,
    ...(doneDate !== undefined && { doneDate }),
    isLate: doneDate === undefined && milestone.dueDate < asOfDate,
  };
}
