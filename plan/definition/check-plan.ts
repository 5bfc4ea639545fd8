import type { Problem } from '../../config/files/config-error.ts';
import type { Path } from '../../config/files/parse-value.ts';
import type { YamlFile } from '../../config/files/yaml-file.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { PlanBodies } from './plan-bodies.ts';
import type { PlanDefinition } from './plan-schema.ts';
import { REGISTER_KEYS, REGISTER_NAMES, type RegisterName } from './registers.ts';
import type { UnitChoice } from './reminder-schema.ts';

/** What of the inventory a plan may name. */
export interface NamedInPlan {
  readonly agencies: Names;
  readonly contacts: Names;
  readonly sites: Names;
  readonly devices: Names;
}

type Names = ReadonlyMap<string, unknown>;

/** Every id that the plan names must be one of the inventory or of the plan itself, and be used once. */
export function checkPlan(
  yaml: YamlFile,
  plan: PlanDefinition,
  { agencies, contacts, sites, devices }: NamedInPlan,
): readonly Problem[] {
  const problems: Problem[] = [];
  const tasks = new Set(plan.tasks.map(({ id }) => id));
  const firsts = new Map<string, number>();

  checkTasks();
  agency(['report', 'agency'], plan.report.agency);
  for (const id of Object.keys(plan.report.agencies ?? {})) agency(['report', 'agencies', id], id, 'key');
  for (const [index, { agency: of, to }] of (plan.report.schedule ?? []).entries()) {
    agency(['report', 'schedule', index, 'agency'], of);
    for (const [nth, one] of to.entries()) contact(['report', 'schedule', index, 'to', nth], one);
  }
  choice(['units'], plan.units);
  checkReminders();
  for (const [index, { id }] of plan.targets.byPurpose.entries())
    once('purpose', ['targets', 'by_purpose', index, 'id'], id);
  checkPurposes();
  for (const name of REGISTER_NAMES)
    for (const [index, entry] of plan.registers[name].entries()) checkEntry(name, index, entry);
  return problems;

  function checkTasks(): void {
    for (const [index, task] of plan.tasks.entries()) {
      const { id, lead, leads, coordinators, coordinating, milestones, reported = [] } = task;
      const at: Path = ['tasks', index];
      once('task', [...at, 'id'], id);
      if (leads) leaders([...at, 'lead'], leads);
      else agency([...at, 'lead'], lead);
      for (const [nth, coordinator] of coordinators.entries())
        agency([...at, 'coordinators', nth], coordinator);
      if (coordinating) choice([...at, 'coordinators'], coordinating);
      for (const [nth, milestone] of milestones.entries())
        once(`milestone of ${id}`, [...at, 'milestones', nth, 'id'], milestone.id);
      for (const [nth, report] of reported.entries())
        agency([...at, 'reported', nth, 'agency'], report.agency);
    }
  }

  function checkReminders(): void {
    const { matrix, contacts: byAgency } = plan.reminders;
    for (const [index, { id, from, to, copyTo }] of matrix.entries()) {
      const at: Path = ['reminders', 'matrix', index];
      once('reminder', [...at, 'id'], id);
      agency([...at, 'from'], from);
      choice([...at, 'to'], to);
      for (const [nth, one] of copyTo.entries()) contact([...at, 'copy_to', nth], one);
    }
    for (const [id, desks] of byAgency) {
      const at: Path = ['reminders', 'contacts', id];
      agency(at, id, 'key');
      for (const [nth, one] of desks.entries()) contact([...at, nth], one);
    }
  }

  function checkPurposes(): void {
    for (const [index, { purposes }] of plan.targets.byPurpose.entries())
      for (const [nth, purpose] of purposes.entries())
        once('purpose of a site', ['targets', 'by_purpose', index, 'purposes', nth], purpose);
  }

  function checkEntry(
    name: RegisterName,
    index: number,
    entry: PlanDefinition['registers'][RegisterName][number],
  ): void {
    const at: Path = [REGISTER_KEYS[name], index];
    once(name, [...at, 'id'], entry.id);
    if (name === 'site') known([...at, 'id'], entry.id, sites, 'a site');
    agency([...at, 'agency'], entry.agency);
    if ('lead' in entry) agency([...at, 'lead'], entry.lead);
    if ('task' in entry) known([...at, 'task'], entry.task, tasks, 'a task of this plan');
    if (!('sites' in entry)) return;
    for (const [nth, site] of entry.sites.entries()) known([...at, 'sites', nth], site, sites, 'a site');
    for (const [nth, device] of entry.devices.entries())
      known([...at, 'devices', nth], device, devices, 'a device');
  }

  /** A list of ids, or a section that may hold one. */
  function leaders(at: Path, { text, ...chosen }: PlanBodies): void {
    const { agencies: named, kinds, except } = chosen;
    if (named.length + kinds.length === 0)
      problems.push(yaml.problem(at, 'expected at least one agency, or one kind of agencies, got none'));
    const isList = text === undefined && kinds.length === 0 && except.length === 0;
    if (!isList) choice(at, chosen);
    else for (const [nth, id] of named.entries()) agency([...at, nth], id);
  }

  function choice(at: Path, { agencies: named, except }: UnitChoice): void {
    for (const [nth, id] of named.entries()) agency([...at, 'agencies', nth], id);
    for (const [nth, id] of except.entries()) agency([...at, 'except', nth], id);
  }

  function agency(at: Path, id: string | undefined, part?: 'key'): void {
    known(at, id, agencies, 'an agency', part);
  }

  function contact(at: Path, id: string): void {
    known(at, id, contacts, 'a contact');
  }

  function known(
    at: Path,
    id: string | undefined,
    among: { readonly has: (id: string) => boolean; readonly keys: () => Iterable<string> },
    what: string,
    part?: 'key',
  ): void {
    if (id === undefined || among.has(id)) return;
    const suggested = suggestName(id, [...among.keys()]);
    const hint = suggested === undefined ? '' : ` (did you mean ${suggested}?)`;
    problems.push(yaml.problem(at, `expected the id of ${what}, got ${JSON.stringify(id)}${hint}`, part));
  }

  function once(kind: string, at: Path, id: string): void {
    const first = firsts.get(`${kind}\n${id}`);
    if (first === undefined) {
      firsts.set(`${kind}\n${id}`, yaml.lineOf(at));
      return;
    }
    problems.push(
      yaml.problem(
        at,
        `expected an id that is used once, got ${JSON.stringify(id)}, which line ${first} has too`,
      ),
    );
  }
}
