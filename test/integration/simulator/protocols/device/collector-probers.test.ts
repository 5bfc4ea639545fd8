import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { createRtspProber } from '#collector/probers/rtsp.ts';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import type { SingleProber } from '#collector/probing/prober.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { loadMakers } from '#config/makers/load-makers.ts';
import type { MakerProfile } from '#config/makers/maker-schema.ts';
import type { Credentials } from '#core/domain/credentials.ts';
import type { Check, DeviceKind } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import type { OnvifTraits, RtspTraits } from '#simulator/protocols/device/traits.ts';
import type { VirtualDevice, VirtualEndpoints } from '#simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import type { VirtualFault } from '#simulator/protocols/device/virtual-fault.ts';
import { checkOf, questionOf } from '#test/support/question.ts';
import {
  COMMUNITY,
  LOGIN,
  LOOPBACK,
  sampleCamera,
  sampleInterface,
  startVirtualDevices,
} from '#test/support/virtual-device.ts';

/** Two that were written apart, each after the standards: the devices of the simulator, and the probers that will ask them. */
const CREDENTIALS: Credentials = {
  login: { user: LOGIN.user, password: createSecret(LOGIN.password), cleartextTo: ['cam-1'] },
  snmp: { version: '2c', community: createSecret(COMMUNITY) },
};
let makers: readonly MakerProfile[];
beforeAll(async () => {
  makers = await loadMakers();
});

interface Asking {
  readonly prober: SingleProber;
  readonly protocol: keyof VirtualEndpoints;
  readonly check: Pick<Check, 'indicator' | 'prober'> & Partial<Check>;
  readonly maker?: string;
  readonly kind?: DeviceKind;
}

async function probe(
  devices: VirtualDevices,
  { prober, protocol, check, maker = 'Axis', kind = 'camera' }: Asking,
) {
  if (prober.close) onTestFinished(prober.close);
  const question = questionOf(checkOf(check), {
    depth: 'details',
    credentials: CREDENTIALS,
    device: { maker, kind },
  });
  const port = devices.endpoints.get('cam-1')?.[protocol]?.port ?? 0;
  const target = { address: LOOPBACK, port, timeoutMs: 5_000, question };
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return outcome;
}

const onvif = (indicator: 'service' | 'recording'): Asking => ({
  prober: createOnvifProber({ concurrency: 1, nowMs: Date.now }),
  protocol: 'onvif',
  check: { indicator, prober: 'onvif' },
});
const snmp = (indicator: 'service' | 'recording', maker: string, kind: DeviceKind = 'nvr'): Asking => ({
  prober: createSnmpProber({ concurrency: 1, makers }),
  protocol: 'snmp',
  check: { indicator, prober: 'snmp' },
  maker,
  kind,
});
const stream = (): Asking => ({
  prober: createRtspProber({ concurrency: 1 }),
  protocol: 'rtsp',
  check: { indicator: 'stream', prober: 'rtsp', path: '/live' },
});

const RECORDER: Partial<VirtualDevice> = {
  kind: 'nvr',
  channels: [1, 2, 3].map((number) => ({
    number,
    name: `Kênh ${number}`,
    video: 'present',
    recording: 'on',
  })),
  disks: [1, 2].map((number) => ({
    name: `HDD ${number}`,
    sizeBytes: 8e12,
    freeBytes: 4e11,
    state: 'ok',
  })),
  oldestRecordingAgeMs: 34 * 86_400_000,
};

describe('the prober onvif', () => {
  test.each<OnvifTraits>([
    {},
    { auth: 'token', soapPrefix: 's' },
    { auth: 'http', digestAlgorithms: ['SHA-256', 'MD5'] },
    { directory: 'capabilities', soapPrefix: 'env' },
    { addresses: 'foreign' },
    { faultStatus: 'ok', auth: 'token' },
    { time: 'local-only' },
  ])('reads a device with the habits %j', async (traits) => {
    const devices = await startVirtualDevices([sampleCamera({ onvif: traits })]);

    expect(await probe(devices, onvif('service'))).toMatchObject({
      ok: true,
      report: {
        identity: { maker: 'Axis', model: 'P1468-LE', serial: 'AX0000001', firmware: '11.8.64' },
        streams: [{ id: 'profile-1', codec: 'H264', width: 1_920, height: 1_080 }],
        networkTime: { source: 'ntp', servers: ['ntp.example'] },
      },
    });
  });

  test('finds a recorder recording, and a channel without video', async () => {
    const devices = await startVirtualDevices([sampleCamera(RECORDER)]);
    expect(await probe(devices, onvif('recording'))).toMatchObject({
      ok: true,
      measurements: { channels: 3 },
    });

    await devices.set('cam-1', { kind: 'channel-lost', channel: 2 });
    expect(await probe(devices, onvif('recording'))).toMatchObject({
      ok: true,
      degraded: { detail: expect.stringContaining('2') },
    });
  });

  test('finds a locked account locked', async () => {
    const devices = await startVirtualDevices([sampleCamera({ onvif: { lockAfter: 1 }, ...RECORDER })]);
    await devices.set('cam-1', { kind: 'wrong-password' });

    expect(await probe(devices, onvif('recording'))).toMatchObject({ ok: false, reason: 'credentials' });
    expect(await probe(devices, onvif('recording'))).toMatchObject({ ok: false, reason: 'locked' });
  });
});

describe('the prober snmp', () => {
  test.each([
    ['Hikvision', 'nvr', ['serial']],
    ['Dahua', 'nvr', ['model', 'serial', 'firmware']],
    ['Axis', 'camera', ['model', 'firmware']],
    ['Zyxel', 'switch', ['model', 'serial', 'firmware']],
    ['Advantech', 'switch', ['model', 'serial', 'firmware']],
    ['ABB', 'ups', ['model', 'firmware']],
  ] as const)('recognises %s, and reads what such a device tells', async (maker, kind, fields) => {
    const planned = sampleCamera({ maker, kind });
    const devices = await startVirtualDevices([planned]);

    const outcome = await probe(devices, snmp('service', maker));

    const expected = Object.fromEntries(fields.map((field) => [field, planned[field]]));
    expect(outcome).toMatchObject({ ok: true, report: { identity: expected } });
  });

  test('reads ports, power and temperature of a switch', async () => {
    const devices = await startVirtualDevices([
      sampleCamera({
        interfaces: [
          sampleInterface(1, { name: 'swp00', poeMilliwatts: 7_000, inOctetsAtStart: 2 ** 40 }),
          sampleInterface(2, { name: 'swp01', oper: 'down', poeMilliwatts: 0 }),
        ],
        temperatures: [{ name: 'board', celsius: 41 }],
        ups: {
          source: 'battery',
          chargePercent: 80,
          runtimeMs: 1_200_000,
          loadPercent: 30,
          voltageVolts: 229,
        },
      }),
    ]);

    expect(await probe(devices, snmp('service', 'Axis', 'switch'))).toMatchObject({
      ok: true,
      report: {
        interfaces: [
          { name: 'swp00', oper: 'up', counters: { bits: 64, inOctets: 2n ** 40n } },
          { name: 'swp01', oper: 'down' },
        ],
        poePorts: [{ isDelivering: true }, { isDelivering: false }],
        sensors: expect.arrayContaining([expect.objectContaining({ quantity: 'celsius', value: 41 })]),
      },
    });
  });

  test('reads a supply on battery', async () => {
    const devices = await startVirtualDevices([
      sampleCamera({
        kind: 'ups',
        ups: {
          source: 'battery',
          chargePercent: 80,
          runtimeMs: 1_200_000,
          loadPercent: 30,
          voltageVolts: 229,
        },
      }),
    ]);

    expect(await probe(devices, snmp('service', 'APC', 'ups'))).toMatchObject({
      ok: true,
      report: { ups: { source: 'battery', chargeRatio: 0.8, runtimeMs: 1_200_000, loadRatio: 0.3 } },
    });
  });

  test('finds the disks of a recorder, and that they are full', async () => {
    const devices = await startVirtualDevices([sampleCamera({ maker: 'Dahua', ...RECORDER })]);
    expect(await probe(devices, snmp('recording', 'Dahua'))).toMatchObject({
      ok: true,
      measurements: { disks: 2, disksFailed: 0 },
    });

    await devices.set('cam-1', { kind: 'disk-full' });
    expect(await probe(devices, snmp('recording', 'Dahua'))).toMatchObject({
      degraded: { reason: 'disk', detail: 'no space is left on HDD 1, HDD 2' },
    });
  });
});

describe('the prober rtsp', () => {
  const camera = (rtsp: RtspTraits) =>
    sampleCamera({ rtsp, streams: sampleCamera().streams.map((one) => ({ ...one, path: '/live' })) });

  test.each<RtspTraits>([{}, { auth: 'basic' }, { auth: 'digest-sha256' }])(
    'plays a stream behind %j',
    async (traits) => {
      const devices = await startVirtualDevices([camera(traits)]);

      expect(await probe(devices, stream())).toMatchObject({
        ok: true,
        measurements: { firstPacketMs: expect.any(Number) },
        report: { streams: [{ codec: 'H264', width: 1_920, height: 1_080, framesPerSecond: 25 }] },
      });
    },
  );

  test.each<[VirtualFault, string]>([
    [{ kind: 'no-video' }, 'no-media'],
    [{ kind: 'wrong-password' }, 'credentials'],
    [{ kind: 'silent' }, 'refused'],
  ])('finds %o', async (fault, reason) => {
    const devices = await startVirtualDevices([camera({})]);
    await devices.set('cam-1', fault);

    expect(await probe(devices, stream())).toMatchObject({ ok: false, reason });
  });
});
