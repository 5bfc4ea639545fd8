import type { Entity } from '../../core/domain/state.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { valueAt, versionsIn } from '../../core/time/versions.ts';
import { DecisionError } from '../decisions/decision-error.ts';
import { agencyParty, contractorParty, type Party, parseParty } from '../decisions/party.ts';
import type { InventoryHistory } from './history.ts';

/**
 * Reads `dost`, the id of an agency or contractor, or `agency:ID` and `contractor:ID` where both have the same.
 * @throws PARTY_UNKNOWN
 */
export function findParty({ agencies, contractors }: InventoryHistory, text: string): Party {
  const parsed = parseParty(text);
  const candidates: readonly Party[] = parsed ? [parsed] : [agencyParty(text), contractorParty(text)];
  const found = candidates.filter(
    (party) =>
      party === 'dost' ||
      (party.startsWith('agency:') ? agencies : contractors).has(party.slice(party.indexOf(':') + 1)),
  );
  const [party] = found;
  if (party && found.length === 1) return party;
  if (party)
    throw new DecisionError('PARTY_UNKNOWN', {
      en: `expected one party, got "${text}": ${found.join(' or ')}`,
      vi: `cần một bên, nhận được "${text}": ${found.join(' hoặc ')}`,
    });
  const suggestion = suggestName(text, [...agencies.keys(), ...contractors.keys()]);
  throw new DecisionError('PARTY_UNKNOWN', {
    en: `expected dost, or an agency or contractor that is on record, got "${text}"${suggestion === undefined ? '' : `; perhaps "${suggestion}"`}`,
    vi: `cần dost, hoặc đơn vị, nhà thầu có trong sổ ghi, nhận được "${text}"${suggestion === undefined ? '' : `; có phải "${suggestion}"`}`,
  });
}

/** The parties of a contract at an instant; the first or last it had, outside its time. */
export function partiesOf(
  { contracts }: InventoryHistory,
  contractId: string,
  atMs: number,
): { readonly contractor?: Party; readonly agency?: Party } {
  const versions = contracts.get(contractId);
  const contract = valueAt(versions, atMs) ?? versions?.at(-1)?.value;
  if (!contract) return {};
  const { contractor, agency } = contract;
  return {
    contractor: contractorParty(contractor),
    ...(agency !== undefined && { agency: agencyParty(agency) }),
  };
}

/**
 * Who may decide on a claim: DOST, and the agency of the contract at the decision, or where the contract names none, the
 * agencies of the devices that are claimed for.
 */
export function decidersOf(
  history: InventoryHistory,
  { contract, entities }: { readonly contract: string; readonly entities: readonly Entity[] },
  nowMs: number,
): ReadonlySet<Party> {
  const { agency } = partiesOf(history, contract, nowMs);
  if (agency !== undefined) return new Set([agency, 'dost']);
  const agencies = entities.flatMap((entity) => {
    const parsed = parseEntity(entity);
    const device = parsed?.kind === 'device' ? valueAt(history.devices.get(parsed.id), nowMs) : undefined;
    return device?.agency === undefined ? [] : [agencyParty(device.agency)];
  });
  return new Set([...agencies, 'dost']);
}

/** The contracts that answer for an entity at some instant of the interval. */
export function contractsOf(
  { devices, links }: InventoryHistory,
  entity: Entity,
  interval: Interval,
): ReadonlySet<string> {
  const parsed = parseEntity(entity);
  const versions = parsed?.kind === 'device' ? devices.get(parsed.id) : links.get(parsed?.id ?? '');
  return new Set(
    versionsIn<{ readonly contracts: readonly string[] }>(versions, interval).flatMap(
      ({ value }) => value.contracts,
    ),
  );
}

/** The contractors of the links on the ways to these devices: whom a claim of cause `line` blames. */
export function carriersOf(
  history: InventoryHistory,
  entities: readonly Entity[],
  interval: Interval,
): ReadonlySet<Party> {
  const seen = new Set<Entity>(entities);
  const parties = new Set<Party>();
  for (const entity of seen) {
    const parsed = parseEntity(entity);
    if (parsed?.kind === 'link') {
      for (const contract of contractsOf(history, entity, interval)) {
        const { contractor } = partiesOf(history, contract, interval.fromMs);
        if (contractor) parties.add(contractor);
      }
      continue;
    }
    // A set that grows while it is walked: each is looked at once, circles do no harm.
    for (const { value } of versionsIn(history.devices.get(parsed?.id ?? ''), interval))
      for (const member of value.upstreams.flat()) seen.add(member);
  }
  return parties;
}
