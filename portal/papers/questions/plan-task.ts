import { type Party, PartySchema } from '../../../ledger/decisions/party.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import { type OverviewTask, readOverview, readSteps } from '../../../plan/actions/plan-overview.ts';
import { partOf } from '../../../plan/actions/set-entry.ts';
import type { Progress } from '../../../plan/state/plan-state.ts';
import { TaskSet } from '../../../plan/state/plan-step.ts';
import { noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';
import { agencyOf } from './agency-of.ts';
import { type AgencyNames, namesOf, shownTask, type TaskShown } from './plan-overview.ts';

/** One step of a task: who said what, and when. */
export interface TaskStep extends Pick<TaskSet, 'status' | 'percent' | 'note' | 'evidence' | 'reason'> {
  readonly recordedMs: number;
  readonly author: string;
  readonly by?: Party | undefined;
}

/** A task, and the part of it that whoever asks may write. */
export interface TaskFound {
  readonly task: TaskShown;
  readonly part: {
    /** Whether its status is theirs to move; else they enter what bears it out. */
    readonly mayMove: boolean;
    readonly standing: Pick<Progress, 'status' | 'progressPercent' | 'note' | 'milestones'>;
    /** Of the rows that they write, and the last of them. */
    readonly stepId: string;
    readonly afterSeq: number;
  };
  /** The newest first; an agency has its own. */
  readonly steps: readonly TaskStep[];
  readonly agencies: AgencyNames;
  readonly successors: ReadonlyMap<string, readonly string[]>;
}

/** @throws PAPER_UNKNOWN for a task that is not there, or in which an agency has no part */
export async function readTaskFor(
  { openPlan, who }: PaperContext,
  { task: id }: { readonly task: string },
): Promise<TaskFound> {
  const plan = await openPlan();
  const whole = plan.state.tasks.find((task) => task.id === id);
  const own = agencyOf(who.scope);
  if (!whole || (own !== undefined && !plan.history.agencies.has(own))) throw noSuch('task', 'nhiệm vụ', id);
  const overview = readOverview(plan, { task: id, ...(own !== undefined && { agency: own }) }, plan.once);
  const task: OverviewTask | undefined = overview.tasks.find((one) => one.id === id);
  if (!task) throw noSuch('task', 'nhiệm vụ', id);
  const { mayMove, standing, stepId } = partOf(plan, whole, who.party);
  const { status, progressPercent, note, milestones } = standing;
  return {
    task: shownTask(task, own),
    part: {
      mayMove,
      standing: {
        ...{ status, milestones },
        ...(progressPercent !== undefined && { progressPercent }),
        ...(note !== undefined && { note }),
      },
      ...{ stepId, afterSeq: plan.steps.findLast((step) => step.id === stepId)?.seq ?? 0 },
    },
    steps: readSteps(plan, { task: id })
      .filter((step) => step.id.startsWith('task:'))
      .map(stepOf)
      .filter(({ by }) => own === undefined || by === who.party)
      .reverse(),
    ...{ agencies: namesOf(overview.agencies), successors: overview.successors },
  };
}

const Said = TaskSet.extend({ by: PartySchema.optional() });

function stepOf({ body, recordedMs, author }: Decision): TaskStep {
  const { status, percent, note, evidence, reason, by } = Said.parse(body);
  return { status, percent, note, evidence, reason, by, recordedMs, author };
}
