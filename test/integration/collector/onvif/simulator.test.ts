import { describe, expect, test } from 'vitest';
import { tryLogin } from '#collector/onvif/try-login.ts';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Check } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import type { OnvifTraits } from '#simulator/protocols/device/traits.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { checkOf, loginOf, questionOf } from '#test/support/question.ts';
import { LOGIN, sampleCamera, startVirtualDevices } from '#test/support/virtual-device.ts';

const right = loginOf(LOGIN.user, LOGIN.password);

function targetOf(devices: VirtualDevices, check: Partial<Check> = {}, credentials = right) {
  const { address = '', port = 0 } = devices.endpoints.get('cam-1')?.onvif ?? {};
  const question = questionOf(checkOf({ indicator: 'service', prober: 'onvif', ...check }), {
    depth: 'details',
    credentials,
  });
  return { address, port, timeoutMs: 3_000, question };
}

async function probe(devices: VirtualDevices, check: Partial<Check> = {}, credentials = right) {
  const prober = createOnvifProber({ concurrency: 1, nowMs: Date.now });
  const target = targetOf(devices, check, credentials);
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return outcome;
}

const expected = {
  ok: true,
  report: {
    identity: { maker: 'Axis', model: 'P1468-LE', serial: 'AX0000001', firmware: '11.8.64' },
    networkTime: { source: 'ntp', servers: ['ntp.example'] },
    streams: [{ id: 'profile-1', codec: 'H264', width: 1_920, height: 1_080, framesPerSecond: 25 }],
    access: { protocol: 'onvif' },
  },
} as const;

describe('a virtual camera is described', () => {
  test.each([
    ['that takes a token', { auth: 'token' }],
    ['that takes HTTP digest', { auth: 'http' }],
    ['that takes HTTP digest with SHA-256', { auth: 'http', digestAlgorithms: ['MD5', 'SHA-256'] }],
    ['that takes either', { auth: 'either' }],
    ['that does not know GetServices', { directory: 'capabilities' }],
    ['that tells addresses of another network', { addresses: 'foreign' }],
    ['that tells faults with status 200', { auth: 'token', faultStatus: 'ok', soapPrefix: 'env' }],
    ['that tells only local time and zone', { auth: 'token', time: 'local-only' }],
  ] satisfies [string, OnvifTraits][])('%s', async (_name, onvif) => {
    const devices = await startVirtualDevices([sampleCamera({ onvif })]);

    const outcome = await probe(devices);

    expect(outcome).toMatchObject(expected);
    expect(Math.abs(outcome?.report?.clockOffsetMs ?? Number.NaN)).toBeLessThan(2_000);
  });
});

test('a clock that runs off is told to the second, and signed with all the same', async () => {
  const devices = await startVirtualDevices([sampleCamera({ onvif: { auth: 'token' } })]);
  await devices.set('cam-1', { kind: 'clock-drift', offsetMs: 3_600_000 });

  const outcome = await probe(devices);

  expect(outcome).toMatchObject(expected);
  expect(Math.abs((outcome?.report?.clockOffsetMs ?? 0) - 3_600_000)).toBeLessThan(2_000);
});

test.each(['token', 'http'] as const)(
  'a changed password is refused once a probe (%s), and locks nothing',
  async (auth) => {
    const devices = await startVirtualDevices([sampleCamera({ onvif: { auth, lockAfter: 3 } })]);
    await devices.set('cam-1', { kind: 'wrong-password' });

    const refusals = [];
    for (let count = 0; count < 4; count++) refusals.push((await probe(devices))?.report?.access?.refused);

    // The third wrong login in a row locks the account: not sooner.
    expect(refusals).toEqual(['credentials', 'credentials', 'credentials', 'locked']);
  },
);

test('a recorder tells its channels, and which of them is lost', async () => {
  const channel = (number: number) =>
    ({ number, name: `Kênh ${number}`, video: 'present', recording: 'on' }) as const;
  const devices = await startVirtualDevices([
    sampleCamera({
      kind: 'nvr',
      channels: [1, 2, 3].map(channel),
      disks: [{ name: 'hdd1', sizeBytes: 4e12, freeBytes: 1e12, state: 'ok' }],
      oldestRecordingAgeMs: 20 * 86_400_000,
    }),
  ]);
  const recording = { indicator: 'recording', retentionMs: 15 * 86_400_000 } as const;

  const well = await probe(devices, recording);
  await devices.set('cam-1', { kind: 'channel-lost', channel: 2 });
  const losing = await probe(devices, recording);
  await devices.clear('cam-1', { kind: 'channel-lost', channel: 2 });
  await devices.set('cam-1', { kind: 'disk-full' });
  const full = await probe(devices, recording);

  expect(well).toMatchObject({ ok: true, measurements: { channels: 3, channelsLost: 0 } });
  expect(well).not.toHaveProperty('degraded');
  expect(losing).toMatchObject({
    ok: true,
    measurements: { channels: 3, channelsLost: 1 },
    report: { channels: [{ number: 1 }, { number: 2, name: 'Kênh 2', video: 'lost' }, { number: 3 }] },
    degraded: { reason: 'video-loss' },
  });
  expect(full).toMatchObject({ ok: false, reason: 'not-recording', report: { disks: [{ state: 'full' }] } });
});

test('a login is tried with one question', async () => {
  const devices = await startVirtualDevices([sampleCamera()]);
  const signal = AbortSignal.timeout(5_000);
  const password = createSecret(LOGIN.password);

  expect(await tryLogin(targetOf(devices), { user: LOGIN.user, password }, signal)).toBe('accepted');
  expect(await tryLogin(targetOf(devices), { user: 'admin', password: createSecret('12345') }, signal)).toBe(
    'refused',
  );
});
