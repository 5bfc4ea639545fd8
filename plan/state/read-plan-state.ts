import type { z } from 'zod';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Zone } from '../../core/time/zone.ts';
import {
  DOES_NOT_FOLLOW,
  parseBody,
  recordedOf,
  unreadable,
} from '../../ledger/decisions/decision-bodies.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { PlanDefinition, PlanTask } from '../definition/plan-schema.ts';
import { REGISTERS, type RegisterName } from '../definition/registers.ts';
import { foldHandover } from '../handovers/fold-handover.ts';
import type { Agencies } from './agencies-then.ts';
import { compareIds } from './compare-ids.ts';
import { foldTask, type TaskRows } from './fold-task.ts';
import type {
  Entry,
  FaultySubmission,
  PlanState,
  SentLetter,
  SentReminder,
  Submission,
} from './plan-state.ts';
import { Collected, CollectedFaulty, EntrySet, LetterSent, ReminderSent, Removed } from './plan-step.ts';
import { siteStateOf } from './site-state.ts';

export interface PlanStateOptions {
  /** The zone in which the days of the plan are cut. */
  readonly zone: Zone;
  /** The day on which something is late or waited for is that of `recordedBeforeMs`, else of this instant. */
  readonly nowMs: number;
  /** Only what was recorded strictly before this instant. */
  readonly recordedBeforeMs?: number;
  /** All agencies on record, those that have ended as well: the bodies that lead a task together are among them. */
  readonly agencies?: Agencies;
  /** The year whose turn of a yearly task is told, else that of the day of the state. */
  readonly year?: number | undefined;
}

/**
 * Adds up what plan.yaml decided and the steps on record (rows of `plan_step`, in the order in which they were recorded).
 * The same steps give the same state, whatever steps of other ids lie between them.
 * @throws DECISION_UNREADABLE for a step that this version does not know.
 */
export function readPlanState(
  definition: PlanDefinition,
  steps: Iterable<Decision>,
  { zone, nowMs, recordedBeforeMs = Number.POSITIVE_INFINITY, agencies = new Map(), year }: PlanStateOptions,
): PlanState {
  const asOfMs = Math.min(recordedBeforeMs, Math.max(nowMs, 0));
  const { date: asOfDate } = zone.dayAt(asOfMs);
  const byKind = groupSteps(steps, recordedBeforeMs);
  const of = (kind: string) => byKind.get(kind) ?? new Map<string, readonly Decision[]>();
  const entries = <Values>(name: RegisterName, schema: z.ZodType<Values>) =>
    foldEntries(schema, definition.registers[name], of(name));
  const yearAt = (atMs: number) => Number(zone.dayAt(atMs).date.slice(0, 4));
  const moment = { asOfMs, asOfDate, year: year ?? yearAt(asOfMs), yearAt, agencies };
  const taskRows = groupTaskRows(of('task'));
  return {
    asOfMs,
    asOfDate,
    definition,
    tasks: [...definition.tasks, ...unknownTasks(definition, taskRows.keys())].map((task) =>
      foldTask(task, taskRows.get(task.id) ?? NO_ROWS, moment),
    ),
    document: entries('document', REGISTERS.document),
    inspection: entries('inspection', REGISTERS.inspection),
    training: entries('training', REGISTERS.training),
    research: entries('research', REGISTERS.research),
    funding: entries('funding', REGISTERS.funding),
    obstacle: entries('obstacle', REGISTERS.obstacle),
    proposal: entries('proposal', REGISTERS.proposal),
    'next-task': entries('next-task', REGISTERS['next-task']),
    exemption: entries('exemption', REGISTERS.exemption),
    estimate: entries('estimate', REGISTERS.estimate),
    declaration: entries('declaration', REGISTERS.declaration),
    site: entries('site', REGISTERS.site).map((entry) => siteStateOf(entry, asOfDate)),
    submissions: collect(of('submission'), (rows) => foldSubmission(rows, definition)),
    faultySubmissions: collect(of('submission'), (rows) => foldFaulty(rows, definition)),
    reminders: collect(of('reminder'), foldReminder),
    letters: collect(of('letter'), foldLetter),
    handovers: collect(of('handover'), foldHandover),
  };
}

/** Kinds of ids that are no register. */
const OTHER_KINDS: readonly string[] = [
  'task',
  'submission',
  'stray-form',
  'reminder',
  'letter',
  'self-report',
  'handover',
];

function groupSteps(steps: Iterable<Decision>, recordedBeforeMs: number) {
  const byKind = new Map<string, Map<string, Decision[]>>();
  for (const step of steps) {
    if (step.recordedMs >= recordedBeforeMs) continue;
    const colon = step.id.indexOf(':');
    const kind = step.id.slice(0, Math.max(colon, 0));
    const id = step.id.slice(colon + 1);
    if (id === '' || !(OTHER_KINDS.includes(kind) || Object.hasOwn(REGISTERS, kind)))
      throw unreadable(step, {
        en: 'its id names no part of a plan',
        vi: 'tên của dòng không chỉ phần nào của kế hoạch',
      });
    const ofKind = byKind.get(kind) ?? new Map<string, Decision[]>();
    byKind.set(kind, ofKind);
    const rows = ofKind.get(id);
    if (rows) rows.push(step);
    else ofKind.set(id, [step]);
  }
  return byKind;
}

const NO_ROWS: TaskRows = { whole: [], units: new Map() };

/** By task: the part of a unit stands behind a colon. */
function groupTaskRows(steps: ReadonlyMap<string, readonly Decision[]>): ReadonlyMap<string, TaskRows> {
  const numbers = new Set([...steps.keys()].map((id) => id.split(':', 1).join()));
  return new Map(
    [...numbers].map((number) => {
      const units = [...steps].flatMap(([id, rows]) =>
        id.startsWith(`${number}:`) ? [[id.slice(number.length + 1), rows] as const] : [],
      );
      return [number, { whole: steps.get(number) ?? [], units: new Map(units) }];
    }),
  );
}

function unknownTasks({ tasks }: PlanDefinition, reported: Iterable<string>): readonly PlanTask[] {
  const known = new Set(tasks.map(({ id }) => id));
  return [...reported]
    .filter((id) => !known.has(id))
    .sort(compareIds)
    .map((id) => ({ id, coordinators: [], milestones: [] }));
}

function foldEntries<Values>(
  schema: z.ZodType<Values>,
  first: readonly { readonly id: string }[],
  steps: ReadonlyMap<string, readonly Decision[]>,
): readonly Entry<Values>[] {
  const entries = new Map<string, Entry<Values>>();
  for (const { id, ...values } of first) entries.set(id, { id, values: schema.parse(values), files: [] });
  for (const [id, rows] of steps)
    for (const row of rows) {
      const before = entries.get(id);
      if (row.action === 'set') {
        const { values, files } = parseBody(row, EntrySet);
        const read = parseBody({ ...row, body: values }, schema);
        entries.set(id, {
          id,
          values: read,
          files: [...(before?.files ?? []), ...files],
          recorded: recordedOf(row),
        });
      } else if (row.action === 'removed' && before) {
        parseBody(row, Removed);
        entries.delete(id);
      } else throw unreadable(row, DOES_NOT_FOLLOW);
    }
  return inOrder(entries.values());
}

/** One of each id, in the order of the ids. */
function collect<Item extends { readonly id: string }>(
  steps: ReadonlyMap<string, readonly Decision[]>,
  fold: (rows: readonly Decision[]) => Item | undefined,
): readonly Item[] {
  return inOrder([...steps.values()].flatMap((rows) => fold(rows) ?? []));
}

function foldSubmission(rows: readonly Decision[], { report }: PlanDefinition): Submission | undefined {
  let submission: Submission | undefined;
  for (const [index, row] of rows.entries()) {
    if (row.action === 'faulty') continue;
    if (row.action !== 'collected')
      throw unreadable(row, {
        en: 'a form is collected, and never removed',
        vi: 'biểu mẫu chỉ được thu, không bị xóa',
      });
    const collected = parseBody(row, Collected);
    submission = {
      id: idOf(row),
      ...omitUndefined(collected),
      ...lateness(collected, report),
      nth: index + 1,
      recorded: recordedOf(row),
    };
  }
  return submission;
}

/** The last form of a unit, where it came in with errors. */
function foldFaulty(rows: readonly Decision[], { report }: PlanDefinition): FaultySubmission | undefined {
  const last = rows.at(-1);
  if (last?.action !== 'faulty') return undefined;
  const faulty = parseBody(last, CollectedFaulty);
  return {
    id: idOf(last),
    ...faulty,
    ...lateness(faulty, report),
    nth: rows.length,
    recorded: recordedOf(last),
  };
}

/** Unknown where plan.yaml has no such year. */
function lateness(
  form: { readonly year: number; readonly receivedMs: number },
  { years }: PlanDefinition['report'],
): { readonly isLate?: boolean } {
  const { unitsDeadlineMs } = years.find(({ year }) => year === form.year) ?? {};
  return unitsDeadlineMs === undefined ? {} : { isLate: form.receivedMs >= unitsDeadlineMs };
}

function foldReminder(rows: readonly Decision[]): SentReminder | undefined {
  let reminder: SentReminder | undefined;
  for (const row of rows) {
    if (row.action !== 'sent')
      throw unreadable(row, {
        en: 'a reminder is sent, and never removed',
        vi: 'nhắc việc chỉ được gửi, không bị xóa',
      });
    const { deadline, ...sent } = parseBody(row, ReminderSent);
    reminder = { id: idOf(row), ...omitUndefined(sent), deadlineDate: deadline, recorded: recordedOf(row) };
  }
  return reminder;
}

function foldLetter(rows: readonly Decision[]): SentLetter | undefined {
  let letter: SentLetter | undefined;
  for (const row of rows) {
    if (row.action !== 'sent')
      throw unreadable(row, {
        en: 'a letter is sent, and never removed',
        vi: 'công văn chỉ được gửi, không bị xóa',
      });
    const { deadline, ...sent } = parseBody(row, LetterSent);
    letter = { id: idOf(row), ...omitUndefined(sent), deadlineDate: deadline, recorded: recordedOf(row) };
  }
  return letter;
}

const idOf = ({ id }: Decision): string => id.slice(id.indexOf(':') + 1);

function inOrder<Item extends { readonly id: string }>(items: Iterable<Item>): readonly Item[] {
  return [...items].sort((a, b) => compareIds(a.id, b.id));
}
