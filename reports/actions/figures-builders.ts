import type { Json } from '../../core/text/canonical-json.ts';
import { valueAt } from '../../core/time/versions.ts';
import { createZone } from '../../core/time/zone.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { agenciesAt, successorsAt } from '../../plan/state/agencies-then.ts';
import { unitsOf } from '../../plan/state/choose-agencies.ts';
import { countDeclared } from '../../plan/state/declared-cameras.ts';
import { HAND_IN_STATES, type HandInState } from '../../plan/state/hand-in-state.ts';
import type { PlanState } from '../../plan/state/plan-state.ts';
import { readPlanState } from '../../plan/state/read-plan-state.ts';
import { createMeasuredBuilder } from '../figures/build-measured.ts';
import type { FiguresBuilders, FiguresInput } from '../figures/document/figures-input.ts';
import { nameAt } from '../figures/inventory/name-at.ts';
import { withoutOrphans } from './agency-plan.ts';
import { findHiddenPlaces, findSecretPlaces } from './hide-secret-places.ts';
import { sealablePlan } from './plan-definition.ts';
import { buildPlanFindings } from './plan-finding-figures.ts';
import { scopePlan } from './scope-plan.ts';

/** All sections of a report; without a plan those that need one are missing. */
export function createFiguresBuilders(ledger: string, plan: PlanDefinition | undefined): FiguresBuilders {
  return {
    measured: createMeasuredBuilder(ledger),
    ...(plan && {
      plan: (input) => {
        const scoped = scopePlan(stateOf(plan, input), input);
        return {
          state: {
            ...sealablePlan(scoped),
            agencyNames: agencyNames(input),
            successors: successors(input),
            siteNames: siteNames(scoped, input),
            programmeTasks: programmeTasks(input),
            ...handIn(plan, input),
            ...declaredCameras(plan, input),
          },
        };
      },
      planFindings: (input) => buildPlanFindings(input, (one) => stateOf(plan, one)),
    }),
  };
}

/** Who had to hand in a form for the year of the report, and who did not: the letters say that the report names them. */
function handIn(plan: PlanDefinition, input: FiguresInput): Record<string, Json> {
  const { inventory, window, scope } = input;
  const year = plan.report.years.find((one) => one.year === lastYear(window));
  if (scope.kind !== 'city' || !year) return {};
  const agencies = [...inventory.agencies.values()].flatMap(
    (versions) => valueAt(versions, year.unitsDeadlineMs - 1) ?? [],
  );
  const units = unitsOf(stateOf(plan, input), year, agencies);
  const idsIn = (wanted: HandInState) =>
    units.flatMap(({ agency, state }) => (state === wanted ? [agency.id] : [])).toSorted();
  const waiting = idsIn('not-sent');
  return {
    handIn: {
      units: units.length,
      handedIn: units.length - waiting.length,
      waiting,
      states: Object.fromEntries(
        HAND_IN_STATES.map((state) => [state, { count: idsIn(state).length, units: idsIn(state) }]),
      ),
    },
  };
}

/** Cameras that units declared and that were in no inventory; in the report of an agency its own. */
function declaredCameras(plan: PlanDefinition, input: FiguresInput): Record<string, Json> {
  const { scope } = input;
  if (scope.kind === 'month') return {};
  const declared = stateOf(plan, input)
    .declaration.map(({ values }) => values)
    .filter(({ agency }) => scope.kind === 'city' || agency === scope.agency);
  const units = [...Map.groupBy(declared, ({ agency = '' }) => agency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => ({ id, ...countDeclared(own) }));
  return { declaredCameras: { ...countDeclared(declared), units } };
}

/** The year that a report is about. */
const lastYear = ({ lastDate }: FiguresInput['window']): number => Number(lastDate.slice(0, 4));

/** Of every agency on record: the plan names some that had no device. */
function agencyNames({ inventory, window }: FiguresInput): Record<string, string> {
  const named = [...inventory.agencies].flatMap(([id, versions]): [string, string][] => {
    const name = (valueAt(versions, window.toMs - 1) ?? versions.at(-1)?.value)?.name;
    return name === undefined ? [] : [[id, name]];
  });
  return Object.fromEntries(named);
}

/** Of every agency that had ended by the end of the data, who took its place. */
function successors({ inventory, window }: FiguresInput): Record<string, string[]> {
  const atMs = window.toMs - 1;
  const found = successorsAt(agenciesAt(inventory.agencies, atMs), atMs);
  return Object.fromEntries([...found].map(([id, ids]) => [id, [...ids]]));
}

/** Of the sites that opinions were asked on; one that has no name there is secret, and has none here. */
function siteNames({ site }: PlanState, { inventory, window }: FiguresInput): Record<string, string> {
  const named = site.flatMap(({ site: id }): [string, string][] => {
    const { name } = nameAt(inventory.sites.get(id), window.toMs - 1);
    return name === undefined ? [] : [[id, name]];
  });
  return Object.fromEntries(named);
}

/** Which task of the plan each programme of the inventory carries out. */
function programmeTasks({ inventory, window }: FiguresInput): Record<string, string> {
  const tasks = [...inventory.programmes].flatMap(([id, versions]): [string, string][] => {
    const task = (valueAt(versions, window.toMs - 1) ?? versions.at(-1)?.value)?.task;
    return task === undefined ? [] : [[id, task]];
  });
  return Object.fromEntries(tasks);
}

/** By a plan that was sealed as well, in which secret sites have no names. */
function stateOf(
  plan: PlanDefinition,
  { reader, recordedBeforeMs, timeZone, inventory, window, scope }: FiguresInput,
): PlanState {
  const all = reader.decisions('plan_step', { recordedBeforeMs });
  const steps = scope.kind === 'city' ? all : withoutOrphans(all, plan);
  return readPlanState(findHiddenPlaces(plan, findSecretPlaces(inventory)), steps, {
    zone: createZone(timeZone),
    nowMs: recordedBeforeMs,
    recordedBeforeMs,
    agencies: agenciesAt(inventory.agencies, recordedBeforeMs),
    year: lastYear(window),
  });
}
