import type { Json } from '../../core/text/canonical-json.ts';
import { valueAt } from '../../core/time/versions.ts';
import { createZone } from '../../core/time/zone.ts';
import { readHistory } from '../../ledger/history/history.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { unitsOf } from '../../plan/state/choose-agencies.ts';
import { findPlanFindings } from '../../plan/state/plan-findings.ts';
import type { PlanState } from '../../plan/state/plan-state.ts';
import { readDownSince } from '../../plan/state/read-down-since.ts';
import { readPlanState } from '../../plan/state/read-plan-state.ts';
import { createMeasuredBuilder } from '../figures/build-measured.ts';
import type { FiguresBuilders, FiguresInput } from '../figures/document/figures-input.ts';
import { missing } from '../figures/document/missing-words.ts';
import { findHiddenPlaces, findSecretPlaces } from './hide-secret-places.ts';
import { sealablePlan } from './plan-definition.ts';
import { scopePlan } from './scope-plan.ts';

/** All sections of a report; without a plan those that need one are missing. */
export function createFiguresBuilders(ledger: string, plan: PlanDefinition | undefined): FiguresBuilders {
  return {
    measured: createMeasuredBuilder(ledger),
    ...(plan && {
      plan: (input) => ({
        state: {
          ...sealablePlan(scopePlan(stateOf(plan, input), input)),
          agencyNames: agencyNames(input),
          ...handIn(plan, input),
        },
      }),
      planFindings: (input) => findings(plan, input),
    }),
  };
}

/** Who had to hand in a form for the year of the report, and who did not: the letters say that the report names them. */
function handIn(plan: PlanDefinition, input: FiguresInput): Record<string, Json> {
  const { inventory, window, scope } = input;
  const lastYear = Number(window.lastDate.slice(0, 4));
  const year = plan.report.years.find((one) => one.year === lastYear);
  if (scope.kind !== 'city' || !year) return {};
  const agencies = [...inventory.agencies.values()].flatMap(
    (versions) => valueAt(versions, year.unitsDeadlineMs - 1) ?? [],
  );
  const units = unitsOf(stateOf(plan, input), year, agencies);
  const waiting = units.filter(({ submission }) => submission === undefined);
  return {
    handIn: {
      units: units.length,
      handedIn: units.length - waiting.length,
      waiting: waiting.map(({ agency }) => agency.id).toSorted(),
    },
  };
}

/** Of every agency on record: the plan names some that had no device. */
function agencyNames({ inventory, window }: FiguresInput): Record<string, string> {
  const named = [...inventory.agencies].flatMap(([id, versions]): [string, string][] => {
    const name = (valueAt(versions, window.toMs - 1) ?? versions.at(-1)?.value)?.name;
    return name === undefined ? [] : [[id, name]];
  });
  return Object.fromEntries(named);
}

/** By a plan that was sealed as well, in which secret sites have no names. */
function stateOf(
  plan: PlanDefinition,
  { reader, recordedBeforeMs, timeZone, inventory }: FiguresInput,
): PlanState {
  const steps = reader.decisions('plan_step', { recordedBeforeMs });
  return readPlanState(findHiddenPlaces(plan, findSecretPlaces(inventory)), steps, {
    zone: createZone(timeZone),
    nowMs: recordedBeforeMs,
    recordedBeforeMs,
  });
}

/** Findings about devices, by what they are; what the plan itself lacks is printed as marked places. */
function findings(
  plan: PlanDefinition,
  input: FiguresInput,
): ReturnType<NonNullable<FiguresBuilders['planFindings']>> {
  const { reader, recordedBeforeMs, window, timeZone, given, scope } = input;
  if (scope.kind === 'month') return missing('not-in-scope');
  const atMs = window.toMs - 1;
  const history = readHistory(reader, { recordedBeforeMs });
  const found = findPlanFindings({
    state: stateOf(plan, input),
    atMs,
    zone: createZone(timeZone),
    devices: [...history.devices.values()].flatMap((versions) => valueAt(versions, atMs) ?? []),
    sites: new Map(
      [...history.sites].flatMap(([id, versions]) => {
        const site = valueAt(versions, atMs);
        return site ? [[id, site] as const] : [];
      }),
    ),
    downSince: readDownSince(reader, { atMs, recordedBeforeMs }),
  }).filter(
    ({ devices, agencies }) =>
      devices.length > 0 && (scope.kind !== 'agency' || agencies.includes(scope.agency)),
  );
  const named = given.secretSites === 'include';
  return {
    rows: [...Map.groupBy(found, ({ code }) => code)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, members]) => ({
        id,
        devices: new Set(members.flatMap(({ devices }) => devices)).size,
        sites: new Set(members.flatMap(({ site }) => site ?? [])).size,
        examples: members
          .filter(({ isSecret }) => named || !isSecret)
          .flatMap(({ devices }) => devices)
          .slice(0, given.mostListed),
      })),
  };
}
