import { parseBody, recordedOf, unreadable } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { Milestone, PlanTask } from '../definition/plan-schema.ts';
import type { Agencies } from './agencies-then.ts';
import { membersOf } from './choose-agencies.ts';
import type {
  Evidence,
  MilestoneState,
  Progress,
  TaskState,
  TaskStatus,
  UnitState,
  YearState,
} from './plan-state.ts';
import { TaskSet } from './plan-step.ts';

/** The day and year for which tasks are told, and who could lead one then. */
export interface TaskMoment {
  readonly asOfMs: number;
  readonly asOfDate: string;
  /** The year whose turn of a yearly task is told. */
  readonly year: number;
  readonly yearAt: (atMs: number) => number;
  /** All that are on record, those that have ended as well. */
  readonly agencies: Agencies;
}

/** Steps on record of a task: of the whole, and by agency of the parts of those who lead it together. */
export interface TaskRows {
  readonly whole: readonly Decision[];
  readonly units: ReadonlyMap<string, readonly Decision[]>;
}

/** A task with what was reported of it, one step after the other. */
export function foldTask(task: PlanTask, all: TaskRows, moment: TaskMoment): TaskState {
  const rows = task.isYearly ? turnOf(all, moment.year, moment) : all;
  const whole = foldProgress(task, rows.whole, moment);
  const units = ledTogether(task)
    ? membersOf(task.leads, moment.agencies, moment.asOfMs).map(({ id }) => ({
        agency: id,
        ...foldProgress(task, rows.units.get(id) ?? [], moment),
      }))
    : undefined;
  const earlierYears = task.isYearly ? foldEarlierYears(task, all, moment) : [];
  const others = [...rows.units].filter(([id]) => !units?.some(({ agency }) => agency === id));
  const evidence = others.flatMap(([, steps]) => foldProgress(task, steps, moment).evidence);
  return {
    ...task,
    ...(units ? sumUp(whole, units, moment) : whole),
    ...(evidence.length > 0 && { evidence: inOrder([...whole.evidence, ...evidence]) }),
    ...lastReporter(rows.whole),
    ...(units && { units }),
    ...(earlierYears.length > 0 && { earlierYears }),
  };
}

/** Whether several bodies lead a task, of which each moves its own part. */
export function ledTogether<Task extends Pick<PlanTask, 'lead' | 'leads'>>(
  task: Task,
): task is Task & { readonly leads: NonNullable<Task['leads']> } {
  return task.lead === undefined && task.leads !== undefined;
}

function foldProgress({ milestones }: PlanTask, rows: readonly Decision[], moment: TaskMoment): Progress {
  const bodies = rows.map((row) => ({ row, body: bodyOf(row) }));
  const { row, body } = bodies.at(-1) ?? {};
  return {
    status: body?.status ?? 'not-reported',
    ...(body?.percent !== undefined && { progressPercent: body.percent }),
    ...(body?.note !== undefined && { note: body.note }),
    milestones: milestones.map((milestone) =>
      milestoneState(milestone, body?.milestones[milestone.id], moment.asOfDate),
    ),
    evidence: bodies.flatMap((one) => evidenceOf(one.row, one.body)),
    ...(row && { recorded: recordedOf(row) }),
  };
}

function bodyOf(row: Decision) {
  if (row.action === 'set') return parseBody(row, TaskSet);
  throw unreadable(row, {
    en: 'a task is set, and never removed',
    vi: 'nhiệm vụ chỉ được ghi, không bị xóa',
  });
}

function evidenceOf(row: Decision, { evidence, agency, files }: ReturnType<typeof bodyOf>): Evidence[] {
  if (evidence === undefined && files.length === 0) return [];
  return [
    {
      ...(evidence !== undefined && { text: evidence }),
      ...(agency !== undefined && { agency }),
      files,
      recorded: recordedOf(row),
    },
  ];
}

const inOrder = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.toSorted((a, b) => a.recorded.seq - b.recorded.seq);

function lastReporter(rows: readonly Decision[]): { readonly agency?: string } {
  const last = rows.at(-1);
  const agency = last && bodyOf(last).agency;
  return agency === undefined ? {} : { agency };
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

/**
 * The whole of what several bodies do: never one percentage. A milestone is reached once all have reached it. What earlier
 * steps say of the whole holds as long as no unit has spoken.
 */
function sumUp(
  { progressPercent: _, ...whole }: Progress,
  units: readonly UnitState[],
  { asOfDate }: TaskMoment,
): Progress {
  const status = statusTogether(units.map((unit) => unit.status)) ?? whole.status;
  const milestones = whole.milestones.map((milestone, nth) => {
    const { doneDate: __, isLate: ___, ...named } = milestone;
    return milestoneState(named, milestone.doneDate ?? lastOfAll(units, nth), asOfDate);
  });
  return { ...whole, status, milestones };
}

function statusTogether(statuses: readonly TaskStatus[]): TaskStatus | undefined {
  const told = new Set(statuses.filter((status) => status !== 'not-reported'));
  const [first, ...more] = told;
  if (first === undefined) return undefined;
  const isAlike = more.length === 0 && (first === 'not-started' || !statuses.includes('not-reported'));
  return isAlike ? first : 'in-progress';
}

function lastOfAll(units: readonly UnitState[], nth: number): string | undefined {
  const days = units.map(({ milestones }) => milestones[nth]?.doneDate);
  return days.includes(undefined) ? undefined : days.toSorted().at(-1);
}

/** The steps of one year: a step is of the year that it names, else of that in which it was recorded. */
function turnOf({ whole, units }: TaskRows, year: number, { yearAt }: TaskMoment): TaskRows {
  const ofYear = (rows: readonly Decision[]) =>
    rows.filter((row) => (bodyOf(row).year ?? yearAt(row.recordedMs)) === year);
  return {
    whole: ofYear(whole),
    units: new Map([...units].map(([agency, rows]) => [agency, ofYear(rows)])),
  };
}

function foldEarlierYears(task: PlanTask, all: TaskRows, moment: TaskMoment): readonly YearState[] {
  const years = [all.whole, ...all.units.values()]
    .flat()
    .map((row) => bodyOf(row).year ?? moment.yearAt(row.recordedMs))
    .filter((year) => year < moment.year);
  return [...new Set(years)].sort().map((year) => {
    const { isYearly: _, ...once } = task;
    const { status, progressPercent } = foldTask(once, turnOf(all, year, moment), moment);
    return { year, status, ...(progressPercent !== undefined && { progressPercent }) };
  });
}
