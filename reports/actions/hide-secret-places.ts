import type { FiguresInventory } from '../../availability/inventory/figures-inventory.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';

/** Which sites are secret, and which devices stand or stood at one. */
export interface SecretPlaces {
  readonly sites: readonly string[];
  readonly devices: readonly string[];
}

export function findSecretPlaces({
  sites,
  devices,
}: Pick<FiguresInventory, 'sites' | 'devices'>): SecretPlaces {
  const secret = new Set(
    [...sites].flatMap(([id, versions]) =>
      versions.some(({ value }) => value.secrecy === 'secret') ? [id] : [],
    ),
  );
  return {
    sites: [...secret].toSorted(),
    devices: [...devices]
      .flatMap(([id, { versions }]) => (versions.some(({ value }) => secret.has(value.site)) ? [id] : []))
      .toSorted(),
  };
}

/**
 * The plan as it was decided, with numbers in place of the ids of secret sites and of devices there: which is which is known
 * only to the ledger, whose ids they count. What leads to the place besides is left out.
 */
export function hideSecretPlaces(plan: PlanDefinition, { sites, devices }: SecretPlaces): PlanDefinition {
  const { site, exemption } = plan.registers;
  return {
    ...plan,
    registers: {
      ...plan.registers,
      site: site.map((entry) =>
        sites.includes(entry.id) ? withoutDocuments({ ...entry, id: numberOf(entry.id, sites) }) : entry,
      ),
      exemption: exemption.map((entry) => ({
        ...entry,
        sites: entry.sites.map((id) => numberOf(id, sites)),
        devices: entry.devices.map((id) => numberOf(id, devices)),
      })),
    },
  };
}

/** The same with the ids again, by the ledger from which they were hidden. */
export function findHiddenPlaces(plan: PlanDefinition, { sites, devices }: SecretPlaces): PlanDefinition {
  const { site, exemption } = plan.registers;
  return {
    ...plan,
    registers: {
      ...plan.registers,
      site: site.map((entry) => ({ ...entry, id: idOf(entry.id, sites) })),
      exemption: exemption.map((entry) => ({
        ...entry,
        sites: entry.sites.map((id) => idOf(id, sites)),
        devices: entry.devices.map((id) => idOf(id, devices)),
      })),
    },
  };
}

/** No id has a colon. */
const HIDDEN = /^secret:(\d+)$/;

function numberOf(id: string, hidden: readonly string[]): string {
  const index = hidden.indexOf(id);
  return index < 0 ? id : `secret:${index + 1}`;
}

function idOf(word: string, hidden: readonly string[]): string {
  const [, number] = HIDDEN.exec(word) ?? [];
  return (number === undefined ? undefined : hidden[Number(number) - 1]) ?? word;
}

/** Numbers of documents and remarks lead to the place as well. */
function withoutDocuments({ request, dost, police, agency: _, note: __, ...rest }: Entry): Entry {
  return {
    ...rest,
    ...(request && { request: { date: request.date } }),
    ...(dost && { dost: { ...dost, document: undefined } }),
    ...(police && { police: { ...police, document: undefined } }),
  };
}

type Entry = PlanDefinition['registers']['site'][number];
