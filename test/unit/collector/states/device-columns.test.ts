import { describe, expect, test } from 'vitest';
import { createDeviceColumns } from '#collector/states/device-columns.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const watched = [{ stage: 'in-service', atMs: 0 }] as const;

describe('device columns', () => {
  test('put devices into one group that every count treats alike', () => {
    const { columns } = createDeviceColumns(
      openInventoryOf({
        devices: [
          device({ id: 'a', agency: 'ca-tp', programme: 'ii-3' }),
          device({ id: 'b', agency: 'ca-tp', programme: 'ii-3' }),
          device({ id: 'c', agency: 'ca-tp' }),
        ],
      }),
      0,
    );

    expect([...columns.group]).toEqual([0, 0, 1]);
    expect(columns.groups).toMatchObject([
      { agency: 'ca-tp', programme: 'ii-3' },
      { agency: 'ca-tp', programme: undefined },
    ]);
  });

  test('find a device by its id and tell its id', () => {
    const { columns } = createDeviceColumns(
      openInventoryOf({ devices: [device({ id: 'a' }), device({ id: 'b' })] }),
      0,
    );

    expect([columns.indexOf('b'), columns.indexOf('z'), columns.idOf(1)]).toEqual([1, -1, 'b']);
  });

  test('take over a hand-over and a step of life when they come into force, and not before', () => {
    const devices = [
      device({ id: 'a', agency: 'new', lifecycle: [...watched, { stage: 'retired', atMs: 2_000 }] }),
    ];
    const handovers = [
      { atMs: 1_000, kind: 'device', id: 'a', field: 'agency', from: 'old', to: 'new' } as const,
    ];
    const now = createDeviceColumns({ ...openInventoryOf({ devices }), handovers }, 0);
    const { columns } = now;
    const look = () => [columns.groups[columns.group[0] ?? 0]?.agency, columns.isWatched[0]];

    const seen = [0, 999, 1_000, 1_999, 2_000].map((atMs) => [now.version(atMs), ...look()]);

    expect(seen).toEqual([
      [0, 'old', 1],
      [0, 'old', 1],
      [1, 'new', 1],
      [1, 'new', 1],
      [2, 'new', 0],
    ]);
  });

  test('mark what is withheld', () => {
    const { inventory } = sampleFleet({ camerasPerArea: 1 });
    const { columns } = createDeviceColumns(inventory, 0);

    expect(columns.isOpen[columns.indexOf('cam-bi-mat')]).toBe(0);
    expect(columns.isOpen[columns.indexOf('cam-ba-dinh-0001')]).toBe(1);
  });
});
