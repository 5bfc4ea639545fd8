import { describe, expect, test } from 'vitest';
import { createChannelReader } from '#collector/recorders/channel-readings.ts';
import { buildWatchList } from '#collector/scheduler/watch-list.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Channel } from '#core/domain/device-report.ts';
import type { ProbeOutcome, Reading } from '#core/domain/probing.ts';
import { device, inventoryOf } from '#test/support/inventory.ts';

const { profiles } = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    recorder: { recording: { prober: 'snmp', interval: '5m' } },
    camera: {
      stream: { prober: 'channel', interval: '2m' },
      recording: { prober: 'channel', interval: '10m' },
    },
    lone: { reach: { prober: 'icmp' } },
  },
});
const camera = (id: string, channel: number) => device({ id, channelOf: { recorder: 'nvr', channel } });
const devices = [
  device({ id: 'nvr', kind: 'nvr', profile: 'recorder', address: '127.0.0.1' }),
  camera('cam-1', 1),
  camera('cam-2', 2),
  device({ id: 'other', profile: 'lone', address: '127.0.0.2', channelOf: { recorder: 'nvr', channel: 3 } }),
];
const watches = buildWatchList(inventoryOf({ devices }), profiles);
const read = createChannelReader(watches);

const channel = (
  number: number,
  video: Channel['video'],
  recording: Channel['recording'] = 'on',
): Channel => ({
  number,
  video,
  recording,
});
const said = (channels: readonly Channel[] | undefined, more: Partial<ProbeOutcome> = {}): Reading => ({
  deviceId: 'nvr',
  indicator: 'recording',
  atMs: 7_000,
  outcome: { ok: true, measurements: {}, ...(channels && { report: { channels } }), ...more } as ProbeOutcome,
});
const brief = (readings: readonly Reading[]) =>
  read(readings).map(({ reading: { deviceId, indicator, outcome } }) => [
    `${deviceId} ${indicator}`,
    outcome.ok ? 'ok' : outcome.reason,
  ]);

describe('the channels of a recorder', () => {
  test('speak for the cameras that hang on them', () => {
    const channels = [channel(1, 'present'), channel(2, 'lost', 'off'), channel(3, 'lost')];

    expect(brief([said(channels)])).toEqual([
      ['cam-1 stream', 'ok'],
      ['cam-1 recording', 'ok'],
      ['cam-2 stream', 'video-loss'],
      ['cam-2 recording', 'not-recording'],
    ]);
  });

  test('say nothing of what the recorder does not know, nor of channels that it does not name', () => {
    expect(brief([said([channel(1, 'unknown', 'unknown')])])).toEqual([]);
  });

  test('are read from an answer that is itself a failure', () => {
    const failed = {
      ok: false,
      reason: 'disk',
      detail: '',
      report: { channels: [channel(1, 'lost')] },
    } as const;

    expect(brief([{ ...said(undefined), outcome: failed }])[0]).toEqual(['cam-1 stream', 'video-loss']);
  });

  test('say nothing where the recorder is silent', () => {
    const silent = { ok: false, reason: 'timeout', detail: '' } as const;

    expect(read([{ ...said(undefined), outcome: silent }, said(undefined)])).toEqual([]);
  });

  test('are readings of the instant at which the recorder was asked, and say what a person needs to know', () => {
    const source = said([channel(2, 'lost')]);

    const [first] = read([source]);

    expect(first).toEqual({
      source,
      reading: {
        deviceId: 'cam-2',
        indicator: 'stream',
        atMs: 7_000,
        outcome: { ok: false, reason: 'video-loss', detail: 'channel 2 of the recorder: video-loss' },
      },
    });
  });
});

test('a camera is expected as often as its recorder is asked, and not more', () => {
  const intervals = watches
    .filter(({ device: { id } }) => id === 'cam-1')
    .map(({ check: { indicator, intervalMs } }) => [indicator, intervalMs]);

  expect(intervals).toEqual([
    ['stream', 300_000],
    ['recording', 600_000],
  ]);
});
