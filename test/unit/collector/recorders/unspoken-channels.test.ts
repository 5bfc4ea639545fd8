import { expect, test } from 'vitest';
import { createUnspokenChannels } from '#collector/recorders/unspoken-channels.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Channel, WholeReport } from '#core/domain/device-report.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';
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
const look = createUnspokenChannels(buildWatchList(inventoryOf({ devices }), profiles));

const channel = (number: number, recording: Channel['recording']): Channel => ({
  number,
  video: 'present',
  recording,
});
const answered = (report: WholeReport): ProbeOutcome => ({ ok: true, measurements: {}, report });
const readingOf = (outcome: ProbeOutcome, more: Partial<Reading> = {}): Reading => ({
  deviceId: 'nvr',
  indicator: 'recording',
  atMs: 7,
  outcome,
  ...more,
});
const found = (outcome: ProbeOutcome, more: Partial<Reading> = {}) =>
  look([readingOf(outcome, more)]).map(
    ({ entity, code, subject, isPresent }) => `${entity} ${code} ${subject} ${isPresent ? 'yes' : 'no'}`,
  );

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

test('a look that was cut short says nothing of the channels that it did not come to', () => {
  const channels = [channel(1, 'on'), channel(2, 'unknown')];

  const report = { channels, isCutShort: true } as const;
  expect(found({ ok: false, reason: 'cut-short', detail: '', report })).toEqual([
    'device:cam-1 access-refused channel recording no',
  ]);
});

test.each<[string, ProbeOutcome, Partial<Reading>]>([
  ['a recorder that is down', { ok: false, reason: 'timeout', detail: '' }, {}],
  ['another check of it', answered({}), { indicator: 'reach' }],
  ['another device', answered({}), { deviceId: 'cam-1' }],
])('%s tells nothing of channels', (_what, outcome, more) => {
  expect(found(outcome, more)).toEqual([]);
});
