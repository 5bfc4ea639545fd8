import { describe, expect, test, vi } from 'vitest';
import { graceMs } from '#collector/watching/judgment.ts';
import { deviceEntity } from '#core/domain/state.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { CANARY, coveredTo, fastSettings, watchWorld } from '#test/support/watched-world.ts';

const camera = (index: number) =>
  device({ id: `cam-${index}`, address: `192.0.2.${index}`, upstreams: [['link:ward']] });
const inventory = inventoryOf({ devices: [1, 2, 3].map(camera), links: [link({ id: 'ward' })] });
const until = (check: () => void) => vi.waitFor(check, { timeout: 8_000, interval: 20 });

const stateOf = (world: ReturnType<typeof watchWorld>, id: string) =>
  world.collector.status(deviceEntity(id), 'reach')?.state;

async function watchWell(more = {}) {
  const world = watchWorld(inventory, more);
  await until(() => expect(stateOf(world, 'cam-1')).toBe('up'));
  await until(() => expect(world.coverage().length).toBeGreaterThan(0));
  return world;
}

describe('a collector', () => {
  test('records that devices are up, once, and how far it has seen', async () => {
    const world = await watchWell();
    await until(() => expect(world.coverage().length).toBeGreaterThan(3));

    const ups = world.changes().filter(({ entity }) => entity.startsWith('device:'));
    expect(ups.map(({ entity, state }) => `${entity} ${state}`).sort()).toEqual([
      'device:cam-1 up',
      'device:cam-2 up',
      'device:cam-3 up',
    ]);
    expect(new Set(world.coverage().map(({ fromMs }) => fromMs)).size).toBe(1);
    expect(world.collector.health()).toMatchObject({
      sight: 'seeing',
      engines: ['fping', 'tcp', 'snmp', 'onvif', 'rtsp'],
      devices: 3,
    });
  });

  test('records an outage with its edges, tells of it and ends it', async () => {
    const world = await watchWell();
    const diedMs = Date.now();
    world.dead.add('192.0.2.2');
    await until(() => expect(stateOf(world, 'cam-2')).toBe('down'));
    const revivedMs = Date.now();
    world.dead.delete('192.0.2.2');
    await until(() => expect(stateOf(world, 'cam-2')).toBe('up'));

    const [down, up] = world
      .changes()
      .filter(({ entity }) => entity === 'device:cam-2')
      .slice(1);
    expect(down).toMatchObject({ state: 'down', reason: 'timeout' });
    // The true instant lies between the edges (the clocks of both agree to the millisecond or two).
    expect(down?.afterMs).toBeLessThanOrEqual(diedMs + 5);
    expect(down?.atMs).toBeGreaterThanOrEqual(diedMs - 5);
    expect(up?.afterMs).toBeLessThanOrEqual(revivedMs + 5);
    expect(up?.atMs).toBeGreaterThanOrEqual(revivedMs - 5);
    expect(world.told.map(({ state }) => state)).toContain('down');
    expect(world.changes().filter(({ entity, state }) => entity === 'link:ward' && state === 'down')).toEqual(
      [],
    );
  });

  test('infers that a link is down when everything behind it falls silent', async () => {
    const world = await watchWell();
    for (const index of [1, 2, 3]) world.dead.add(`192.0.2.${index}`);

    await until(() => expect(world.collector.status('link:ward', 'reach')?.state).toBe('down'));

    expect(world.changes().at(-1)).toMatchObject({
      entity: 'link:ward',
      evidence: { inferred: true, silent: 3 },
    });
  });
});

test('what hangs on a switch that is back is asked at once', async () => {
  const hanging = inventoryOf({
    devices: [
      device({ id: 'sw', address: '192.0.2.9', kind: 'switch', profile: 'switch' }),
      device({ id: 'cam', address: '192.0.2.1', upstreams: [['device:sw']] }),
    ],
  });
  const { collector, profiles } = fastSettings();
  const { reach } = profiles.camera ?? {};
  if (!reach) throw new Error('no check');
  // The next look at the camera comes an hour later.
  const camera = { reach: { ...reach, intervalMs: 3_600_000, recheckMs: 3_600_000, confirm: 1 } };
  const settings = { ...fastSettings(), collector, profiles: { camera, switch: { reach } } };
  const world = watchWorld(hanging, { watched: { settings, inventory: hanging } });
  await until(() => expect(stateOf(world, 'sw')).toBe('up'));
  world.dead.add('192.0.2.9').add('192.0.2.1');
  await until(() => {
    world.collector.checkNow('cam');
    expect(stateOf(world, 'sw')).toBe('down');
    expect(stateOf(world, 'cam')).toBe('down');
  });
  // What was asked of the camera in vain is over by then.
  const count = world.written.length;
  await until(() => expect(world.written.length).toBeGreaterThan(count + 10));

  world.dead.clear();

  await until(() => expect(stateOf(world, 'cam')).toBe('up'));
});

describe('a blind collector', () => {
  test('records no outage, and the end of its coverage', async () => {
    const world = await watchWell();
    for (const address of [CANARY, '192.0.2.1', '192.0.2.2', '192.0.2.3']) world.dead.add(address);
    await until(() => expect(world.collector.health().sight).toBe('blind'));
    await until(() => expect(world.coverage().at(-1)).toMatchObject({ closed: 'blind' }));
    const blindMs = Date.now();
    await until(() => expect(Date.now() - blindMs).toBeGreaterThan(1_000));

    world.dead.clear();
    await until(() => expect(world.collector.health().sight).toBe('seeing'));
    await until(() => expect(world.coverage().at(-1)?.closed).toBeUndefined());

    expect(world.changes().filter(({ state }) => state === 'down' || state === 'unknown')).toEqual([]);
    const [before, after] = [world.coverage().find(({ closed }) => closed), world.coverage().at(-1)];
    expect((after?.fromMs ?? 0) - (before?.toMs ?? 0)).toBeGreaterThan(1_000);
  });

  test('is what a round of canaries makes that never ends, until one is answered again', async () => {
    const world = await watchWell();
    world.setDeaf(true);
    await until(() => expect(world.collector.health().sight).toBe('blind'));

    world.setDeaf(false);
    await until(() => expect(world.collector.health().sight).toBe('seeing'));
  });
});

describe('a restarted collector', () => {
  test('goes on from what is on record: an outage that lasts is not recorded again', async () => {
    const recorded = [
      { entity: deviceEntity('cam-1'), indicator: 'reach', state: 'up', afterMs: 1_000, atMs: 1_000 },
      {
        entity: deviceEntity('cam-2'),
        indicator: 'reach',
        state: 'down',
        reason: 'timeout',
        afterMs: 2_000,
        atMs: 3_000,
      },
      {
        entity: deviceEntity('cam-3'),
        indicator: 'reach',
        state: 'down',
        reason: 'timeout',
        afterMs: 2_000,
        atMs: 3_000,
      },
    ] as const;
    const world = watchWorld(inventory, { recorded, coveredTo: coveredTo(90_000) });
    world.dead.add('192.0.2.2');

    await until(() => expect(stateOf(world, 'cam-3')).toBe('up'));
    await until(() => expect(world.coverage().length).toBeGreaterThan(3));

    const changes = world.changes().filter(({ entity }) => entity.startsWith('device:'));
    // The edge of the outage that ended meanwhile is as uncertain as the gap is long, and one interval and a probe more, and as
    // late as that may be judged: when before 90 s the last one was sent is not on record.
    expect(changes).toMatchObject([
      { entity: 'device:cam-3', state: 'up', afterMs: 90_000 - 100 - 3 * 50 - graceMs(50) },
    ]);
    expect(stateOf(world, 'cam-2')).toBe('down');
  });
});

describe('a reload', () => {
  test('keeps what is known, watches what is new and forgets what is gone', async () => {
    const world = await watchWell();
    world.dead.add('192.0.2.2');
    await until(() => expect(stateOf(world, 'cam-2')).toBe('down'));

    world.collector.reload({
      ...world.watched,
      inventory: inventoryOf({ devices: [2, 3, 4].map(camera), links: [link({ id: 'ward' })] }),
    });
    await until(() => expect(stateOf(world, 'cam-4')).toBe('up'));

    expect(stateOf(world, 'cam-1')).toBeUndefined();
    expect(stateOf(world, 'cam-2')).toBe('down');
    const repeated = world
      .changes()
      .filter(({ entity, state }) => entity === 'device:cam-3' && state === 'up');
    expect(repeated.length).toBe(1);
  });
});

test('a reload that is under way at the end is given up, and the coverage ends well', async () => {
  const world = await watchWell();
  const looked = new Set<string>();
  /** Each takes a fifth of a millisecond to look at: all of them several slices. */
  const slow = (index: number) => {
    const one = camera(index);
    return Object.defineProperty(one, 'site', {
      get: () => {
        const untilMs = performance.now() + 0.2;
        while (performance.now() < untilMs);
        looked.add(one.id);
        return 'site-1';
      },
    });
  };
  const devices = Array.from({ length: 2_000 }, (_, index) => slow(index + 1));

  world.collector.reload({ ...world.watched, inventory: inventoryOf({ devices }) });
  await world.collector.close();

  expect(looked.size).toBeGreaterThan(0);
  expect(looked.size).toBeLessThan(devices.length);
  expect(world.coverage().at(-1)).toMatchObject({ closed: 'stop' });
});

describe('a ledger that refuses', () => {
  test('delays the record and loses nothing', async () => {
    let isFull = true;
    const kept: string[] = [];
    const world = watchWorld(inventory, {
      changes: {
        record: async ({ changes }) => {
          if (isFull) throw new Error('disk full');
          kept.push(...changes.map(({ entity, state }) => `${entity} ${state}`));
        },
      },
    });
    await until(() => expect(world.collector.ledgerFailure()).toBe('Error: disk full'));
    await until(() => expect(stateOf(world, 'cam-1')).toBe('up'));

    isFull = false;
    await until(() => expect(kept).toContain('device:cam-1 up'));
    expect(world.collector.ledgerFailure()).toBeUndefined();
  });
});

test('closing ends the coverage and settles while probes are under way', async () => {
  const world = await watchWell();
  await until(() => expect(world.coverage().length).toBeGreaterThan(1));

  await world.collector.close();

  expect(world.coverage().at(-1)).toMatchObject({ closed: 'stop' });
});
