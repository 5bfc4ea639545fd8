import { describe, expect, test, vi } from 'vitest';
import { createSecret } from '#core/domain/secret.ts';
import type { Indicator } from '#core/domain/state.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { type MadeDevice, port, watchProtocols } from '#test/support/protocol-world.ts';

const SWITCH = '192.0.2.1';
const NVR = '192.0.2.2';
const CAMERAS = ['192.0.2.11', '192.0.2.12'];
const inventory = inventoryOf({
  devices: [
    device({ id: 'sw', kind: 'switch', profile: 'switch', address: SWITCH, credentials: 'env:SW' }),
    ...CAMERAS.map((address, index) =>
      device({
        id: `cam-${index}`,
        address,
        upstreams: [['link:ward']],
        attachedTo: { device: 'sw', name: `Gi0/${index + 2}` },
      }),
    ),
    device({ id: 'nvr', kind: 'nvr', profile: 'recorder', address: NVR, serial: 'A1' }),
    device({ id: 'hidden', profile: 'channel', channelOf: { recorder: 'nvr', channel: 3 } }),
  ],
  links: [
    link({
      id: 'ward',
      near: 'device:sw',
      capacityBitsPerSecond: 10e6,
      interface: { device: 'sw', name: 'Gi0/1' },
    }),
  ],
});

function setUp(more: Parameters<typeof watchProtocols>[2] = {}) {
  const sw = {
    ports: { 'Gi0/1': port(4e6), 'Gi0/2': { ...port(2e6), milliwatts: 7_000 }, 'Gi0/3': port(2e6) },
  };
  const nvr: MadeDevice = { channels: [{ number: 3, video: 'present', recording: 'on' }], serial: 'A1' };
  const unlocked = { snmp: { version: '2c', community: createSecret('not so public') } } as const;
  const world = watchProtocols(inventory, { sw, nvr }, { credentialsOf: async () => unlocked, ...more });
  const stateOf = (entity: 'link:ward' | `device:${string}`, indicator: Indicator) => {
    const { state, reason } = world.collector.status(entity, indicator) ?? {};
    return [state, reason].filter(Boolean).join(' ');
  };
  return { ...world, sw, nvr, stateOf };
}
const until = (check: () => void) => vi.waitFor(check, { timeout: 12_000, interval: 20 });

async function watchWell(more = {}) {
  const world = setUp(more);
  await until(() => expect(world.stateOf('link:ward', 'reach')).toBe('up'));
  await until(() => expect(world.stateOf('link:ward', 'capacity')).toBe('up'));
  return world;
}

describe('the traffic of a link', () => {
  test('is measured at its interface, to the octet, and shown', async () => {
    const world = await watchWell();
    await until(() => expect(world.traffic.filter(({ linkId }) => linkId).length).toBeGreaterThan(5));

    const samples = world.traffic.filter(({ linkId }) => linkId === 'ward');
    const measured = samples.reduce((sum, { inOctets }) => sum + inOctets, 0);
    const elapsedMs = samples.reduce((sum, { intervalMs }) => sum + intervalMs, 0);
    expect(samples[0]).toMatchObject({ deviceId: 'sw', interface: 'Gi0/1', capacityBitsPerSecond: 10e6 });
    expect(measured).toBeLessThanOrEqual(Number(world.sw.ports['Gi0/1'].octets));
    const rate = (measured * 8_000) / elapsedMs;
    // Both ends are a moment older than the instant at which the question was sent.
    expect(rate).toBeGreaterThan(3.2e6);
    expect(rate).toBeLessThan(4.8e6);
    expect([...(world.collector.traffic?.() ?? [])].map((sample) => sample.interface).sort()).toEqual([
      'Gi0/1',
      'Gi0/2',
      'Gi0/3',
    ]);
  });

  test('is handed on by day, at the latest at the end', async () => {
    const world = await watchWell();

    await world.collector.close();

    const days = world.days.flatMap(({ open }) => open);
    expect(days.at(-2)).toMatchObject({ linkId: 'ward', direction: 'in', capacityBitsPerSecond: 10e6 });
    expect(days.at(-2)?.octets).toBeGreaterThan(0);
  });

  test('saturates it, in the record, and ends to', async () => {
    const world = await watchWell();
    world.sw.ports['Gi0/1'].bitsPerSecond = 12e6;
    await until(() => expect(world.stateOf('link:ward', 'capacity')).toBe('degraded saturated'));
    world.sw.ports['Gi0/1'].bitsPerSecond = 1e6;
    await until(() => expect(world.stateOf('link:ward', 'capacity')).toBe('up'));

    const changes = world.changes().filter(({ indicator }) => indicator === 'capacity');
    expect(changes.map(({ state }) => state)).toEqual(['up', 'degraded', 'up']);
    expect(changes[1]?.evidence).toMatchObject({ probes: 3 });
    expect([...world.collector.statuses()]).toContainEqual(
      expect.objectContaining({ entity: 'link:ward', indicator: 'capacity', state: 'up' }),
    );
  });
});

describe('the port of a link', () => {
  test('that goes dark takes the link down, and up again with the first answer behind it', async () => {
    const world = await watchWell();
    world.sw.ports['Gi0/1'].oper = 'down';
    for (const address of CAMERAS) world.silence(address, 'all');
    await until(() => expect(world.stateOf('link:ward', 'reach')).toBe('down port-down'));
    world.sw.ports['Gi0/1'].oper = 'up';
    for (const address of CAMERAS) world.wake(address);
    await until(() => expect(world.stateOf('link:ward', 'reach')).toBe('up'));

    const down = world.changes().find(({ reason }) => reason === 'port-down');
    expect(down?.evidence).toMatchObject({ interface: 'sw#Gi0/1', oper: 'down' });
    expect(down?.afterMs).toBeLessThanOrEqual(down?.atMs ?? 0);
  });

  test('that was switched off leaves the link unknown, and nobody to blame', async () => {
    const world = await watchWell();
    world.sw.ports['Gi0/1'].admin = 'down';
    for (const address of CAMERAS) world.silence(address, 'all');

    await until(() => expect(world.stateOf('link:ward', 'reach')).toBe('unknown switched-off'));
  });

  test('that is dark while cameras answer behind it is a finding, and no outage', async () => {
    const world = await watchWell();
    world.sw.ports['Gi0/1'].oper = 'down';

    await until(() =>
      expect(world.findings).toContainEqual(
        expect.objectContaining({
          entity: 'link:ward',
          code: 'contradiction',
          subject: 'port',
          isPresent: true,
        }),
      ),
    );
    expect(world.stateOf('link:ward', 'reach')).toBe('up');
  });
});

describe('a camera that only its recorder can see', () => {
  test('is judged by its channel', async () => {
    const world = await watchWell();
    await until(() => expect(world.stateOf('device:hidden', 'stream')).toBe('up'));

    world.nvr.channels = [{ number: 3, video: 'lost', recording: 'off' }];

    await until(() => expect(world.stateOf('device:hidden', 'stream')).toBe('down video-loss'));
    expect(world.stateOf('device:nvr', 'recording')).toBe('up');
  });

  test('is not down for its recorder being so', async () => {
    const world = await watchWell();
    await until(() => expect(world.stateOf('device:hidden', 'stream')).toBe('up'));
    world.silence(NVR, 'all');

    await until(() => expect(world.stateOf('device:nvr', 'recording')).toBe('down timeout'));
    await until(() => expect(world.stateOf('device:hidden', 'stream')).toBe('unknown stale'));

    const states = world.changes().filter(({ entity }) => entity === 'device:hidden');
    expect(states.map(({ state }) => state)).toEqual(['up', 'unknown']);
  });

  test('is looked at through its recorder when somebody asks', async () => {
    const world = await watchWell();

    expect(world.collector.checkNow('hidden')).toBe(true);
    expect(world.collector.checkNow('nobody')).toBe(false);
  });
});

describe('witnesses', () => {
  test('are named in the outage of a camera, and contradict it where they can', async () => {
    const world = await watchWell();
    await until(() => expect(world.traffic.some((sample) => sample.interface === 'Gi0/2')).toBe(true));
    world.silence(CAMERAS[0] ?? '', 'pings');
    await until(() => expect(world.stateOf('device:cam-0', 'reach')).toBe('down timeout'));

    const down = world.changes().find(({ entity, state }) => entity === 'device:cam-0' && state === 'down');
    expect(down?.evidence).toMatchObject({
      probes: 3,
      port: 'sw#Gi0/2',
      portOper: 'up',
      portBitsPerSecond: expect.any(Number),
      poeMilliwatts: 7_000,
    });
    await until(() =>
      expect(world.findings).toContainEqual(
        expect.objectContaining({
          entity: 'device:cam-0',
          code: 'contradiction',
          values: expect.objectContaining({ switch: 'sw', interface: 'Gi0/2' }),
        }),
      ),
    );
    world.wake(CAMERAS[0] ?? '');
    await until(() =>
      expect(world.findings.findLast(({ entity }) => entity === 'device:cam-0')).toMatchObject({
        isPresent: false,
      }),
    );
  });
});

describe('findings', () => {
  test('come with the answers: an old SNMP, another serial, a refusal, and facts beside them', async () => {
    const world = await watchWell();
    await until(() => expect(world.stateOf('device:nvr', 'recording')).toBe('up'));
    world.nvr.serial = 'B2';
    await until(() =>
      expect(world.findings).toContainEqual(
        expect.objectContaining({ code: 'serial-changed', values: { expected: 'A1', found: 'B2' } }),
      ),
    );
    world.nvr.refusal = 'wrong-key';
    await until(() => expect(world.stateOf('device:nvr', 'recording')).toBe('unknown no-access'));

    expect(world.findings).toContainEqual(
      expect.objectContaining({
        entity: 'device:nvr',
        code: 'access-refused',
        values: { reason: 'wrong-key' },
      }),
    );
    expect(world.findings).toContainEqual(
      expect.objectContaining({ entity: 'device:sw', code: 'snmp-old-version', isPresent: true }),
    );
    expect(world.facts.map(({ identity }) => identity?.serial)).toEqual(['A1', 'B2']);
  });

  test('name a reference that leads to no credentials', async () => {
    const world = setUp({ credentialsOf: async () => undefined });

    await until(() =>
      expect(world.findings).toContainEqual(
        expect.objectContaining({ code: 'credentials-missing', values: { reference: 'env:SW' } }),
      ),
    );
    expect(world.stateOf('device:sw', 'service')).toBe('unknown no-data-yet');
  });
});

test('a restarted collector goes on from what is on record of links', async () => {
  const edges = { afterMs: 1_000, atMs: 1_000 };
  const recorded = [
    { entity: 'link:ward', indicator: 'reach', state: 'up', ...edges },
    { entity: 'link:ward', indicator: 'capacity', state: 'up', ...edges },
  ] as const;
  const world = await watchWell({ recorded, coveredTo: { latestMs: 9_000, ofInterval: () => 9_000 } });
  await until(() => expect(world.traffic.length).toBeGreaterThan(10));

  expect(world.changes().filter(({ entity }) => entity === 'link:ward')).toEqual([]);
});
