import { type Device, type Inventory, isWatchedAt, type Upstreams } from '../../core/domain/inventory.ts';
import { waysKey } from '../../core/domain/links-in-front.ts';
import type { DeviceColumns, DeviceGroup } from '../../core/domain/live-columns.ts';
import { handoversAfter, indexHandovers, ownershipAt } from '../../core/domain/ownership.ts';
import { isOpenSite } from '../../core/domain/withheld.ts';
import { finish, STEP, type Steps } from '../../core/host/in-slices.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';

export type Places = Pick<Inventory, 'sites' | 'areas' | 'devices' | 'handovers'>;

/** The columns of an inventory, with what is in force of it at an instant. */
export interface DevicesNow {
  readonly columns: DeviceColumns;
  /** Takes over what came into force since; how often anything did. */
  readonly version: (nowMs: number) => number;
}

/** A hand-over or a step of a device's life that is to come. */
interface Coming {
  readonly atMs: number;
  readonly device: number;
}

export const createDeviceColumns = (...given: Parameters<typeof deviceColumnsInSteps>): DevicesNow =>
  finish(deviceColumnsInSteps(...given));

/** @param visit Is given each device by the way, in order: to decode all of them takes half a second. */
export function* deviceColumnsInSteps(
  inventory: Places,
  atMs: number,
  visit: (device: Device, index: number) => void = () => undefined,
): Steps<DevicesNow> {
  const { sites, areas } = inventory;
  const devices = indexMap(inventory.devices);
  const { size } = devices;
  const indexOf = (id: string) => devices.indexOf(id) ?? -1;
  const toCome = handoversAfter(inventory, atMs);
  const handovers = indexHandovers(toCome);
  const groups = createGroups(groupKey);
  const [group, isWatched, isOpen] = [new Uint32Array(size), new Uint8Array(size), new Uint8Array(size)];
  const [attachedTo, recorder] = [new Int32Array(size), new Int32Array(size)];
  const ways = new Uint32Array(size);
  const allWays = createGroups<Upstreams>(waysKey);

  const place = (index: number, device: Device, nowMs: number) => {
    const area = sites.get(device.site)?.area;
    const { agency, contractor } = ownershipAt(device, handovers, nowMs);
    const { kind, programme } = device;
    const district = area === undefined ? undefined : areas.get(area)?.district;
    group[index] = groups.indexOf({ kind, agency, area, district, contractor, programme });
    isWatched[index] = Number(isWatchedAt(device, nowMs));
  };

  const coming: Coming[] = toCome.map((one) => ({
    atMs: one.atMs,
    device: one.kind === 'device' ? indexOf(one.id) : -1,
  }));
  let index = 0;
  for (const device of devices.values()) {
    if (index % STEP === 0) yield;
    place(index, device, atMs);
    visit(device, index);
    isOpen[index] = Number(isOpenSite(sites.get(device.site)));
    attachedTo[index] = indexOf(device.attachedTo?.device ?? '');
    recorder[index] = indexOf(device.channelOf?.recorder ?? '');
    ways[index] = allWays.indexOf(device.upstreams);
    for (const step of device.lifecycle)
      if (step.atMs > atMs) coming.push({ atMs: step.atMs, device: index });
    index++;
  }
  const awaited = coming.filter((one) => one.device >= 0).sort((a, b) => b.atMs - a.atMs);

  let version = 0;

  return {
    columns: {
      of: inventory.devices,
      ...{ size, indexOf, group, groups: groups.all, isWatched, isOpen, attachedTo, recorder },
      ...{ ways, allWays: allWays.all },
      idOf: (device) => devices.idAt(device) ?? '',
    },
    version: (nowMs) => {
      for (let next = awaited.at(-1); next && next.atMs <= nowMs; next = awaited.at(-1)) {
        awaited.pop();
        const device = devices.at(next.device);
        if (device) place(next.device, device, nowMs);
        version++;
      }
      return version;
    },
  };
}

const groupKey = ({ kind, agency, area, contractor, programme }: DeviceGroup): string =>
  [kind, agency, area, contractor, programme].join('\n');

/** Gives equal values one number. */
function createGroups<Value>(keyOf: (value: Value) => string) {
  const all: Value[] = [];
  const indexByKey = new Map<string, number>();
  return {
    all,
    indexOf: (value: Value): number => {
      const key = keyOf(value);
      const known = indexByKey.get(key) ?? all.push(value) - 1;
      indexByKey.set(key, known);
      return known;
    },
  };
}
