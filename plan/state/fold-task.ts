import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { parseBody, type Recorded, recordedOf, unreadable } from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { Milestone, PlanTask } from '../definition/plan-schema.ts';
import { statusOfPercent, type TaskReport } from '../definition/task-report.ts';
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

/** One thing that was said of a task: all that is known of it from then on, and what bears it out. */
interface Told {
  readonly said: Pick<TaskSet, 'status' | 'percent' | 'note'>;
  readonly milestones: Readonly<Record<string, string>>;
  readonly evidence?: Evidence;
  readonly agency?: string;
  readonly year: number;
  readonly recorded?: Recorded;
}

/** The same of the whole and of each part, in the order in which it was said. */
interface AllTold {
  readonly whole: readonly Told[];
  readonly units: ReadonlyMap<string, readonly Told[]>;
}

/** A task with what was reported of it, one step after the other. */
export function foldTask(task: PlanTask, rows: TaskRows, moment: TaskMoment): TaskState {
  const all = allTold(task, rows, moment);
  if (!task.isYearly) return foldTold(task, all, moment);
  const years = [all.whole, ...all.units.values()].flat().map(({ year }) => year);
  const earlier = [...new Set(years)].filter((year) => year < moment.year).sort();
  const earlierYears = earlier.map((year): YearState => {
    const { status, progressPercent } = foldTold(task, ofYear(all, year), moment);
    return { year, status, ...(progressPercent !== undefined && { progressPercent }) };
  });
  return {
    ...foldTold(task, ofYear(all, moment.year), moment),
    ...(earlierYears.length > 0 && { earlierYears }),
  };
}

/** Whether several bodies lead a task, of which each moves its own part. */
export function ledTogether<Task extends Pick<PlanTask, 'lead' | 'leads'>>(
  task: Task,
): task is Task & { readonly leads: NonNullable<Task['leads']> } {
  return task.lead === undefined && task.leads !== undefined;
}

function foldTold(
  { reported: _, ...task }: PlanTask,
  { whole, units }: AllTold,
  moment: TaskMoment,
): TaskState {
  const members = ledTogether(task) ? membersOf(task.leads, moment.agencies, moment.asOfMs) : undefined;
  const parts = members?.map(({ id }) => ({ agency: id, ...progressOf(task, units.get(id) ?? [], moment) }));
  const others = [...units].filter(([id]) => !members?.some((member) => member.id === id));
  const progress = progressOf(task, whole, moment);
  const evidence = inOrder([
    ...progress.evidence,
    ...others.flatMap(([, told]) => progressOf(task, told, moment).evidence),
  ]);
  const agency = whole.at(-1)?.agency;
  return {
    ...task,
    ...(parts ? sumUp(progress, parts, moment) : progress),
    evidence,
    ...(agency !== undefined && { agency }),
    ...(parts && { units: parts }),
  };
}

function progressOf(
  { milestones }: Pick<PlanTask, 'milestones'>,
  told: readonly Told[],
  { asOfDate }: TaskMoment,
): Progress {
  const last = told.at(-1);
  const { status = 'not-reported', percent, note } = last?.said ?? {};
  return {
    status,
    ...(percent !== undefined && { progressPercent: percent }),
    ...(note !== undefined && { note }),
    milestones: milestones.map((milestone) =>
      milestoneState(milestone, last?.milestones[milestone.id], asOfDate),
    ),
    evidence: told.flatMap(({ evidence }) => evidence ?? []),
    ...(last?.recorded && { recorded: last.recorded }),
  };
}

/** What plan.yaml says was reported comes before the steps on record. */
function allTold(task: PlanTask, { whole, units }: TaskRows, moment: TaskMoment): AllTold {
  const reported = (task.reported ?? []).filter(({ date }) => date <= moment.asOfDate);
  const [ofWhole, ofParts] = ledTogether(task) ? [[], reported] : [reported, []];
  const parts = Map.groupBy(ofParts, ({ agency }) => agency);
  const told = (reports: readonly TaskReport[] = [], rows: readonly Decision[] = []) => [
    ...toldByReports(reports, task),
    ...rows.map((row) => toldByStep(row, moment)),
  ];
  return {
    whole: told(ofWhole, whole),
    units: new Map(
      [...new Set([...parts.keys(), ...units.keys()])].map((id) => [id, told(parts.get(id), units.get(id))]),
    ),
  };
}

/** The word of a body that does not lead bears out, and moves nothing. */
function toldByReports(reports: readonly TaskReport[], { lead }: PlanTask): readonly Told[] {
  let said: Told['said'] = {};
  return reports.map(({ date, agency, status, percent, note, evidence }) => {
    if (lead === undefined || lead === agency)
      said = omitUndefined({
        status: status ?? (percent === undefined ? undefined : statusOfPercent(percent)),
        percent,
        note,
      });
    return {
      said,
      milestones: {},
      ...(evidence !== undefined && { evidence: { text: evidence, agency, files: [] } }),
      agency,
      year: Number(date.slice(0, 4)),
    };
  });
}

function toldByStep(row: Decision, { yearAt }: TaskMoment): Told {
  if (row.action !== 'set')
    throw unreadable(row, {
      en: 'a task is set, and never removed',
      vi: 'nhiệm vụ chỉ được ghi, không bị xóa',
    });
  const { status, percent, note, milestones, evidence, agency, files, year } = parseBody(row, TaskSet);
  const recorded = recordedOf(row);
  const isBorneOut = evidence !== undefined || files.length > 0;
  return omitUndefined({
    said: omitUndefined({ status, percent, note }),
    milestones,
    evidence: isBorneOut ? omitUndefined({ text: evidence, agency, files, recorded }) : undefined,
    agency,
    year: year ?? yearAt(row.recordedMs),
    recorded,
  });
}

/** The turn of one year. */
function ofYear({ whole, units }: AllTold, wanted: number): AllTold {
  const only = (told: readonly Told[]) => told.filter(({ year }) => year === wanted);
  return { whole: only(whole), units: new Map([...units].map(([agency, told]) => [agency, only(told)])) };
}

const inOrder = (evidence: readonly Evidence[]): readonly Evidence[] =>
  evidence.toSorted((a, b) => (a.recorded?.seq ?? 0) - (b.recorded?.seq ?? 0));

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
