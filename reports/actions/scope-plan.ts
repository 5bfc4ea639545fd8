import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { NO_ENTRIES } from '../../plan/definition/registers.ts';
import { agenciesAt } from '../../plan/state/agencies-then.ts';
import type { PlanState, SiteState } from '../../plan/state/plan-state.ts';
import type { FiguresInput } from '../figures/document/figures-input.ts';
import { agencyPlan } from './agency-plan.ts';
import { findSecretPlaces, hideSecretPlaces } from './hide-secret-places.ts';

/** In place of the id of a secret site, and of what stands there. */
const SECRET = 'secret';

/**
 * As much of the plan as may be sealed with figures, since they go wherever the document goes: secret sites without a name
 * unless they are named everywhere, in a report of an agency what is that agency's, and in one of a month nothing that units
 * entered or are asked for.
 */
export function scopePlan(state: PlanState, input: ScopedInput): PlanState {
  const { given, inventory } = input;
  const scoped = inScope(state, input);
  if (given.secretSites === 'include') return scoped;
  const places = findSecretPlaces(inventory);
  const isSecret = (site: string): boolean => places.sites.includes(site);
  const deviceName = (device: string): string => (places.devices.includes(device) ? SECRET : device);
  return {
    ...scoped,
    definition: hideSecretPlaces(scoped.definition, places),
    site: scoped.site.map((one) => (isSecret(one.site) ? nameless(one) : one)),
    declaration: scoped.declaration.map((entry) => ({
      ...entry,
      values: { ...entry.values, devices: entry.values.devices.map(deviceName) },
    })),
    exemption: scoped.exemption.map((entry) => ({
      ...entry,
      values: {
        ...entry.values,
        sites: entry.values.sites.map((site) => (isSecret(site) ? SECRET : site)),
        devices: entry.values.devices.map(deviceName),
      },
    })),
  };
}

type ScopedInput = Pick<FiguresInput, 'format' | 'scope' | 'given' | 'inventory' | 'recordedBeforeMs'>;

function inScope(state: PlanState, { format, scope, inventory, recordedBeforeMs }: ScopedInput): PlanState {
  if (scope.kind === 'city') return state;
  if (scope.kind === 'month' || format === 'camwatch-figures-1')
    return withoutEntries(state, scope.kind === 'agency');
  const agencies = agenciesAt(inventory.agencies, recordedBeforeMs);
  return agencyPlan(state, { agency: scope.agency, agencies });
}

/** Numbers of documents, remarks and names of files lead to the place as well. */
function nameless({ request, dost, police, recorded }: SiteState): SiteState {
  const { document: _, ...opinionOfDost } = dost;
  const { document: __, ...opinionOfPolice } = police;
  return {
    site: SECRET,
    ...(request && { request: { date: request.date } }),
    dost: opinionOfDost,
    police: opinionOfPolice,
    files: [],
    ...(recorded && { recorded }),
  };
}

function withoutEntries(
  { asOfMs, asOfDate, definition }: PlanState,
  /** What plan.yaml says of opinions and exemptions is needed to find again what was found at the agency's devices. */
  needsOpinions: boolean,
): PlanState {
  const { site, exemption } = definition.registers;
  const registers = { ...NO_ENTRIES, ...(needsOpinions && { site, exemption }) };
  const reminders = { ...definition.reminders, contacts: new Map(), matrix: [] };
  return {
    ...NO_ENTRIES,
    ...{ asOfMs, asOfDate, tasks: [], submissions: [], faultySubmissions: [], reminders: [], letters: [] },
    handovers: [],
    definition: { ...definition, tasks: [], reminders, registers } satisfies PlanDefinition,
  };
}
