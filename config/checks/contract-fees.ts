import type { ContractTerms } from '../../core/contract-terms.ts';
import type { Contract } from '../../core/inventory.ts';
import { type Entity, parseEntity } from '../../core/state.ts';
import type { Draft, Report } from '../draft.ts';
import { suggestName } from '../suggest-name.ts';

type Terms = ReadonlyMap<string, ContractTerms>;

/** Fees name what is under the contract, and shares of fees need fees. */
export function checkContractFees(draft: Draft, terms: Terms, report: Report): void {
  const covered = coveredBy(draft);
  for (const contract of draft.contracts.items) {
    const own = terms.get(contract.id);
    if (own === undefined) continue;
    const entities = covered.get(contract.id) ?? new Set();
    checkNamed(contract, own, entities, draft, report);
    findUnpaid(contract, own, entities, draft, report);
  }
}

/** Devices and links by the contracts that they are, were or will be under. */
function coveredBy({ devices, links, handovers }: Draft): ReadonlyMap<string, ReadonlySet<string>> {
  const covered = new Map<string, Set<string>>();
  const add = (contract: string, entity: Entity) => {
    const entities = covered.get(contract) ?? new Set();
    covered.set(contract, entities.add(entity));
  };
  for (const { id, contracts } of devices.readable)
    for (const contract of contracts) add(contract, `device:${id}`);
  for (const { id, contracts } of links.readable)
    for (const contract of contracts) add(contract, `link:${id}`);
  for (const { kind, field, id, from, to } of handovers.readable) {
    if (kind !== 'device' || field !== 'contract') continue;
    for (const contract of [from, to]) if (contract !== undefined) add(contract, `device:${id}`);
  }
  return covered;
}

function checkNamed(
  contract: Contract,
  { fees }: ContractTerms,
  entities: ReadonlySet<string>,
  { contracts, devices, links }: Draft,
  report: Report,
): void {
  for (const entity of fees.byEntity.keys()) {
    if (entities.has(entity)) continue;
    const { kind, id } = parseEntity(entity) ?? { kind: 'device' as const, id: entity };
    const table = kind === 'device' ? devices : links;
    if (table.isDeclared(id) && !table.byId.has(id)) continue;
    const suggestion = suggestName(entity, [...entities]);
    const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
    const message = `expected a device or link under this contract, got ${JSON.stringify(entity)}${hint}`;
    report.problem(contracts.problem(contract, `terms.fees.by_entity.${entity}`, message, 'key'));
  }
}

/** Nothing would be due for what has no fee, in silence. */
function findUnpaid(
  contract: Contract,
  { fees, money }: ContractTerms,
  entities: ReadonlySet<string>,
  { contracts, devices }: Draft,
  report: Report,
): void {
  const counted = new Set(
    money.flatMap((rule) =>
      rule.by === 'tiers' && rule.tiers.some(({ amount }) => 'ofFeePpm' in amount) ? rule.per : [],
    ),
  );
  const kindOf = (entity: string) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    return kind === 'link' ? 'link' : devices.byId.get(id)?.kind;
  };
  const unpaid = [...entities].filter((entity) => {
    const kind = kindOf(entity);
    const isCounted = kind !== undefined && counted.has(kind === 'link' ? 'link' : 'device');
    return isCounted && fees.byKind[kind] === undefined && !fees.byEntity.has(entity);
  });
  const [first] = unpaid;
  if (first === undefined) return;
  const others = unpaid.length > 1 ? ` and ${unpaid.length - 1} more` : '';
  report.finding({
    code: 'FEE_MISSING',
    file: contracts.file,
    line: contracts.lineOf(contract),
    message: `${contract.id}: ${first}${others} have shares of a fee as money and no fee`,
  });
}
