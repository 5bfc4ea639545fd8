import { type Device, stageAt } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import { deviceRow } from './device-row.ts';
import type { FormRow } from './form.ts';

/** What units had at an instant, as far as it is on record. */
export interface Fleet {
  /** Rows of devices by agency, in order of their ids. */
  readonly devices: ReadonlyMap<string, readonly FormRow[]>;
  /** Ids of contracts by agency. */
  readonly contracts: ReadonlyMap<string, readonly string[]>;
  /** Devices that no form can ask for, since nobody is in charge of them. */
  readonly ownerless: readonly string[];
}

export interface FleetOptions {
  /** The last moment of the data. */
  readonly atMs: number;
  readonly zone: Zone;
}

/** Reads the fleet of every unit in one pass. */
export function readFleet(history: InventoryHistory, { atMs, zone }: FleetOptions): Fleet {
  const devices = new Map<string, FormRow[]>();
  const ownerless: string[] = [];
  for (const id of [...history.devices.keys()].sort()) {
    const device = valueAt(history.devices.get(id), atMs);
    if (!device || !isInPlace(device, atMs)) continue;
    if (device.agency === undefined) ownerless.push(id);
    else addTo(devices, device.agency, deviceRow(device, history, { atMs, zone }));
  }
  const contracts = new Map<string, string[]>();
  for (const id of [...history.contracts.keys()].sort()) {
    const contract = valueAt(history.contracts.get(id), atMs);
    if (contract?.agency !== undefined) addTo(contracts, contract.agency, id);
  }
  return { devices, contracts, ownerless };
}

/** Somebody put it up, and nobody took it down; one without any dates stands there as well. */
function isInPlace(device: Device, atMs: number): boolean {
  if (device.lifecycle.length === 0) return true;
  const stage = stageAt(device, atMs);
  return stage !== undefined && !['requested', 'approved', 'retired'].includes(stage);
}

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
