import { z } from 'zod';
import { SLUG } from '../../config/files/values.ts';
import { Words } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { Said } from '../../core/language/said.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { nextNumber } from '../../ledger/decisions/record-step.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { REGISTER_NAMES } from '../definition/registers.ts';
import { changeEntry } from '../state/change-entry.ts';
import { changeTask } from '../state/change-task.ts';
import { PlanError } from '../state/plan-error.ts';
import type { TaskState } from '../state/plan-state.ts';
import { type KnownNames, refuseUnknown, refuseUnknownNames } from '../state/refuse-unknown-names.ts';
import { type TaskPart, taskPart } from '../state/task-part.ts';
import type { WrittenKeys } from '../state/written-keys.ts';
import type { OpenPlan } from './open-plan.ts';
import type { PlanAct } from './plan-act.ts';
import { recordPlanStep } from './record-plan-step.ts';

/** What is to be known of a task, or of an entry of a register. */
export const SetEntry = z.object({
  what: z.string().describe(`task, ${REGISTER_NAMES.join(', ')}`),
  id: z.string().describe('number of the task, id of the site, name of the entry; new: the next number'),
  /** By key, `dost.date` for one within another; an empty text takes the key away. */
  values: z.record(z.string(), z.string()),
  reason: Words.optional().describe('why; needed where something is overwritten'),
  dryRun: z.boolean().default(false).describe('show what would be recorded, and record nothing'),
});

export interface SetResult {
  readonly id: string;
  readonly body: { readonly [key: string]: Json | undefined };
  /** Keys that have another value than before. */
  readonly changed: readonly string[];
  readonly isRecorded: boolean;
}

/** Enters something about the plan. @throws INPUT_INVALID, PARTY_UNKNOWN, PLAN_REFUSED, PLAN_UNKNOWN, LEDGER_ATTACHMENT */
export function setEntry(act: PlanAct, input: z.input<typeof SetEntry>): SetResult {
  const { values, dryRun, ...wish } = parseInput(SetEntry, input);
  const { plan, files = [] } = act;
  const by = findParty(plan.history, act.by);
  const written = new Map(Object.entries(values));
  const set = planSet(plan, { ...wish, written, by, hasFiles: files.length > 0 });
  if (!dryRun) recordPlanStep(act, { id: set.id, action: 'set', body: set.body });
  return { ...set, isRecorded: !dryRun };
}

interface PlanSet extends Omit<z.output<typeof SetEntry>, 'values' | 'dryRun'> {
  readonly written: WrittenKeys;
  readonly by: Party;
  readonly hasFiles: boolean;
}

type PlannedSet = Omit<SetResult, 'isRecorded'>;

/** The step that a person asks for. @throws PLAN_REFUSED, PLAN_UNKNOWN */
function planSet(plan: OpenPlan, set: PlanSet): PlannedSet {
  if (set.what === 'task') return setTask(plan, set);
  const name = REGISTER_NAMES.find((register) => register === set.what);
  if (!name)
    throw new PlanError('PLAN_UNKNOWN', {
      en: `expected one of task, ${REGISTER_NAMES.join(', ')}, got "${set.what}"`,
      vi: `cần một trong task, ${REGISTER_NAMES.join(', ')}, nhận được "${set.what}"`,
    });
  const id = set.id === 'new' && name !== 'site' ? nextId(plan, name) : set.id;
  const known = knownNames(plan);
  const subject = `${name} ${id}`;
  if (name === 'site') refuseUnknown(subject, id, known.sites, { en: 'a site', vi: 'một vị trí' });
  else if (!SLUG.test(id))
    throw new PlanError('PLAN_REFUSED', {
      en: `${name}: expected an id of lower-case letters, digits and dashes, or new, got "${id}"`,
      vi: `${name}: cần mã gồm chữ thường, chữ số và gạch nối, hoặc new, nhận được "${id}"`,
    });
  const written = withAgency(plan, name, id, set);
  const change = changeEntry(plan.state, name, id, written);
  refuseUnknownNames(subject, change.values, known);
  refuseIdle(subject, change.changed, set);
  refuseUnreasoned(subject, change.overwritten, set);
  const { by, reason } = set;
  return {
    id: `${name}:${id}`,
    body: { values: change.values, by, ...(reason && { reason }) },
    changed: change.changed,
  };
}

function setTask(plan: OpenPlan, set: PlanSet): PlannedSet {
  const task = plan.state.tasks.find(({ id }) => id === set.id);
  if (!task) throw new PlanError('PLAN_UNKNOWN', unknownTask(plan.definition.tasks, set.id));
  const { by, reason } = set;
  const part = partOf(plan, task, by);
  if (!part.mayMove) refuseMoving(task, set);
  const { body, changed, takenBack } = changeTask(part.standing, set.written);
  const subject = `task ${task.id}`;
  refuseIdle(subject, changed, set);
  refuseUnreasoned(subject, takenBack, set);
  const agency = agencyOf(by) ?? task.agency;
  return {
    id: part.stepId,
    body: { ...body, ...(agency !== undefined && { agency }), by, ...(reason && { reason }) },
    changed,
  };
}

/** Which row of a task a party writes; DOST that of the agency which reports. */
export function partOf({ agencies, definition, state }: OpenPlan, task: TaskState, by: Party): TaskPart {
  const reporter = by === 'dost' ? definition.report.agency : agencyOf(by);
  return taskPart(task, reporter, { agencies, atMs: state.asOfMs });
}

/** What a body that does not lead says of a task bears it out, and moves nothing. */
function refuseMoving({ id, lead }: TaskState, { written }: PlanSet): void {
  const moving = [...written.keys()].filter((key) => key !== 'evidence');
  if (moving.length === 0) return;
  const keys = moving.join(', ');
  const who =
    lead === undefined
      ? { en: 'one of the bodies that lead it', vi: 'một trong các đơn vị chủ trì' }
      : { en: `${lead}, which leads it`, vi: `${lead} là đơn vị chủ trì` };
  throw new PlanError(
    'PLAN_REFUSED',
    {
      en: `task ${id}: ${keys}: expected it from ${who.en}; any other body enters evidence`,
      vi: `nhiệm vụ ${id}: ${keys}: cần do ${who.vi} nhập; đơn vị khác chỉ nhập evidence`,
    },
    { command: '--by' },
  );
}

/** Whoever enters something new reports it, where nobody else is named. */
function withAgency({ state }: OpenPlan, name: string, id: string, { written, by }: PlanSet): WrittenKeys {
  const agency = agencyOf(by);
  const isThere = REGISTER_NAMES.some(
    (register) =>
      register === name &&
      (register === 'site'
        ? state.site.some(({ site }) => site === id)
        : state[register].some((entry) => entry.id === id)),
  );
  if (agency === undefined || isThere || written.has('agency')) return written;
  return new Map([...written, ['agency', agency]]);
}

const agencyOf = (by: Party): string | undefined =>
  by.startsWith('agency:') ? by.slice('agency:'.length) : undefined;

function nextId({ steps, definition }: OpenPlan, name: (typeof REGISTER_NAMES)[number]): string {
  const recorded = steps
    .filter(({ id }) => id.startsWith(`${name}:`))
    .map(({ id }) => ({ id: id.slice(name.length + 1) }));
  return nextNumber([...definition.registers[name], ...recorded]);
}

function knownNames({ history, definition }: OpenPlan): KnownNames {
  return {
    agencies: new Set(history.agencies.keys()),
    tasks: new Set(definition.tasks.map(({ id }) => id)),
    sites: new Set(history.sites.keys()),
    devices: new Set(history.devices.keys()),
  };
}

function refuseIdle(subject: string, changed: readonly string[], { hasFiles }: PlanSet): void {
  if (changed.length > 0 || hasFiles) return;
  throw new PlanError('PLAN_REFUSED', {
    en: `${subject}: expected something that changes, got what is on record`,
    vi: `${subject}: cần nội dung có thay đổi, nhận được đúng nội dung trong sổ ghi`,
  });
}

/** Keys that have a word; others are left to whoever looks at the form. */
const KEY_WORDS_VI: Readonly<Record<string, string>> = {
  percent: 'tiến độ',
  status: 'trạng thái',
  note: 'ghi chú',
};

function wordsOf(keys: readonly string[]): string {
  const words = keys.flatMap((key) => KEY_WORDS_VI[key] ?? []);
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

function refuseUnreasoned(subject: string, overwritten: readonly string[], { reason }: PlanSet): void {
  if (overwritten.length === 0 || reason !== undefined) return;
  throw new PlanError(
    'PLAN_REFUSED',
    {
      en: `${subject}: expected a reason where something is overwritten (${overwritten.join(', ')}), got none`,
      vi: `${subject}: cần lý do khi ghi đè nội dung đã có${wordsOf(overwritten)}, không có lý do nào`,
    },
    { command: '--reason WHY' },
  );
}

/** A task that plan.yaml does not have. */
export function unknownTask(tasks: readonly { readonly id: string }[], got: string): Said {
  const known = tasks.map(({ id }) => id).join(', ');
  return {
    en: `expected the number of a task of plan.yaml (${known}), got "${got}"`,
    vi: `cần số của nhiệm vụ trong plan.yaml (${known}), nhận được "${got}"`,
  };
}
