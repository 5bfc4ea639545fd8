import { describe, expect, test } from 'vitest';
import type { Device, Site } from '#core/domain/inventory.ts';
import type { Versions } from '#core/time/versions.ts';
import { createZone } from '#core/time/zone.ts';
import type { InventoryHistory } from '#ledger/history/history.ts';
import { readFleet } from '#plan/forms/unit-fleet.ts';
import { device } from '../../../support/inventory.ts';

const AT_MS = Date.UTC(2025, 10, 15);
const zone = createZone('Asia/Ho_Chi_Minh');

const always = <Value>(value: Value): Versions<Value> => [
  { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, sinceMs: 0, seq: 1, value },
];

const SECRET: Site = {
  id: 'site-1',
  name: 'Điểm mật',
  address: 'Số 1',
  area: 'ba-dinh',
  kind: 'key-target',
  purpose: 'defence',
  secrecy: 'secret',
};

function historyOf(devices: readonly Device[]): InventoryHistory {
  const none = new Map();
  return {
    agencies: none,
    contractors: none,
    contracts: none,
    calendars: none,
    programmes: none,
    districts: none,
    areas: none,
    sites: new Map([['site-1', always(SECRET)]]),
    devices: new Map(devices.map((one) => [one.id, always(one)])),
    links: none,
  };
}

const fleetOf = (...devices: readonly Device[]) => readFleet(historyOf(devices), { atMs: AT_MS, zone });

describe('readFleet', () => {
  test('shows a secret site to its own unit only', () => {
    const fleet = fleetOf(device({ id: 'cam-1', agency: 'police' }), device({ id: 'cam-2', agency: 'ward' }));

    expect(fleet.devices.get('ward')?.map(({ key }) => key)).toEqual(['cam-2']);
    expect(fleet.devices.get('police')?.map(({ values }) => values.site)).toEqual(['Điểm mật, Số 1']);
  });

  test('leaves out what is not there yet or not any more, and names what is of nobody', () => {
    const step = (stage: Device['lifecycle'][number]['stage'], atMs = 0) => ({
      lifecycle: [{ stage, atMs }],
    });

    const fleet = fleetOf(
      device({ id: 'approved', agency: 'ward', ...step('approved') }),
      device({ id: 'later', agency: 'ward', ...step('accepted', AT_MS + 1) }),
      device({ id: 'paused', agency: 'ward', ...step('paused') }),
      device({ id: 'retired', agency: 'ward', ...step('retired') }),
      device({ id: 'undated', agency: 'ward', lifecycle: [] }),
      device({ id: 'of-nobody' }),
    );

    expect(fleet.devices.get('ward')?.map(({ key }) => key)).toEqual(['paused', 'undated']);
    expect(fleet.ownerless).toEqual(['of-nobody']);
  });

  test('tells acceptance as a day of the city', () => {
    const midnight = zone.parseInstantMs('2025-09-03') ?? 0;

    const fleet = fleetOf(
      device({ id: 'cam-1', agency: 'ward', lifecycle: [{ stage: 'accepted', atMs: midnight }] }),
    );

    expect(fleet.devices.get('ward')?.[0]?.values).toMatchObject({ kind: 'Camera', accepted: '2025-09-03' });
  });
});
