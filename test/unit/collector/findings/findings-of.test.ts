import { describe, expect, test } from 'vitest';
import type { EarlierFacts } from '#collector/findings/device-survey.ts';
import { findingsOf } from '#collector/findings/findings-of.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Access, DeviceReport } from '#core/domain/device-report.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import type { ProbeOutcome } from '#core/domain/probing.ts';
import { days } from '#core/time/units.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const { findings: wanted, profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { camera: { service: { prober: 'onvif' } } },
});
const AT_MS = Date.UTC(2026, 10, 25);
const service = serviceCheck();
const nothingEarlier: EarlierFacts = { stream: () => undefined };

interface Given {
  readonly device?: Partial<Device>;
  readonly check?: Partial<Check>;
  readonly outcome?: ProbeOutcome;
  readonly earlier?: Partial<EarlierFacts>;
  readonly snmpWanted?: 'v2c' | 'v3';
}

function look(report: DeviceReport, given: Given = {}) {
  const check: Check = { ...service, ...given.check };
  const observations = findingsOf({
    device: device({ id: 'cam', ...given.device }),
    check,
    atMs: AT_MS,
    outcome: given.outcome ?? outcomeOf(report),
    report,
    wanted: { ...wanted, snmpWanted: given.snmpWanted ?? wanted.snmpWanted },
    earlier: { ...nothingEarlier, ...given.earlier },
  });
  return observations.map(({ code, subject, isPresent }) =>
    [code, subject, isPresent ? 'yes' : 'no'].filter(Boolean).join(' '),
  );
}
const outcomeOf = (report: DeviceReport): ProbeOutcome =>
  report.isCutShort
    ? { ok: false, reason: 'cut-short', detail: '', report }
    : { ok: true, measurements: {}, report };
const found = (report: DeviceReport, given?: Given) =>
  look(report, given).filter((line) => line.endsWith(' yes'));
const failed = (
  reason: 'locked' | 'unsupported' | 'wrong-key' | 'timeout' | 'cleartext-login' | 'pin-mismatch',
): ProbeOutcome => ({
  ok: false,
  reason,
  detail: '',
});

describe('access', () => {
  test('that is refused is a finding of that check, and is gone when the check is answered', () => {
    expect(look({}, { outcome: failed('locked') })).toEqual(['access-refused onvif service yes']);
    expect(look({})).toEqual(['access-refused onvif service no', 'pin-mismatch onvif service no']);
    expect(look({}, { outcome: failed('timeout') })).toEqual([]);
  });

  test('that the device says it does not offer is a finding too: nothing else tells why its state is unknown', () => {
    expect(look({}, { outcome: failed('unsupported') })).toEqual(['access-refused onvif service yes']);
  });

  test('that we do not give is no refusal of the device: the password in clear, and anything to another key', () => {
    expect(look({}, { outcome: failed('cleartext-login') })).toEqual(['cleartext-login onvif yes']);
    expect(look({}, { outcome: failed('pin-mismatch') })).toEqual(['pin-mismatch onvif service yes']);
    expect(found({ access: { protocol: 'onvif', refused: 'cleartext-login' } })).toEqual([
      'cleartext-login onvif yes',
    ]);
  });

  test('to details that is refused stands until details are answered', () => {
    const access: Access = { protocol: 'onvif', refused: 'credentials' };
    expect(found({ access })).toEqual(['access-refused onvif service details yes']);
    expect(look({ clockOffsetMs: 0 })).not.toContain('access-refused onvif service details no');
    expect(look({ identity: {} })).toContain('access-refused onvif service details no');
  });

  test.each([
    ['snmp-v1', 'v3', true],
    ['snmp-v2c', 'v3', true],
    ['snmp-v3', 'v3', false],
    ['snmp-v1', 'v2c', true],
    ['snmp-v2c', 'v2c', false],
    ['snmp-v3', 'v2c', false],
  ] as const)('by %s where %s is wanted is a finding: %s', (protocol, snmpWanted, isFinding) => {
    const lines = look({ access: { protocol } }, { snmpWanted, check: { prober: 'snmp' } });

    expect(lines).toContain(`snmp-old-version ${isFinding ? 'yes' : 'no'}`);
    expect(lines).toContain('default-community no');
  });

  test('by a well-known community is a finding', () => {
    expect(found({ access: { protocol: 'snmp-v2c', weakness: 'default-community' } })).toContain(
      'default-community yes',
    );
  });

  test.each(['no-password', 'empty-password', 'default-password', 'cleartext-login'] as const)(
    'by %s is a finding of the protocol, and the others are looked at and not there',
    (weakness) => {
      const lines = look({ access: { protocol: 'rtsp', weakness } });

      expect(lines.filter((line) => line.includes(' rtsp ')).sort()).toEqual(
        ['cleartext-login', 'default-password', 'empty-password', 'no-password'].map(
          (code) => `${code} rtsp ${code === weakness ? 'yes' : 'no'}`,
        ),
      );
    },
  );
});

describe('identity', () => {
  test.each([
    ['DS-1234 56', 'ds-123456', false],
    ['DS123456', 'DS123457', true],
  ])('serial %s of the inventory and %s of the device are two: %s', (serial, said, isFinding) => {
    const lines = look({ identity: { serial: said } }, { device: { serial } });

    expect(lines).toContain(`serial-changed ${isFinding ? 'yes' : 'no'}`);
  });

  test('is held against what was said before where the inventory is silent, and not where it speaks', () => {
    const report = { identity: { serial: 'B', model: 'IPC-9000' } };
    const earlier = { serial: 'A', model: 'IPC-8000' };

    expect(found(report, { earlier })).toEqual(['serial-changed yes', 'model-changed yes']);
    expect(found(report, { earlier, device: { serial: 'b', model: 'ipc 9000' } })).toEqual([]);
    expect(look(report).filter((line) => line.includes('changed'))).toEqual([]);
  });

  test.each([
    ['DS-2CD2185FWD-I', 'DS-2CD2185FWD-I', false],
    ['DS-2CD2185FWD', 'DS-2CD2185FWD-I (2.8 mm)', false],
    ['DS-2CD2185FWD-I', 'DS-2CD2185', false],
    ['AXIS P3245-V', 'P3245-V', false],
    ['P3245', 'AXIS P3245-V', false],
    ['DS-2CD2185FWD-I', 'DS-2CD2143G2-I', true],
    // Three characters are no series.
    ['IPC', 'IPC-HFW2431', true],
  ])('model %s of the inventory and %s of the device are two: %s', (model, said, isFinding) => {
    const report = { identity: { model: said, maker: 'AXIS' } };

    expect(look(report, { device: { model, maker: 'Axis' } })).toContain(
      `model-changed ${isFinding ? 'yes' : 'no'}`,
    );
  });

  test('says whether the firmware is older than it must be, where that can be read', () => {
    const given = { device: { minFirmware: '5.7.10' } };

    expect(found({ identity: { firmware: 'V5.7.3 build 220112' } }, given)).toEqual(['firmware-old yes']);
    expect(look({ identity: { firmware: 'V5.8.0' } }, given)).toContain('firmware-old no');
    const unreadable = look({ identity: { firmware: 'custom' } }, given);
    expect(unreadable.filter((line) => line.includes('firmware'))).toEqual([]);
  });
});

describe('the clock', () => {
  test.each([
    [30_001, ['clock-drift yes']],
    [-30_001, ['clock-drift yes']],
    [30_000, []],
    [24_001, []],
    [24_000, ['clock-drift no']],
    [0, ['clock-drift no']],
  ])('that is off by %d ms is a drift: %j', (clockOffsetMs, expected) => {
    expect(look({ clockOffsetMs }).filter((line) => line.includes('clock'))).toEqual(expected);
  });

  test.each([
    ['manual', [], 'yes'],
    ['ntp', [], 'yes'],
    ['ntp', ['10.0.0.1'], 'no'],
  ] as const)('that is set by %s %j is unsynchronised: %s', (source, servers, expected) => {
    expect(look({ networkTime: { source, servers } })).toContain(`clock-unsynchronised ${expected}`);
  });
});

describe('streams', () => {
  const stream = {
    id: 'main',
    codec: 'H264',
    width: 1920,
    height: 1080,
    framesPerSecond: 25,
    bitsPerSecond: 4e6,
  };
  const earlier = {
    stream: (id: string) => (id === 'main' ? 'h264, 1920x1080, 25 fps, 4000 kbit/s' : undefined),
  };

  test.each([
    ['nothing', {}, 'no'],
    ['a twentieth of the rate', { bitsPerSecond: 4.2e6, framesPerSecond: 24 }, 'no'],
    ['the codec', { codec: 'H265' }, 'yes'],
    ['the size', { width: 1280, height: 720 }, 'yes'],
    ['the rate', { bitsPerSecond: 1e6 }, 'yes'],
    ['the frames', { framesPerSecond: 12 }, 'yes'],
  ])('that differ in %s (%j) are changed: %s', (_what, change, expected) => {
    expect(look({ streams: [{ ...stream, ...change }] }, { earlier })).toContain(
      `stream-changed main ${expected}`,
    );
  });

  test('are not changed by what is not said, and are new where nothing was said before', () => {
    expect(look({ streams: [{ id: 'main', codec: 'h264' }] }, { earlier })).toContain(
      'stream-changed main no',
    );
    const lines = look({ streams: [{ ...stream, id: 'sub' }] }, { earlier });
    expect(lines.filter((line) => line.includes('stream'))).toEqual([]);
  });
});

describe('condition', () => {
  test('storage that is told of only in trouble is well again when the recorder records', () => {
    const channel = (recording: 'on' | 'off') => ({ number: 1, video: 'present', recording }) as const;
    const full: DeviceReport = { disks: [{ name: 'storage', state: 'full' }], channels: [channel('off')] };
    const recorder: Given = { check: { indicator: 'recording' } };

    expect(look(full, recorder)).toContain('disk-trouble storage yes');
    expect(look({ channels: [channel('on')] }, recorder)).toContain('disk-trouble storage no');
    expect(look({ channels: [channel('off')] }, recorder).join()).not.toContain('disk-trouble');
    expect(look({ channels: [channel('on')] }).join()).not.toContain('disk-trouble');
  });

  test('storage is not well again by a part of an answer: the disk may be full for a channel that was not told of', () => {
    const channels = [{ number: 1, video: 'present', recording: 'on' }] as const;

    expect(look({ channels, isCutShort: true }, { check: { indicator: 'recording' } }).join()).not.toContain(
      'disk-trouble',
    );
  });

  test('names the disks that are in trouble and those that are well', () => {
    const disks = [
      { name: 'hdd1', state: 'ok' },
      { name: 'hdd2', state: 'failed' },
      { name: 'hdd3', state: 'full' },
      { name: 'hdd4', state: 'missing' },
      { name: 'hdd5', state: 'unknown' },
    ] as const;

    expect(look({ disks }).filter((line) => line.startsWith('disk'))).toEqual([
      'disk-trouble hdd1 no',
      'disk-trouble hdd2 yes',
      'disk-trouble hdd3 yes',
      'disk-trouble hdd4 yes',
    ]);
  });

  const recording = { indicator: 'recording', prober: 'snmp', retentionMs: days(30) } as const;

  test('that a recorder does not tell, and a contract wants, is a finding: silence is no better answer', () => {
    expect(look({}, { check: recording })).toContain('access-refused snmp retention yes');
    expect(look({ oldestRecordingMs: 0 }, { check: recording })).toContain(
      'access-refused snmp retention no',
    );
    expect(look({}, { check: recording, outcome: failed('timeout') })).toEqual([]);
  });
  const old = { lifecycle: [{ stage: 'in-service', atMs: AT_MS - days(400) }] } as const;
  const young = {
    lifecycle: [
      { stage: 'requested', atMs: AT_MS - days(300) },
      { stage: 'installed', atMs: AT_MS - days(10) },
    ],
  } as const;

  test.each([
    ['30 days', 30, old, ['retention-short no']],
    ['29 days', 29, old, ['retention-short yes']],
    ['all it has seen', 10, young, ['retention-short no']],
    ['less than it has seen', 9, young, ['retention-short yes']],
  ] as const)('compares recordings of %s with what is wanted', (_what, reach, life, expected) => {
    const report = { oldestRecordingMs: AT_MS - days(reach) };

    expect(look(report, { check: recording, device: life }).filter((line) => line.startsWith('ret'))).toEqual(
      expected,
    );
    expect(look(report).filter((line) => line.startsWith('ret'))).toEqual([]);
  });

  test.each([
    ['a day beyond what is allowed', { retentionMaxMs: days(90) }, 91, ['retention-long no']],
    ['more than a day beyond', { retentionMaxMs: days(90) }, 92, ['retention-long yes']],
    [
      'as much as is wanted, though more than is allowed',
      { retentionMs: days(120), retentionMaxMs: days(90) },
      121,
      ['retention-short no', 'retention-long no'],
    ],
    ['years, where nobody set a bound', { retentionMs: days(30) }, 900, ['retention-short no']],
  ] as const)('finds recordings of %s', (_what, asked, reach, expected) => {
    const check = { indicator: 'recording', prober: 'snmp', ...asked } as const;
    const report = { oldestRecordingMs: AT_MS - days(reach) };

    expect(look(report, { check, device: old }).filter((line) => line.startsWith('ret'))).toEqual(expected);
  });

  test('a recorder that does not tell is found where only a bound is set', () => {
    const check = { indicator: 'recording', prober: 'snmp', retentionMaxMs: days(90) } as const;

    expect(look({}, { check })).toContain('access-refused snmp retention yes');
  });

  test.each([
    ['battery', ['on-battery yes']],
    ['mains', ['on-battery no']],
    ['other', []],
  ] as const)('power from %s: %j', (source, expected) => {
    expect(look({ ups: { source } }).filter((line) => line.startsWith('on-'))).toEqual(expected);
  });

  test.each([
    [AT_MS, true, ['certificate-expired onvif yes', 'certificate-self-signed onvif yes']],
    [AT_MS + 1, false, ['certificate-expired onvif no', 'certificate-self-signed onvif no']],
  ])('a certificate valid to %d, self-signed %s', (validToMs, isSelfSigned, expected) => {
    const certificate = { subject: 'CN=cam', isSelfSigned, validToMs, sha256: '00' };

    expect(look({ certificate }).filter((line) => line.startsWith('cert'))).toEqual(expected);
  });
});

test('what a finding says can be read: what was expected and what was found', () => {
  const [observation] = findingsOf({
    device: device({ id: 'cam', serial: 'A1' }),
    check: service,
    atMs: AT_MS,
    outcome: failed('timeout'),
    report: { identity: { serial: 'B2' } },
    wanted,
    earlier: nothingEarlier,
  });

  expect(observation).toEqual({
    entity: 'device:cam',
    code: 'serial-changed',
    subject: '',
    isPresent: true,
    atMs: AT_MS,
    values: { expected: 'A1', found: 'B2' },
  });
});

function serviceCheck(): Check {
  const [watch] = buildWatchList(
    inventoryOf({ devices: [device({ id: 'cam', address: '127.0.0.1' })] }),
    profiles,
  );
  if (!watch) throw new Error('no check');
  return watch.check;
}
