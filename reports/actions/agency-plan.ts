import type { Decision } from '../../ledger/record/decisions.ts';
import type { PlanDefinition, PlanTask } from '../../plan/definition/plan-schema.ts';
import { REGISTER_NAMES } from '../../plan/definition/registers.ts';
import type { ReportSettings } from '../../plan/definition/report-schema.ts';
import type { Agencies } from '../../plan/state/agencies-then.ts';
import { membersOf } from '../../plan/state/choose-agencies.ts';
import { ledTogether } from '../../plan/state/fold-task.ts';
import type { PlanState, TaskState } from '../../plan/state/plan-state.ts';

interface OfAgency {
  readonly agency: string;
  /** All on record, those that have ended as well. */
  readonly agencies: Agencies;
}

/**
 * Of the plan what is one agency's: the tasks it leads or works at, what it entered, what it handed in. It is the same
 * whether it is taken from the whole plan or from what this leaves of its definition: so it can be computed again.
 */
export function agencyPlan(state: PlanState, { agency, agencies }: OfAgency): PlanState {
  const { definition, asOfMs } = state;
  const isLed = (task: PlanTask) => leadsOf(task, agencies, asOfMs).includes(agency);
  const isIts = (task: PlanTask) => isLed(task) || coordinatorsOf(task, agencies, asOfMs).includes(agency);
  const own = <One extends { readonly agency?: string | undefined }>(all: readonly One[]) =>
    all.filter((one) => one.agency === agency);
  const entries = <One extends { readonly values: Owned }>(all: readonly One[]) =>
    all.filter(({ values }) => isOwn(values, agency));
  return {
    ...state,
    definition: ownDefinition(definition, agency, isIts),
    tasks: definition.tasks.filter(isIts).flatMap((decided) => {
      const task = state.tasks.find(({ id }) => id === decided.id);
      return task ? [ownPart(task, decided, agency, isLed(decided))] : [];
    }),
    document: entries(state.document),
    inspection: entries(state.inspection),
    training: entries(state.training),
    research: entries(state.research),
    funding: entries(state.funding),
    obstacle: entries(state.obstacle),
    proposal: entries(state.proposal),
    'next-task': entries(state['next-task']),
    exemption: entries(state.exemption),
    estimate: entries(state.estimate),
    site: own(state.site),
    submissions: own(state.submissions),
    faultySubmissions: own(state.faultySubmissions),
    reminders: [],
    letters: [],
  };
}

type Owned = { readonly agency?: string | undefined; readonly lead?: string | undefined };

const isOwn = (values: Owned, agency: string): boolean => values.agency === agency || values.lead === agency;

function leadsOf({ lead, leads }: PlanTask, agencies: Agencies, atMs: number): readonly string[] {
  if (lead !== undefined || !leads) return lead === undefined ? [] : [lead];
  return membersOf(leads, agencies, atMs).map(({ id }) => id);
}

function coordinatorsOf(
  { coordinators, coordinating }: PlanTask,
  agencies: Agencies,
  atMs: number,
): readonly string[] {
  const members = coordinating ? membersOf(coordinating, agencies, atMs).map(({ id }) => id) : [];
  return [...coordinators, ...members];
}

/** Of a task that it leads alone all; of one that it leads with others its own part; else what it did itself. */
function ownPart(
  task: TaskState,
  { reported: _, ...decided }: PlanTask,
  agency: string,
  isLed: boolean,
): TaskState {
  if (isLed && !ledTogether(task))
    return { ...task, evidence: task.evidence.filter((one) => (one.agency ?? agency) === agency) };
  const part = task.units?.find((unit) => unit.agency === agency);
  if (part) return { ...decided, ...part };
  const evidence = task.evidence.filter((one) => one.agency === agency);
  return { ...decided, status: 'not-reported', milestones: [], evidence };
}

/** Opinions and exemptions stay, since what was found at its devices is found again with them. */
function ownDefinition(
  definition: PlanDefinition,
  agency: string,
  isIts: (task: PlanTask) => boolean,
): PlanDefinition {
  const { tasks, registers, report, reminders } = definition;
  const own = <One extends Owned>(all: readonly One[]) => all.filter((one) => isOwn(one, agency));
  return {
    ...definition,
    tasks: tasks.filter(isIts).map((task) => withOwnReports(task, agency)),
    reminders: { ...reminders, contacts: new Map(), matrix: [] },
    report: ownReport(report, agency),
    registers: {
      ...registers,
      document: own(registers.document),
      inspection: own(registers.inspection),
      training: own(registers.training),
      research: own(registers.research),
      funding: own(registers.funding),
      obstacle: own(registers.obstacle),
      proposal: own(registers.proposal),
      'next-task': own(registers['next-task']),
      estimate: own(registers.estimate),
    },
  };
}

function withOwnReports({ reported, ...task }: PlanTask, agency: string): PlanTask {
  const own = reported?.filter((report) => report.agency === agency);
  return { ...task, ...(own && own.length > 0 && { reported: own }) };
}

function ownReport({ agencies, ...report }: ReportSettings, agency: string): ReportSettings {
  const own = agencies?.[agency];
  return { ...report, ...(own && { agencies: { [agency]: own } }) };
}

/** Without removals of what a definition no longer has, since it is another agency's. */
export function* withoutOrphans(
  steps: Iterable<Decision>,
  { registers }: PlanDefinition,
): Generator<Decision> {
  const known = new Set(REGISTER_NAMES.flatMap((name) => registers[name].map(({ id }) => `${name}:${id}`)));
  for (const step of steps) {
    const isOfRegister = REGISTER_NAMES.some((name) => step.id.startsWith(`${name}:`));
    if (step.action === 'removed' && isOfRegister && !known.has(step.id)) continue;
    if (step.action === 'set') known.add(step.id);
    if (step.action === 'removed') known.delete(step.id);
    yield step;
  }
}
