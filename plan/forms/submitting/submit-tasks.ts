import { agencyParty } from '../../../ledger/decisions/party.ts';
import { type Progress, TASK_STATUSES, type TaskState } from '../../state/plan-state.ts';
import type { TaskSet } from '../../state/plan-step.ts';
import { roleOf, taskPart } from '../../state/task-part.ts';
import { taskStatusLabel } from '../form-lists.ts';
import type { ReadRow, ReadTable } from '../reading/read-table.ts';
import { knownRows } from './known-rows.ts';
import type { SubmissionContext, SubmissionPart, SubmissionStep } from './submission.ts';

/**
 * What a unit says of tasks. How far a task is, is said by the one who leads it, or of its own part by one of several that
 * lead; what another unit says bears it out, and moves nothing.
 */
export function submitTasks(
  table: ReadTable,
  { unit, state, atDeadline }: SubmissionContext,
): SubmissionPart {
  const own = state.tasks.filter((task) => roleOf(task, unit.id, atDeadline) !== undefined);
  const { rows, flaws, notes } = knownRows(table, (key) => own.find(({ id }) => id === key));
  const steps: SubmissionStep[] = [];
  let told = 0;
  for (const [task, row] of rows) {
    if (row.isFlawed || row.isEmpty) continue;
    told++;
    const { stepId: id, standing, mayMove } = taskPart(task, unit.id, atDeadline);
    const body = mayMove ? leadBody(standing, row, unit.id) : evidenceBody(standing, row, unit.id);
    if (body) steps.push({ id, action: 'set', body: { ...body } });
  }
  return { steps, counts: { task: told }, entries: [], flaws: flaws.list(), notes: notes.list() };
}

type Body = Omit<TaskSet, 'files'>;

function leadBody(task: Progress, { cells }: ReadRow, agency: string): Body | undefined {
  const evidence = textOf(cells.evidence?.value);
  const said = {
    percent: numberOf(cells.progress?.value) ?? task.progressPercent,
    status: statusOf(cells.status?.value) ?? task.status,
    note: textOf(cells.note?.value) ?? task.note,
  };
  const isKnown =
    said.percent === task.progressPercent && said.status === task.status && said.note === task.note;
  if (isKnown && (evidence === undefined || hasEvidence(task, evidence, agency))) return undefined;
  return { ...asItStands(task), ...definedOnly(said), ...(evidence && { evidence }), ...signed(agency) };
}

/** Kept as evidence in words: of what who does not lead does there is no state of its own. */
function evidenceBody(task: Progress, { cells }: ReadRow, agency: string): Body | undefined {
  const { progress, status, evidence: bearing, note } = cells;
  const evidence = [
    progress && `tiến độ phần việc ${progress.value} %`,
    status && taskStatusLabel(String(status.value)).toLowerCase(),
    bearing && String(bearing.value),
    note && String(note.value),
  ]
    .filter((part) => part !== undefined)
    .join('; ');
  if (evidence === '' || hasEvidence(task, evidence, agency)) return undefined;
  return { evidence, ...signed(agency) };
}

const signed = (agency: string) => ({ agency, by: agencyParty(agency) });

/** A step holds all that is known of a task from then on. */
function asItStands({ status, progressPercent, note, milestones }: Progress): Body {
  const reached = milestones.flatMap(({ id, doneDate }) => (doneDate === undefined ? [] : [[id, doneDate]]));
  return {
    ...definedOnly({ status, percent: progressPercent, note }),
    milestones: Object.fromEntries(reached),
  };
}

interface Said {
  readonly status: TaskState['status'];
  readonly percent: number | undefined;
  readonly note: string | undefined;
}

const definedOnly = ({ status, percent, note }: Said): Body => ({
  ...(status !== 'not-reported' && { status }),
  ...(percent !== undefined && { percent }),
  ...(note !== undefined && { note }),
});

const hasEvidence = ({ evidence }: Progress, text: string, agency: string): boolean =>
  evidence.some((one) => one.text === text && one.agency === agency);

const statusOf = (value: unknown): TaskState['status'] | undefined =>
  TASK_STATUSES.find((status) => status === value);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
