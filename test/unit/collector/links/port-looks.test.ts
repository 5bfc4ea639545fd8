import { describe, expect, test } from 'vitest';
import { createPortLooks, TABLE_AGE_MS } from '#collector/links/port-looks.ts';
import type { InterfaceSample } from '#core/domain/device-report.ts';
import type { Reading } from '#core/domain/probing.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';

const inventory = inventoryOf({
  devices: [device({ id: 'sw', kind: 'switch' })],
  links: [
    link({ id: 'ward', interface: { device: 'sw', name: 'Gi0/1' } }),
    link({ id: 'unseen', interface: { device: 'other', name: 'Gi0/1' } }),
    link({ id: 'rented' }),
  ],
});

function setUp() {
  const ports = createPortLooks({ maxAgeMs: (id) => (id === 'sw' ? 100_000 : undefined) });
  ports.replace(inventory, 0);
  return ports;
}

const seen = (
  atSeconds: number,
  oper: InterfaceSample['oper'],
  admin: InterfaceSample['admin'] = 'up',
): Reading => ({
  deviceId: 'sw',
  indicator: 'service',
  atMs: atSeconds * 1_000,
  outcome: {
    ok: true,
    measurements: {},
    report: { interfaces: [{ index: 7, name: 'Gi0/1', ...(oper && { oper }), ...(admin && { admin }) }] },
  },
});

describe('a port', () => {
  test('is seen over the looks that agree, from the last that did not', () => {
    const ports = setUp();
    ports.take([seen(10, 'up'), seen(20, 'up'), seen(30, 'down'), seen(40, 'down')]);

    expect(ports.viewOf('ward')).toEqual({
      state: 'down',
      oper: 'down',
      firstMs: 30_000,
      afterMs: 20_000 - TABLE_AGE_MS,
      lastMs: 40_000,
      lastEndMs: 40_000,
      lastButOneMs: 30_000,
      lastButOneEndMs: 30_000,
      count: 2,
      isFresh: true,
    });
  });

  test('is proven at the end of a look, and not excluded before what an agent may have had in its table at the beginning of the last', () => {
    const ports = setUp();
    ports.take([
      { ...seen(20, 'up'), endMs: 22_000 },
      { ...seen(30, 'down'), endMs: 33_000 },
      { ...seen(40, 'down'), endMs: 44_000 },
    ]);

    expect(ports.viewOf('ward')).toMatchObject({
      firstMs: 33_000,
      afterMs: 20_000 - TABLE_AGE_MS,
      lastMs: 40_000,
      lastEndMs: 44_000,
      lastButOneMs: 30_000,
      lastButOneEndMs: 33_000,
    });
  });

  test.each([
    ['up', 'up', 'up'],
    ['up', 'down', 'down'],
    ['up', 'lower-layer-down', 'down'],
    ['up', 'not-present', 'down'],
    ['up', 'dormant', 'unclear'],
    ['up', undefined, 'unclear'],
    ['down', 'down', 'off'],
    // Nobody should say so; that it was switched off on purpose is what counts.
    ['down', 'up', 'off'],
    [undefined, 'down', 'down'],
  ] as const)('that is switched %s and works %s is %s', (admin, oper, state) => {
    const ports = setUp();
    const { outcome, ...rest } = seen(10, oper, 'up');
    const interfaces = [{ index: 7, name: 'Gi0/1', ...(oper && { oper }), ...(admin && { admin }) }];

    ports.take([{ ...rest, outcome: { ...outcome, report: { interfaces } } }]);

    expect(ports.viewOf('ward')?.state).toBe(state);
  });

  test('is news when it changes and while it is not up', () => {
    const ports = setUp();

    const news = [seen(10, 'up'), seen(20, 'up'), seen(30, 'down'), seen(40, 'down'), seen(50, 'up')].map(
      (reading) => [...ports.take([reading])],
    );

    expect(news).toEqual([['ward'], [], ['ward'], ['ward'], ['ward']]);
  });

  test('is looked at again soon when it is found dark for the first time', () => {
    const ports = setUp();
    ports.take([seen(10, 'up')]);

    expect(ports.wantsSecondLook(seen(20, 'up'))).toBe(false);
    expect(ports.wantsSecondLook(seen(20, 'down'))).toBe(true);
    ports.take([seen(20, 'down')]);
    expect(ports.wantsSecondLook(seen(25, 'down'))).toBe(false);
  });

  test('is not seen any more when its device was silent for too long, which is told once', () => {
    const ports = setUp();
    ports.take([seen(10, 'up')]);

    expect([...ports.expire(110_000)]).toEqual([]);
    expect([...ports.expire(119_999)]).toEqual([]);
    expect([...ports.expire(120_000)]).toEqual(['ward']);
    expect([...ports.expire(130_000)]).toEqual([]);
    expect(ports.viewOf('ward')).toMatchObject({ state: 'up', lastMs: 10_000, isFresh: false });
    expect([...ports.take([seen(140, 'up')])]).toEqual(['ward']);
  });

  test('is counted anew after a gap in sight, and its edge stays as wide as the gap', () => {
    const ports = setUp();
    ports.take([seen(10, 'down')]);
    ports.gap();
    ports.take([seen(100, 'down')]);

    expect(ports.viewOf('ward')).toMatchObject({
      firstMs: 100_000,
      afterMs: 10_000 - TABLE_AGE_MS,
      count: 1,
    });
  });

  test('is kept over a reload, and is unclear until it is looked at', () => {
    const ports = setUp();
    expect(ports.viewOf('ward')).toMatchObject({ state: 'unclear', isFresh: true });
    ports.take([seen(10, 'up')]);

    ports.replace(inventory, 20_000);

    expect(ports.viewOf('ward')).toMatchObject({ state: 'up', lastMs: 10_000 });
  });

  test('that nobody looks at says nothing of its link', () => {
    const ports = setUp();

    expect(ports.viewOf('unseen')).toBeUndefined();
    expect(ports.viewOf('rented')).toBeUndefined();
  });

  test('does not take an older look for a newer one', () => {
    const ports = setUp();
    ports.take([seen(20, 'down')]);

    expect([...ports.take([seen(10, 'up')])]).toEqual([]);
    expect(ports.viewOf('ward')).toMatchObject({ state: 'down' });
  });
});
