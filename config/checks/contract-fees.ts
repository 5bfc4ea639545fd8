import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract, DeviceKind } from '../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Draft, Report } from '../draft/draft.ts';

type Terms = ReadonlyMap<string, ContractTerms>;

/** Fees name what is under the contract, and shares of fees need fees. */
export function checkContractFees(draft: Draft, terms: Terms, report: Report): void {
  const unpaid = unpaidBy(draft, terms);
  for (const contract of draft.contracts.items) {
    const own = terms.get(contract.id);
    if (own === undefined) continue;
    for (const entity of own.fees.byEntity.keys()) checkNamed(contract, entity, draft, report);
    findUnpaid(contract, unpaid.get(contract.id) ?? [], draft, report);
  }
}

function checkNamed(contract: Contract, entity: string, draft: Draft, report: Report): void {
  const { contracts, devices, links } = draft;
  const { kind, id } = parseEntity(entity) ?? { kind: 'device' as const, id: entity };
  const table = kind === 'device' ? devices : links;
  const isBroken = table.isDeclared(id) && !table.byId.has(id);
  if (isBroken || contractsOf(kind, id, draft).includes(contract.id)) return;
  const suggestion = suggestName(entity, coveredBy(contract, draft));
  const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
  const message = `expected a device or link under this contract, got ${JSON.stringify(entity)}${hint}`;
  report.problem(contracts.problem(contract, `terms.fees.by_entity.${entity}`, message, 'key'));
}

/** The contracts that something is, was or will be under. */
function contractsOf(
  kind: 'device' | 'link',
  id: string,
  { devices, links, handoverIndex }: Draft,
): readonly (string | undefined)[] {
  if (kind === 'link') return links.byId.get(id)?.contracts ?? [];
  const handed = (handoverIndex.get(`device:${id}`) ?? []).filter(({ field }) => field === 'contract');
  return [...(devices.byId.get(id)?.contracts ?? []), ...handed.flatMap(({ from, to }) => [from, to])];
}

function coveredBy({ id }: Contract, { devices, links }: Draft): readonly Entity[] {
  const isUnder = ({ contracts }: { readonly contracts: readonly string[] }) => contracts.includes(id);
  return [
    ...devices.items.filter(isUnder).map((device): Entity => `device:${device.id}`),
    ...links.items.filter(isUnder).map((link): Entity => `link:${link.id}`),
  ];
}

/** By contract, the devices and links of which it deducts shares of a fee that they do not have. */
function unpaidBy({ devices, links }: Draft, terms: Terms): ReadonlyMap<string, readonly Entity[]> {
  const unpaid = new Map<string, Entity[]>();
  const shared = { device: sharingPer('device', terms), link: sharingPer('link', terms) };
  const look = (entity: Entity, kind: DeviceKind | 'link', contracts: readonly string[]) => {
    for (const id of contracts) {
      const fees = shared[kind === 'link' ? 'link' : 'device'].get(id)?.fees;
      if (!fees || fees.byKind[kind] !== undefined || fees.byEntity.has(entity)) continue;
      const list = unpaid.get(id);
      if (list) list.push(entity);
      else unpaid.set(id, [entity]);
    }
  };
  for (const { id, kind, contracts } of devices.items) look(`device:${id}`, kind, contracts);
  for (const { id, contracts } of links.items) look(`link:${id}`, 'link', contracts);
  return unpaid;
}

function sharingPer(per: 'device' | 'link', terms: Terms): Terms {
  const isShare = (rule: ContractTerms['money'][number]) =>
    rule.per === per && rule.by === 'tiers' && rule.tiers.some(({ amount }) => 'ofFeePpm' in amount);
  return new Map([...terms].filter(([, { money }]) => money.some(isShare)));
}

/** Nothing would be due for what has no fee, in silence. */
function findUnpaid(
  contract: Contract,
  [first, ...others]: readonly Entity[],
  { contracts }: Draft,
  report: Report,
): void {
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  report.finding({
    code: 'FEE_MISSING',
    file: contracts.file,
    line: contracts.lineOf(contract),
    message: `${contract.id}: no fee is agreed for ${first}${more}, and shares of it are deducted`,
  });
}
