import type { PlanTask } from '../definition/plan-schema.ts';
import { type Agencies, standingFor } from './agencies-then.ts';
import { membersOf } from './choose-agencies.ts';
import { ledTogether } from './fold-task.ts';
import type { Progress, TaskState } from './plan-state.ts';

/**
 * What an agency is to a task: it leads the whole, it leads a part as one of several, or it works with those who lead.
 * `undefined`: the plan does not name it.
 */
export type TaskRole = 'lead' | 'unit' | 'coordinator';

/** The agencies on record, and when one of them is asked about. */
export interface AgenciesThen {
  readonly agencies: Agencies;
  readonly atMs: number;
}

/** An agency that ended is stood for by its successors. */
export function roleOf(
  task: Pick<PlanTask, 'lead' | 'leads' | 'coordinators' | 'coordinating'>,
  agency: string,
  { agencies, atMs }: AgenciesThen,
): TaskRole | undefined {
  const isMember = (ids: readonly string[]) =>
    ids.some((id) => id === agency || standingFor(id, agencies, atMs).includes(agency));
  const isChosen = (bodies: PlanTask['leads']) =>
    bodies !== undefined && membersOf(bodies, agencies, atMs).some(({ id }) => id === agency);
  if (task.lead !== undefined && isMember([task.lead])) return 'lead';
  if (ledTogether(task) && isChosen(task.leads)) return 'unit';
  return isMember(task.coordinators) || isChosen(task.coordinating) ? 'coordinator' : undefined;
}

/** The row of a task that an agency writes. */
export interface TaskPart {
  /** Of the step: whoever does not lead the whole has a row of its own, so that two of them never meet. */
  readonly stepId: string;
  /** What is on record of it. */
  readonly standing: { readonly id: string } & Progress;
  /** Whether it may say how it stands; the word of any other body bears it out, and moves nothing. */
  readonly mayMove: boolean;
}

/**
 * Which row of a task an agency writes, and whether it moves it: of a task that one body leads, that body; of one that
 * several lead, each its own part; of one whose lead plan.yaml does not name, anybody.
 */
export function taskPart(task: TaskState, agency: string | undefined, then: AgenciesThen): TaskPart {
  const role = agency === undefined ? undefined : roleOf(task, agency, then);
  const isOpen = task.lead === undefined && task.leads === undefined;
  const mayMove = isOpen || role === 'lead' || role === 'unit';
  if (isOpen || role === 'lead' || agency === undefined)
    return { stepId: `task:${task.id}`, standing: task, mayMove };
  const unit = task.units?.find((one) => one.agency === agency) ?? wordOf(task, agency);
  return { stepId: `task:${task.id}:${agency}`, standing: { ...unit, id: task.id }, mayMove };
}

/** Of whoever leads nothing, only what bears out. */
const wordOf = ({ milestones, evidence }: TaskState, agency: string): Progress => ({
  status: 'not-reported',
  milestones: milestones.map(({ doneDate: _, ...milestone }) => milestone),
  evidence: evidence.filter((one) => one.agency === agency),
});
