import { describe, expect, test } from 'vitest';
import type { FiguresScope } from '#reports/figures/document/figures-header.ts';
import { buildMovement } from '#reports/figures/inventory/build-movement.ts';
import { figuresInventory, type GivenDevice } from '../../../../support/figures-inventory.ts';

const WINDOW = {
  fromMs: 100,
  toMs: 200,
  firstDate: '2024-12-01',
  lastDate: '2025-11-15',
  days: 350,
  length: 'year' as const,
};
const AGENCIES = [{ id: 'a', name: 'Sở A' }, { id: 'b' }, { id: 'c', validToMs: 150 }];

const movementOf = (devices: readonly GivenDevice[], scope: FiguresScope = { kind: 'city' }) =>
  buildMovement({ inventory: figuresInventory({ devices, agencies: AGENCIES }), window: WINDOW, scope });

const camera = (
  steps: GivenDevice['steps'],
  turns: GivenDevice['turns'] = [[0, { agency: 'a' }]],
): GivenDevice => ({ id: 'cam', steps, turns });

/** `opening + installed + received − handedOver − scrapped = closing` of cameras by agency. */
const brief = (devices: readonly GivenDevice[]) => {
  const { agency, city } = movementOf(devices);
  const render = (counts: (typeof city)['camera']) =>
    counts
      ? `${counts.opening}+${counts.installed}+${counts.received}-${counts.handedOver}-${counts.scrapped}=${counts.closing}`
      : 'none';
  return {
    ...Object.fromEntries(agency.map(({ id, kinds }) => [id, render(kinds.camera)])),
    city: render(city.camera),
  };
};

describe('buildMovement', () => {
  test.each<[string, GivenDevice, Record<string, string>]>([
    ['was there all along', camera([['in-service', 1]]), { a: '1+0+0-0-0=1', city: '1+0+0-0-0=1' }],
    [
      'is installed and accepted',
      camera([
        ['approved', 90],
        ['installed', 120],
        ['accepted', 130],
      ]),
      { a: '0+1+0-0-0=1', city: '0+1+0-0-0=1' },
    ],
    [
      'is installed as the window begins',
      camera([['installed', 100]]),
      { a: '0+1+0-0-0=1', city: '0+1+0-0-0=1' },
    ],
    [
      'is installed an instant before',
      camera([['installed', 99]]),
      { a: '1+0+0-0-0=1', city: '1+0+0-0-0=1' },
    ],
    ['is installed when the window is over', camera([['installed', 200]]), { city: 'none' }],
    [
      'is retired',
      camera([
        ['in-service', 1],
        ['retired', 150],
      ]),
      { a: '1+0+0-0-1=0', city: '1+0+0-0-1=0' },
    ],
    [
      'is installed and retired',
      camera([
        ['installed', 110],
        ['retired', 150],
      ]),
      { a: '0+1+0-0-1=0', city: '0+1+0-0-1=0' },
    ],
    [
      'is paused and resumed',
      camera([
        ['in-service', 1],
        ['paused', 110],
        ['resumed', 150],
        ['paused', 190],
      ]),
      { a: '1+0+0-0-0=1', city: '1+0+0-0-0=1' },
    ],
    ['is only asked for', camera([['requested', 1]]), { city: 'none' }],
    ['has no step at all', camera([]), { city: 'none' }],
    [
      'goes over',
      camera(
        [['in-service', 1]],
        [
          [0, { agency: 'a' }],
          [150, { agency: 'b' }],
        ],
      ),
      { a: '1+0+0-1-0=0', b: '0+0+1-0-0=1', city: '1+0+0-0-0=1' },
    ],
    [
      'goes over, and back again',
      camera(
        [['in-service', 1]],
        [
          [0, { agency: 'a' }],
          [150, { agency: 'b' }],
          [160, { agency: 'a' }],
        ],
      ),
      { a: '1+0+1-1-0=1', b: '0+0+1-1-0=0', city: '1+0+0-0-0=1' },
    ],
    [
      'goes over before it is installed',
      camera(
        [['installed', 160]],
        [
          [0, { agency: 'a' }],
          [150, { agency: 'b' }],
        ],
      ),
      { b: '0+1+0-0-0=1', city: '0+1+0-0-0=1' },
    ],
    [
      'is installed in the instant of a hand-over',
      camera(
        [['installed', 150]],
        [
          [0, { agency: 'a' }],
          [150, { agency: 'b' }],
        ],
      ),
      { b: '0+1+0-0-0=1', city: '0+1+0-0-0=1' },
    ],
    [
      'loses its owner',
      camera(
        [['in-service', 1]],
        [
          [0, { agency: 'a' }],
          [150, {}],
        ],
      ),
      { a: '1+0+0-1-0=0', none: '0+0+1-0-0=1', city: '1+0+0-0-0=1' },
    ],
    [
      'is taken off the list',
      camera(
        [['in-service', 1]],
        [
          [0, { agency: 'a' }],
          [150, undefined],
        ],
      ),
      { a: '1+0+0-0-1=0', city: '1+0+0-0-1=0' },
    ],
    [
      'is taken off the list, and comes back to another agency',
      camera(
        [['in-service', 1]],
        [
          [0, { agency: 'a' }],
          [150, undefined],
          [170, { agency: 'b' }],
        ],
      ),
      { a: '1+0+0-0-1=0', b: '0+1+0-0-0=1', city: '1+1+0-0-1=1' },
    ],
  ])('a camera that %s', (_what, device, expected) => {
    expect(brief([device])).toEqual(expected);
  });

  test('what goes from one agency to another is counted as such, of the whole city and of one agency', () => {
    const device = camera(
      [['in-service', 1]],
      [
        [0, { agency: 'a' }],
        [150, { agency: 'b' }],
      ],
    );

    expect(movementOf([device]).transfers).toEqual({ camera: 1 });
    expect(movementOf([device], { kind: 'agency', agency: 'b' })).toMatchObject({
      city: { camera: { opening: 0, installed: 0, received: 1, handedOver: 0, scrapped: 0, closing: 1 } },
      transfers: { camera: 1 },
      agency: [{ id: 'b' }],
    });
    expect(movementOf([device], { kind: 'agency', agency: 'c' })).toMatchObject({
      city: {},
      transfers: {},
      agency: [],
    });
  });

  test('other hardware under the same name is a replacement, a serial number noted down is none', () => {
    const turnsOf = (first: boolean, second: string): GivenDevice['turns'] => [
      [0, { agency: 'a', hardware: 'maker model 1', hasSerial: first }],
      [150, { agency: 'a', hardware: second }],
    ];
    const replaced = camera([['in-service', 1]], turnsOf(true, 'maker model 2'));
    const noted = camera([['in-service', 1]], turnsOf(false, 'maker model 2'));

    expect(movementOf([replaced]).hardwareReplaced).toEqual({ camera: 1 });
    expect(brief([replaced])).toEqual({ a: '1+0+0-0-0=1', city: '1+0+0-0-0=1' });
    expect(movementOf([noted]).hardwareReplaced).toEqual({});
  });

  test('tells how many of those scrapped were only taken off the list', () => {
    const removed = camera(
      [['in-service', 1]],
      [
        [0, { agency: 'a' }],
        [150, undefined],
      ],
    );
    const retired = camera([
      ['in-service', 1],
      ['retired', 150],
    ]);

    expect(movementOf([removed]).removedFromList).toEqual({ camera: 1 });
    expect(movementOf([retired]).removedFromList).toEqual({});
  });

  test('what becomes another kind of device is one less of the old and one more of the new', () => {
    const device = camera(
      [['in-service', 1]],
      [
        [0, { agency: 'a' }],
        [150, { agency: 'a', kind: 'nvr' }],
      ],
    );

    expect(movementOf([device]).city).toMatchObject({
      camera: { opening: 1, scrapped: 1, closing: 0 },
      nvr: { opening: 0, installed: 1, closing: 1 },
    });
  });

  test('agencies are named as they were at the end, with when they ended, and those without devices are counted', () => {
    const device = camera(
      [['in-service', 1]],
      [
        [0, { agency: 'c' }],
        [150, { agency: 'a' }],
      ],
    );

    const { agency, agenciesWithoutDevices } = movementOf([device]);

    expect(agency.map(({ kinds: _, ...rest }) => rest)).toEqual([
      { id: 'a', name: 'Sở A' },
      { id: 'c', name: 'c', endedMs: 150 },
    ]);
    // `b` alone: `c` is no longer in office.
    expect(agenciesWithoutDevices).toBe(1);
  });
});
