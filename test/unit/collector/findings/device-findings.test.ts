import { describe, expect, test } from 'vitest';
import { createDeviceFindings } from '#collector/findings/device-findings.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { DeviceFacts } from '#core/domain/device-facts.ts';
import type { WholeReport } from '#core/domain/device-report.ts';
import type { FindingObservation, RecordedFinding } from '#core/domain/findings.ts';
import type { Device } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const settings = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { service: { prober: 'onvif' }, stream: { prober: 'rtsp' } } },
});
const stream = { id: 'main', codec: 'h264', width: 1920, height: 1080 };

function setUp(
  given: {
    readonly device?: Partial<Device>;
    readonly recordedFacts?: readonly DeviceFacts[];
    readonly recordedFindings?: readonly RecordedFinding[];
  } = {},
) {
  const noted: FindingObservation[] = [];
  const learnt: DeviceFacts[] = [];
  const findings = createDeviceFindings({
    sink: { note: (more) => void noted.push(...more), learn: (more) => void learnt.push(...more) },
    recordedFacts: given.recordedFacts ?? [],
    recordedFindings: given.recordedFindings ?? [],
    metrics: createMetrics(),
  });
  const watch = (...devices: readonly Device[]) => {
    const inventory = inventoryOf({ devices });
    findings.replace({ settings, inventory }, 0);
  };
  watch(device({ id: 'cam', address: '127.0.0.1', ...given.device }));
  const see = (report: WholeReport, atMs: number, indicator: Reading['indicator'] = 'service') => {
    const outcome = { ok: true, measurements: {}, report } as const;
    findings.take([{ deviceId: 'cam', indicator, atMs, outcome }], settings.findings);
  };
  const told = () =>
    noted.map(({ code, isPresent, atMs, values: { expected, found } }) =>
      [code, isPresent, atMs, expected, found].filter((part) => part !== undefined).join(' '),
    );
  return { findings, see, noted, learnt, told, watch };
}

describe('what devices are held to', () => {
  test('is what they said first, and stays so while they say something else', () => {
    const { see, told } = setUp();

    for (const [atMs, serial] of [
      [1, 'A'],
      [2, 'B'],
      [3, 'B'],
      [4, 'A'],
    ] as const)
      see({ identity: { serial } }, atMs);

    expect(told()).toEqual(['serial-changed true 2 A B', 'serial-changed false 4 A A']);
  });

  test('is what the ledger knows from before', () => {
    const recordedFacts = [
      { deviceId: 'cam', observedMs: 0, identity: { model: 'IPC-1000' }, streams: [stream] },
    ];
    const { see, told } = setUp({ recordedFacts });

    see({ identity: { model: 'IPC-2000' }, streams: [{ ...stream, codec: 'h265' }] }, 1);

    expect(told()).toEqual([
      'model-changed true 1 IPC-1000 IPC-2000',
      'stream-changed true 1 h264, 1920x1080 h265, 1920x1080',
    ]);
  });

  test('is what a finding expects that stood before the restart, and not what gave rise to it', () => {
    const finding = {
      entity: 'device:cam',
      code: 'serial-changed',
      subject: '',
      firstMs: 0,
      lastMs: 0,
      values: { expected: 'A', found: 'B' },
    } as const;
    const recordedFacts = [{ deviceId: 'cam', observedMs: 0, identity: { serial: 'B' } }];
    const { see, told } = setUp({ recordedFacts, recordedFindings: [finding] });

    see({ identity: { serial: 'B' } }, minutes(1));
    expect(told()).toEqual([]);

    see({ identity: { serial: 'A' } }, minutes(2));
    expect(told()).toEqual([`serial-changed false ${minutes(2)} A A`]);
  });

  test('is the serial of the inventory once that has one', () => {
    const { see, told, watch } = setUp();
    see({ identity: { serial: 'A' } }, 1);
    see({ identity: { serial: 'B' } }, 2);

    watch(device({ id: 'cam', address: '127.0.0.1', serial: 'B' }));
    see({ identity: { serial: 'B' } }, 3);

    expect(told()).toEqual(['serial-changed true 2 A B', 'serial-changed false 3 B B']);
  });

  test('is how a stream is set for a week', () => {
    const { see, told } = setUp();
    see({ streams: [stream] }, 0, 'stream');
    const changed = { ...stream, codec: 'h265' };
    for (let atMs = days(1); atMs <= days(9); atMs += days(1)) see({ streams: [changed] }, atMs, 'stream');

    expect(told().filter((line) => line.includes('false'))).toEqual([
      `stream-changed false ${days(9)} h265, 1920x1080 h265, 1920x1080`,
    ]);
  });
});

describe('facts', () => {
  test('are learnt when they change, and what always changes once an hour', () => {
    const { see, learnt } = setUp();
    const disk = (freeBytes: number, state: 'ok' | 'failed' = 'ok') => ({
      disks: [{ name: 'a', state, freeBytes }],
    });

    see(disk(100), 0);
    see(disk(90), minutes(5));
    see(disk(80), hours(1));
    see(disk(80, 'failed'), hours(1) + 1);
    see({ clockOffsetMs: 5 }, hours(1) + 2);

    expect(learnt.map(({ observedMs }) => observedMs)).toEqual([0, hours(1), hours(1) + 1]);
  });

  test('of one probe do not hide those of another', () => {
    const { see, learnt } = setUp();

    see({ identity: { serial: 'A' } }, 0);
    see({ streams: [stream] }, 1, 'stream');
    see({ identity: { serial: 'A' } }, 2);

    expect(learnt).toEqual([
      { deviceId: 'cam', observedMs: 0, identity: { serial: 'A' } },
      { deviceId: 'cam', observedMs: 1, streams: [stream] },
    ]);
  });
});

describe('credentials that lead to nothing', () => {
  const keyed = { credentials: 'env:CAM' };

  test('are a finding until they lead to something', () => {
    const { findings, noted } = setUp({ device: keyed });

    findings.noteCredentials('cam', false, 1);
    findings.noteCredentials('cam', false, 2);
    findings.noteCredentials('cam', true, 3);

    expect(noted.map(({ code, isPresent, atMs, values }) => [code, isPresent, atMs, values])).toEqual([
      ['credentials-missing', true, 1, { reference: 'env:CAM' }],
      ['credentials-missing', false, 3, { reference: 'env:CAM' }],
    ]);
  });

  test('are none any more where none are wanted', () => {
    const { findings, told, watch } = setUp({ device: keyed });
    findings.noteCredentials('cam', false, 1);

    watch(device({ id: 'cam', address: '127.0.0.1' }));

    expect(told()).toEqual(['credentials-missing true 1', 'credentials-missing false 0']);
  });
});

test('nothing is noted of a device that is not watched', () => {
  const { findings, told, see, watch } = setUp();
  watch();

  see({ clockOffsetMs: 1e9 }, 1);
  see({ clockOffsetMs: 1e9 }, 2);
  findings.note([]);

  expect(told()).toEqual([]);
});
