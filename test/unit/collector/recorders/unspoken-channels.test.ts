import { expect, test } from 'vitest';
import { createUnspokenChannels } from '#collector/recorders/unspoken-channels.ts';
import { buildWatchList } from '#collector/watch-list.ts';
import { Settings } from '#config/settings-schema.ts';
import type { Channel, DeviceReport } from '#core/device-report.ts';
import type { ProbeOutcome, Reading } from '#core/probing.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    recorder: { reach: { prober: 'icmp' }, recording: { prober: 'snmp' } },
    camera: { recording: { prober: 'channel' } },
  },
});
const camera = (id: string, channel: number) => device({ id, channelOf: { recorder: 'nvr', channel } });
const devices = [
  device({ id: 'nvr', kind: 'nvr', profile: 'recorder', address: '127.0.0.1' }),
  camera('cam-1', 1),
  camera('cam-2', 2),
];
const watches = buildWatchList(inventoryOf({ devices }), profiles);

const channel = (number: number, recording: Channel['recording']): Channel => ({
  number,
  video: 'present',
  recording,
});
const answered = (report: DeviceReport): ProbeOutcome => ({ ok: true, measurements: {}, report });
const readingOf = (outcome: ProbeOutcome, more: Partial<Reading> = {}): Reading => ({
  deviceId: 'nvr',
  indicator: 'recording',
  atMs: 7,
  outcome,
  ...more,
});
/** What is found at the second of two looks that show the same. */
const found = (outcome: ProbeOutcome, more: Partial<Reading> = {}) => {
  const look = createUnspokenChannels(watches);
  look([readingOf(outcome, more)]);
  return look([readingOf(outcome, more)]).map(
    ({ entity, code, subject, isPresent }) => `${entity} ${code} ${subject} ${isPresent ? 'yes' : 'no'}`,
  );
};

test('a channel that its recorder leaves out is a finding of its camera, and one that it names is none', () => {
  expect(found(answered({ channels: [channel(1, 'on')] }))).toEqual([
    'device:cam-1 access-refused channel recording no',
    'device:cam-2 access-refused channel recording yes',
  ]);
});

test('so is one of which the recorder does not know how it is', () => {
  expect(found(answered({ channels: [channel(1, 'off'), channel(2, 'unknown')] }))).toEqual([
    'device:cam-1 access-refused channel recording no',
    'device:cam-2 access-refused channel recording yes',
  ]);
});

test('a recorder that is well and tells of no channel at all leaves all of them out', () => {
  expect(found(answered({}))).toEqual([
    'device:cam-1 access-refused channel recording yes',
    'device:cam-2 access-refused channel recording yes',
  ]);
});

test('one look that was cut short tells nothing, nor do two that are not in a row', () => {
  const look = createUnspokenChannels(watches);
  const whole = answered({ channels: [channel(1, 'on'), channel(2, 'on')] });
  const cutShort = answered({ channels: [channel(1, 'on'), channel(2, 'unknown')] });

  const looks = [cutShort, whole, cutShort].map((outcome) => look([readingOf(outcome)]));

  expect(looks.flat().filter(({ isPresent }) => isPresent)).toEqual([]);
});

test.each<[string, ProbeOutcome, Partial<Reading>]>([
  ['a recorder that is down', { ok: false, reason: 'timeout', detail: '' }, {}],
  ['another check of it', answered({}), { indicator: 'reach' }],
  ['another device', answered({}), { deviceId: 'cam-1' }],
])('%s tells nothing of channels', (_what, outcome, more) => {
  expect(found(outcome, more)).toEqual([]);
});
