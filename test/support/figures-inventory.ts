import type {
  DeviceEntry,
  FiguresInventory,
  InventoryDevice,
} from '#availability/inventory/figures-inventory.ts';
import type { Agency, Area, Site, Stage } from '#core/domain/inventory.ts';
import { serviceIntervals } from '#core/domain/service-intervals.ts';
import { intersect, union } from '#core/time/intervals.ts';
import type { Versions } from '#core/time/versions.ts';

export interface GivenDevice {
  readonly id: string;
  readonly steps: readonly (readonly [Stage, atMs: number])[];
  /** What it is from an instant on; without an entry it is off the list. The first holds from ever on. */
  readonly turns: readonly (readonly [fromMs: number, entry: Partial<DeviceEntry> | undefined])[];
}

const PRESENT: readonly Stage[] = ['installed', 'accepted', 'in-service', 'paused', 'resumed'];

/** An inventory as it is read from the ledger. */
export function figuresInventory(given: {
  readonly devices?: readonly GivenDevice[];
  readonly agencies?: readonly (Pick<Agency, 'id'> & Partial<Agency>)[];
  readonly sites?: readonly (Pick<Site, 'id'> & Partial<Site>)[];
  readonly areas?: readonly (Pick<Area, 'id'> & Partial<Area>)[];
}): FiguresInventory {
  return {
    devices: new Map((given.devices ?? []).map((device) => [device.id, deviceOf(device)])),
    agencies: always(given.agencies ?? [], ({ id }) => ({ name: id, kind: 'ward', successors: [], id })),
    sites: always(given.sites ?? [], ({ id }) => ({
      id,
      name: `Nút giao ${id}`,
      area: 'ward-1',
      kind: 'junction',
      purpose: 'traffic',
      secrecy: 'public',
    })),
    areas: always(given.areas ?? [], ({ id }) => ({
      id,
      code: '00004',
      listVersion: '2025-07-01',
      name: `Phường ${id}`,
      nameEn: id,
      kind: 'phuong',
      district: 'ba-dinh',
      longitude: 105,
      latitude: 21,
      successors: [],
    })),
    districts: always([{ id: 'ba-dinh', name: 'Quận Ba Đình' }], ({ id }) => ({ id, name: id })),
    programmes: new Map(),
    contractors: new Map(),
    links: new Map(),
  };
}

function deviceOf({ id, steps, turns }: GivenDevice): InventoryDevice {
  const lifecycle = steps.map(([stage, atMs]) => ({ stage, atMs }));
  const versions = turns.flatMap(([fromMs, entry], place): Versions<DeviceEntry> => {
    const toMs = turns[place + 1]?.[0] ?? Number.POSITIVE_INFINITY;
    if (!entry) return [];
    const first = place === 0 ? Number.NEGATIVE_INFINITY : fromMs;
    return [{ fromMs: first, toMs, sinceMs: fromMs, seq: place + 1, value: entryOf(entry) }];
  });
  const present = steps.flatMap(([stage, fromMs], place) =>
    PRESENT.includes(stage) ? [{ fromMs, toMs: steps[place + 1]?.[1] ?? Number.POSITIVE_INFINITY }] : [],
  );
  return {
    id,
    versions,
    lifecycle,
    present: intersect(union(present), union(versions)),
    service: intersect(serviceIntervals({ lifecycle }), union(versions)),
  };
}

const entryOf = (given: Partial<DeviceEntry>): DeviceEntry => ({
  kind: 'camera',
  site: 'site-1',
  contracts: [],
  paths: [],
  hardware: 'maker model 1',
  hasSerial: true,
  ...given,
});

function always<Given extends { readonly id: string }, Value>(
  given: readonly Given[],
  complete: (given: Given) => Value,
): ReadonlyMap<string, Versions<Value & Given>> {
  return new Map(
    given.map((one) => [
      one.id,
      [
        {
          fromMs: Number.NEGATIVE_INFINITY,
          toMs: Number.POSITIVE_INFINITY,
          sinceMs: 0,
          seq: 1,
          value: { ...complete(one), ...one },
        },
      ],
    ]),
  );
}
