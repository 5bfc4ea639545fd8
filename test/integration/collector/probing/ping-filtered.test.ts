import { expect, test, vi } from 'vitest';
import type { SingleProber } from '#collector/probing/prober.ts';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { asAllProtocols } from '#test/support/engines.ts';
import { device, inventoryOf, link } from '#test/support/inventory.ts';
import { fastSettings, watchWorld } from '#test/support/watched-world.ts';

const CAMERA = deviceEntity('cam-1');
const until = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/** Two cameras behind a line that are asked by ping every 100 ms and by ONVIF every hour; `mute` answer no ONVIF. */
async function watchCameras() {
  const settings = fastSettings();
  const { reach } = settings.profiles.camera ?? {};
  if (!reach) throw new Error('no check');
  const service = { ...reach, prober: 'onvif', intervalMs: 3_600_000 } as const;
  const mute = new Set<string>();
  const onvif: SingleProber = {
    mode: 'single',
    concurrency: 100,
    probe: async ({ address }) => {
      if (mute.has(address)) throw Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
      return { measurements: {} };
    },
  };
  const inventory = inventoryOf({
    devices: [1, 2].map((n) =>
      device({ id: `cam-${n}`, address: `192.0.2.${n}`, upstreams: [['link:ward']] }),
    ),
    links: [link({ id: 'ward' })],
  });
  const world = watchWorld(inventory, {
    watched: { settings: { ...settings, profiles: { camera: { reach, service } } }, inventory },
    probers: asAllProtocols(onvif),
  });
  // Its turn may be in an hour.
  for (const id of ['cam-1', 'cam-2']) world.collector.checkNow(id);
  await until(() => {
    for (const id of ['cam-1', 'cam-2']) {
      expect(world.collector.status(deviceEntity(id), 'reach')?.state).toBe('up');
      expect(world.collector.status(deviceEntity(id), 'service')?.state).toBe('up');
    }
  });
  const rows = () =>
    world
      .changes()
      .filter(({ state, indicator }) => indicator === 'reach' && state === 'down')
      .map(({ entity, reason }) => `${entity} ${reason}`);
  return { ...world, mute, rows };
}

test('cameras that answer ONVIF while their pings are dropped are not lost, nor is their line', async () => {
  const { dead, collector, findings, rows } = await watchCameras();

  for (const address of ['192.0.2.1', '192.0.2.2']) dead.add(address);
  await until(() => expect(rows()).toHaveLength(2));

  expect(rows().sort()).toEqual(['device:cam-1 ping-filtered', 'device:cam-2 ping-filtered']);
  expect(collector.status(linkEntity('ward'), 'reach')?.state).toBe('up');
  expect(findings).toContainEqual(
    expect.objectContaining({
      entity: CAMERA,
      code: 'ping-filtered',
      isPresent: true,
      values: { answeredBy: 'service' },
    }),
  );

  dead.clear();
  await until(() => expect(collector.status(CAMERA, 'reach')?.state).toBe('up'));
  expect(findings).toContainEqual(
    expect.objectContaining({ entity: CAMERA, code: 'ping-filtered', isPresent: false }),
  );
});

test('a camera that dies while its pings are dropped is lost since ONVIF failed first', async () => {
  const { dead, mute, collector, changes, rows } = await watchCameras();
  dead.add('192.0.2.1');
  await until(() => expect(rows()).toEqual(['device:cam-1 ping-filtered']));

  mute.add('192.0.2.1');
  collector.checkNow('cam-1');
  await until(() => expect(rows()).toHaveLength(2));

  const ofCamera = changes().filter(({ entity, state }) => entity === CAMERA && state === 'down');
  const [, service, lost] = ofCamera;
  expect(service).toMatchObject({ indicator: 'service', reason: 'timeout' });
  expect(lost).toMatchObject({
    indicator: 'reach',
    reason: 'timeout',
    atMs: service?.atMs,
    afterMs: service?.afterMs,
    evidence: { lastAnsweredBy: 'service' },
  });
});

test('a camera that is dead has one row, and is asked otherwise before that is confirmed', async () => {
  const { dead, mute, changes, written, rows } = await watchCameras();
  const asked = () =>
    written.filter(({ deviceId, indicator }) => deviceId === 'cam-1' && indicator === 'service');
  const before = asked().length;

  mute.add('192.0.2.1');
  dead.add('192.0.2.1');
  await until(() => expect(rows()).toEqual(['device:cam-1 timeout']));

  expect(asked().length).toBeGreaterThan(before);
  expect(changes().filter(({ entity, state }) => entity === 'link:ward' && state === 'down')).toEqual([]);
});
