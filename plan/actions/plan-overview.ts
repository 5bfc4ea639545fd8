import { z } from 'zod';
import type { Site } from '../../core/domain/inventory.ts';
import { Year } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { type Versions, valueAt } from '../../core/time/versions.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { type Agencies, successorsAt } from '../state/agencies-then.ts';
import { type UnitSubmission, unitsOf } from '../state/choose-agencies.ts';
import { overdueSince } from '../state/overdue.ts';
import { PlanError } from '../state/plan-error.ts';
import type { PlanFinding } from '../state/plan-finding.ts';
import { findPlanFindings } from '../state/plan-findings.ts';
import type { PlanState, TaskState } from '../state/plan-state.ts';
import { readDownSince } from '../state/read-down-since.ts';
import { readPlanState } from '../state/read-plan-state.ts';
import { type AgenciesThen, roleOf } from '../state/task-part.ts';
import type { OpenPlan } from './open-plan.ts';
import { unknownTask } from './set-entry.ts';

/** What is asked for: everything where nothing is named. */
export const OverviewQuery = z.object({
  task: z
    .string()
    .optional()
    .meta({ value: 'number' })
    .describe('only this task, with its milestones and evidence'),
  agency: z
    .string()
    .optional()
    .meta({ value: 'id' })
    .describe('only what this agency leads, works on or reported'),
  year: Year.optional().describe(
    'the forms of this year, and its turn of yearly tasks (default: the next one that is due)',
  ),
});
export type OverviewQuery = z.output<typeof OverviewQuery>;

/** How the plan stands, as `camwatch plan status` tells it. */
export interface PlanOverview {
  readonly state: PlanState;
  readonly tasks: readonly OverviewTask[];
  /** The year whose forms are looked at; absent where plan.yaml has no such year. */
  readonly year?: ReportYear;
  readonly units: readonly UnitSubmission[];
  readonly waiting: readonly WaitingOpinion[];
  readonly findings: readonly PlanFinding[];
  /** All on record, as of then; those that are no more, as they were last. */
  readonly agencies: Agencies;
  /** Of agencies that have ended, the ids of those that took their place. */
  readonly successors: ReadonlyMap<string, readonly string[]>;
}

/** A task, and the first day on which it is overdue, where it is. */
export interface OverviewTask extends TaskState {
  readonly overdueSince?: string;
}

export interface WaitingOpinion {
  readonly site: string;
  readonly authority: 'dost' | 'police';
  readonly days: number;
  readonly isSecret: boolean;
}

/**
 * `once`: by whoever keeps a plan, so that findings, which go through all devices, are not looked for at each look.
 * @throws INPUT_INVALID, PLAN_UNKNOWN for a task or an agency that is not there.
 */
export function readOverview(
  plan: OpenPlan,
  query: z.input<typeof OverviewQuery>,
  once: <Value>(name: string, make: () => Value) => Value = (_, make) => make(),
): PlanOverview {
  const { task, agency, year: wanted } = expectKnown(plan, query);
  const { definition, history, reader, cityZone } = plan;
  const whole = stateOfYear(plan, wanted);
  const { asOfMs, asOfDate } = whole;
  const state = narrow(whole, { task, agency }, { agencies: plan.agencies, atMs: asOfMs });
  const { years } = definition.report;
  const year =
    wanted === undefined
      ? (years.find(({ deadlineMs }) => deadlineMs > asOfMs) ?? years.at(-1))
      : years.find((one) => one.year === wanted);
  const atMs = Math.min(year?.toMs ?? asOfMs, asOfMs);
  const sites = new Map(valuesAt(history.sites, atMs).map((site) => [site.id, site]));
  const findings = once(`findings ${year?.year ?? ''}`, () =>
    findPlanFindings({
      ...{ state: plan.state, atMs, zone: cityZone, sites },
      devices: valuesAt(history.devices, atMs),
      downSince: readDownSince(reader, { atMs }),
    }),
  );
  const handingIn = valuesAt(history.agencies, (year?.unitsDeadlineMs ?? asOfMs) - 1);
  const units = year ? unitsOf(state, year, handingIn) : [];
  return {
    state,
    tasks: state.tasks.map((one) => {
      const since = overdueSince(one, asOfDate);
      return { ...one, ...(since !== undefined && { overdueSince: since }) };
    }),
    ...(year && { year }),
    units: units.filter((unit) => agency === undefined || unit.agency.id === agency),
    waiting: waitingOpinions(state, sites),
    agencies: plan.agencies,
    successors: successorsAt(plan.agencies, asOfMs),
    findings: findings.filter(
      (finding) =>
        (agency === undefined || finding.agencies.includes(agency)) &&
        (task === undefined || finding.detail === task),
    ),
  };
}

/** As it is on record, with the turn of yearly tasks that is asked for. */
function stateOfYear({ state, definition, steps, cityZone, agencies }: OpenPlan, year?: number): PlanState {
  if (year === undefined) return state;
  return readPlanState(definition, steps, { zone: cityZone, nowMs: state.asOfMs, agencies, year });
}

/** The steps on record that are about what is asked for, as they were recorded. @throws PLAN_UNKNOWN */
export function readSteps(plan: OpenPlan, query: z.input<typeof OverviewQuery>): readonly Decision[] {
  const known = expectKnown(plan, query);
  return plan.steps.filter((step) => isAbout(step, known));
}

function expectKnown(
  { state: { tasks }, history }: OpenPlan,
  input: z.input<typeof OverviewQuery>,
): OverviewQuery {
  const query = parseInput(OverviewQuery, input);
  const { task, agency } = query;
  if (task !== undefined && !tasks.some(({ id }) => id === task))
    throw new PlanError('PLAN_UNKNOWN', unknownTask(tasks, task));
  if (agency !== undefined && !history.agencies.has(agency))
    throw new PlanError('PLAN_UNKNOWN', {
      en: `expected the id of an agency on record, got "${agency}"`,
      vi: `cần mã đơn vị có trong sổ ghi, nhận được "${agency}"`,
    });
  return query;
}

/** Whether a step is of a task or an agency: of it, by it, or of an entry that names it. */
function isAbout({ id, body }: Decision, { task, agency }: OverviewQuery): boolean {
  const members = membersOf(body);
  const values = membersOf(members.values);
  const isOfTask =
    task === undefined || id === `task:${task}` || id.startsWith(`task:${task}:`) || values.task === task;
  const isOfAgency =
    agency === undefined ||
    [members.agency, values.agency].includes(agency) ||
    members.by === `agency:${agency}`;
  return isOfTask && isOfAgency;
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

function valuesAt<Value>(history: ReadonlyMap<string, Versions<Value>>, atMs: number): readonly Value[] {
  return [...history.values()].flatMap((versions) => valueAt(versions, atMs) ?? []);
}

/** Only what belongs to a task, or to an agency. */
function narrow(
  state: PlanState,
  { task, agency }: { readonly task: string | undefined; readonly agency: string | undefined },
  then: AgenciesThen,
): PlanState {
  const isOf = (entry: { readonly task?: string | undefined; readonly agency?: string | undefined }) =>
    (task === undefined || entry.task === task) && (agency === undefined || entry.agency === agency);
  const some = <Item extends { readonly values: object }>(entries: readonly Item[]) =>
    entries.filter(({ values }) => isOf(values));
  return {
    ...state,
    tasks: state.tasks
      .filter(
        (one) =>
          (task === undefined || one.id === task) &&
          (agency === undefined || roleOf(one, agency, then) !== undefined),
      )
      .map((one) => (agency === undefined ? one : withOwnPart(one, agency))),
    document: some(state.document),
    inspection: some(state.inspection),
    training: some(state.training),
    research: some(state.research),
    funding: some(state.funding),
    obstacle: some(state.obstacle),
    proposal: some(state.proposal),
    'next-task': some(state['next-task']),
    exemption: some(state.exemption),
    estimate: some(state.estimate),
    declaration: some(state.declaration),
    site: state.site.filter(isOf),
  };
}

/** Of several bodies that lead only the one that is asked for, where it is one of them. */
function withOwnPart(task: TaskState, agency: string): TaskState {
  const own = task.units?.filter((unit) => unit.agency === agency);
  return own && own.length > 0 ? { ...task, units: own } : task;
}

/** Those that were waited for longest first. */
function waitingOpinions(
  { site: asked }: PlanState,
  sites: ReadonlyMap<string, Site>,
): readonly WaitingOpinion[] {
  return asked
    .flatMap(({ site, dost, police }) =>
      ([['dost', dost] as const, ['police', police] as const] as const).flatMap(([authority, opinion]) =>
        opinion.status === 'waiting'
          ? [
              {
                site,
                authority,
                days: opinion.daysWaiting ?? 0,
                isSecret: sites.get(site)?.secrecy === 'secret',
              },
            ]
          : [],
      ),
    )
    .sort((a, b) => b.days - a.days);
}
