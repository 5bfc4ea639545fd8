import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import { type Entity, parseEntity } from '../../../core/domain/state.ts';
import { NO_TAG_VALUE } from '../../../core/names/series.ts';
import { nearest, valueAt } from '../../../core/time/versions.ts';
import type { NamedId } from './group-names.ts';
import type { LinesAndContracts } from './lines-and-contracts.ts';

/**
 * Who answers for a device or link: the contractor of a contract that is in force for it, else the one the inventory names
 * (of a link its carrier), else its agency.
 */
export function createAnsweringParty(
  inventory: FiguresInventory,
  { contracts, contractors }: Pick<LinesAndContracts, 'contracts' | 'contractors'>,
): (entity: Entity, atMs: number) => NamedId {
  return (entity, atMs) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    if (kind === 'link') {
      const link = nearest(inventory.links.get(id), atMs);
      return named(contractorIn(link?.contracts ?? [], atMs) ?? link?.carrier);
    }
    const device = nearest(inventory.devices.get(id)?.versions, atMs);
    return named(contractorIn(device?.contracts ?? [], atMs) ?? device?.contractor, device?.agency);
  };

  function contractorIn(ids: readonly string[], atMs: number): string | undefined {
    for (const id of ids) {
      const contract = valueAt(contracts.get(id), atMs);
      if (!contract) continue;
      if (contract.fromMs <= atMs && atMs < (contract.toMs ?? Number.POSITIVE_INFINITY))
        return contract.contractor;
    }
    return undefined;
  }

  function named(contractor: string | undefined, agency?: string): NamedId {
    const id = contractor ?? agency ?? NO_TAG_VALUE;
    const versions = contractor === undefined ? inventory.agencies.get(id) : contractors.get(id);
    const name = versions?.at(-1)?.value.name;
    return name === undefined ? { id } : { id, name };
  }
}
