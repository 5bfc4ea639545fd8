import { expect, onTestFinished, test } from 'vitest';
import { NO_CITY } from '#collector/diagnosis/plan-probe.ts';
import { type ProbeContext, probe } from '#collector/diagnosis/probe.ts';
import { Probe } from '#collector/diagnosis/probe-input.ts';
import { walk } from '#collector/diagnosis/walk.ts';
import { parseInput } from '#core/input/parse-input.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';
import { unusedPort } from '#test/support/tcp.ts';

const TIMES = { times: 1, everyMs: 0, tls: false };

/** What a page would hand in: a city, and no command line. */
function contextOf(devices: Parameters<typeof device>[0][] = []): ProbeContext {
  const stopping = new AbortController();
  onTestFinished(() => stopping.abort(new Error('the test is over')));
  const inventory = inventoryOf({ devices: devices.map(device) });
  const city = { ...NO_CITY, inventory, dir: '/etc/city', makers: [] };
  return { city, env: {}, stop: stopping.signal, onProgress: () => undefined };
}

test('asks an address by what is named, and concludes from what came', async () => {
  const port = await unusedPort();

  const {
    device: asked,
    isInventoried,
    looks,
  } = await probe(contextOf(), {
    ...{ ...TIMES, address: '127.0.0.1', port, as: ['tcp'] },
  });

  expect([asked.id, isInventoried]).toEqual(['127.0.0.1', false]);
  expect(looks.map(({ rounds }) => rounds[0].verdict)).toMatchObject([{ state: 'down', reason: 'refused' }]);
});

test.each([
  [{}, 'INPUT_INVALID', 'device: cần một thiết bị trong danh mục hoặc một địa chỉ'],
  [
    { device: 'cam-9' },
    'NOTHING_TO_PROBE',
    '/etc/city: expected the id of a device, found no device "cam-9"',
  ],
])('refuses %j by a code', async (whom, code, vi) => {
  await expect(probe(contextOf(), { ...TIMES, ...whom })).rejects.toMatchObject({ code, said: { vi } });
});

test('walks nothing that has no credentials for SNMP', async () => {
  const context = { ...contextOf([{ id: 'cam-1', address: '127.0.0.1' }]), onRow: () => undefined };

  await expect(walk(context, { ...TIMES, device: 'cam-1', walk: true, maxRows: 10 })).rejects.toMatchObject({
    code: 'NOTHING_TO_PROBE',
  });
});

test('says of an input of a page what is wrong, member by member', () => {
  expect(() => parseInput(Probe, { device: 'cam-1', times: 0, path: 'stream' })).toThrow(
    'times: expected a whole number from 1 to 100; path: expected a path such as /stream1',
  );
});
