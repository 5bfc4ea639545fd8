import { deriveMap } from '../packed/indexed-map.ts';
import type { Contract, Device, Handover, Inventory } from './inventory.ts';

/** Who is in charge of a device at an instant. An absent agency is not yet determined. */
export interface Ownership {
  readonly agency?: string;
  readonly contractor?: string;
  readonly contracts: readonly string[];
}

/** Hand-overs by `device:ID` or `contract:ID`, each list in order of time. */
export type HandoverIndex = ReadonlyMap<string, readonly Handover[]>;

export function indexHandovers(handovers: Iterable<Handover>): HandoverIndex {
  const index = new Map<string, Handover[]>();
  for (const handover of handovers) {
    const key = `${handover.kind}:${handover.id}`;
    const list = index.get(key);
    if (list) list.push(handover);
    else index.set(key, [handover]);
  }
  for (const list of index.values()) list.sort((a, b) => a.atMs - b.atMs);
  return index;
}

/**
 * Who is in charge of `device` at an instant. Its row says how things stand after the last hand-over on record, past or
 * to come; earlier instants follow from walking back through the hand-overs.
 */
export function ownershipAt(
  device: Pick<Device, 'id' | 'agency' | 'contractor' | 'contracts'>,
  handovers: HandoverIndex,
  atMs: number,
): Ownership {
  const { agency, contractor, contracts } = device;
  const inRow: Ownership = { ...(agency && { agency }), ...(contractor && { contractor }), contracts };
  const undone = (handovers.get(`device:${device.id}`) ?? []).filter((handover) => handover.atMs > atMs);
  return undone.reduceRight(undoHandover, inRow);
}

/** The parties of `contract` at an instant, in the same way. */
export function contractPartiesAt(
  contract: Pick<Contract, 'id' | 'agency' | 'contractor'>,
  handovers: HandoverIndex,
  atMs: number,
): { readonly agency?: string; readonly contractor: string } {
  const { agency, contractor } = contract;
  const inRow: Ownership = { ...(agency && { agency }), contractor, contracts: [] };
  const undone = (handovers.get(`contract:${contract.id}`) ?? []).filter((handover) => handover.atMs > atMs);
  const parties = undone.reduceRight(undoHandover, inRow);
  return { ...(parties.agency && { agency: parties.agency }), contractor: parties.contractor ?? contractor };
}

/** Those that are to come: few of many. */
export const handoversAfter = (
  { handovers }: Pick<Inventory, 'handovers'>,
  atMs: number,
): readonly Handover[] =>
  handovers.after?.(atMs) ??
  Iterator.from(handovers)
    .filter((handover) => handover.atMs > atMs)
    .toArray();

/** The inventory with the owners and contracts that are in force at an instant; everything else as it is. */
export function inventoryAt(inventory: Inventory, atMs: number): Inventory {
  const toCome = handoversAfter(inventory, atMs);
  if (toCome.length === 0) return inventory;
  const handovers = indexHandovers(toCome);
  return {
    ...inventory,
    devices: deriveMap(
      inventory.devices,
      (device) =>
        handovers.has(`device:${device.id}`)
          ? withOwnership(device, ownershipAt(device, handovers, atMs))
          : device,
      (name) => name === 'agency' || name === 'contractor' || name === 'contracts',
    ),
    contracts: deriveMap(inventory.contracts, (contract) =>
      handovers.has(`contract:${contract.id}`)
        ? withParties(contract, contractPartiesAt(contract, handovers, atMs))
        : contract,
    ),
  };
}

export function withOwnership(device: Device, ownership: Ownership): Device {
  const { agency: _agency, contractor: _contractor, contracts: _contracts, ...rest } = device;
  return { ...rest, ...ownership };
}

export function withParties(
  contract: Contract,
  parties: { readonly agency?: string; readonly contractor: string },
): Contract {
  const { agency: _agency, contractor: _contractor, ...rest } = contract;
  return { ...rest, ...parties };
}

/** How things stood before a hand-over. */
function undoHandover(after: Ownership, { field, from, to }: Handover): Ownership {
  const { agency, contractor, contracts } = after;
  const before = field === 'contract' ? replaceContract(contracts, to, from) : contracts;
  const agencyBefore = field === 'agency' ? from : agency;
  const contractorBefore = field === 'contractor' ? from : contractor;
  return {
    ...(agencyBefore && { agency: agencyBefore }),
    ...(contractorBefore && { contractor: contractorBefore }),
    contracts: before,
  };
}

/** In place, so that the order of the row is kept. */
function replaceContract(
  contracts: readonly string[],
  old: string | undefined,
  by: string | undefined,
): readonly string[] {
  const index = old === undefined ? -1 : contracts.indexOf(old);
  if (index < 0) return by === undefined ? contracts : [...contracts, by];
  return contracts.toSpliced(index, 1, ...(by === undefined ? [] : [by]));
}
