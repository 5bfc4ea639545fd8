import { describe, expect, test } from 'vitest';
import { judgeRecorder, type RecorderView, tellsOfRecording } from '#collector/judge/judge-recorder.ts';
import type { Channel, Disk } from '#core/domain/device-report.ts';
import { days, hours } from '#core/time/units.ts';

const NOW_MS = Date.UTC(2026, 10, 25);
const judge = (view: RecorderView, retentionMs?: number) =>
  judgeRecorder(view, { nowMs: NOW_MS, retentionMs });

const disk = (name: string, state: Disk['state']): Disk => ({
  name,
  state,
  sizeBytes: 1_000,
  freeBytes: 250,
});
const channel = (number: number, video: Channel['video'], recording: Channel['recording']): Channel => ({
  number,
  video,
  recording,
});
const GOOD = channel(1, 'present', 'on');

describe('judgeRecorder', () => {
  test('is content with disks that work, channels that are recorded, and recordings that reach back', () => {
    const view = {
      disks: [disk('a', 'ok'), disk('b', 'unknown')],
      channels: [GOOD],
      oldestRecordingMs: NOW_MS - days(31),
    };

    expect(judge(view, days(30))).toEqual({
      measurements: {
        disks: 2,
        disksFailed: 0,
        channels: 1,
        channelsLost: 0,
        freeRatio: 0.25,
        oldestAgeMs: days(31),
      },
    });
  });

  test.each<[string, RecorderView, string, string]>([
    [
      'every disk broken',
      { disks: [disk('a', 'failed'), disk('b', 'missing')], channels: [GOOD] },
      'disk',
      'no disk works: a, b',
    ],
    [
      'no channel recorded',
      { channels: [channel(1, 'present', 'off'), channel(2, 'lost', 'off')] },
      'not-recording',
      'none of 2 channels is recorded',
    ],
  ])('fails with %s', (_name, view, reason, detail) => {
    expect(judge(view).failed).toEqual({ reason, detail });
  });

  test.each<[string, RecorderView, string, string]>([
    [
      'one broken disk',
      { disks: [disk('a', 'ok'), disk('b', 'failed')] },
      'disk',
      '1 of 2 disks do not work: b',
    ],
    ['a full disk', { disks: [disk('a', 'full')] }, 'disk', 'no space is left on a'],
    [
      'a channel that is not recorded',
      { channels: [GOOD, channel(2, 'present', 'off')] },
      'not-recording',
      'not recorded: channel 2',
    ],
    [
      'a channel without video',
      { channels: [GOOD, channel(4, 'lost', 'unknown'), channel(7, 'lost', 'unknown')] },
      'video-loss',
      'no video on channel 4, 7',
    ],
    [
      'a channel without video, and so without recording',
      { channels: [GOOD, channel(3, 'lost', 'off')] },
      'video-loss',
      'no video on channel 3',
    ],
    [
      'short recordings',
      { channels: [GOOD], oldestRecordingMs: NOW_MS - days(11) - hours(12) },
      'retention',
      'recordings reach back 11.5 days, wanted are 30.0 days',
    ],
  ])('is degraded with %s', (_name, view, reason, detail) => {
    const { failed, degraded } = judge(view, days(30));

    expect(failed).toBeUndefined();
    expect(degraded).toEqual({ reason, detail });
  });

  test('does not count channels that nothing hangs on', () => {
    const { measurements, failed, degraded } = judge({
      channels: [GOOD, channel(2, 'unknown', 'off'), channel(3, 'unknown', 'unknown')],
    });

    expect(measurements).toEqual({ channels: 1, channelsLost: 0 });
    expect([failed, degraded]).toEqual([undefined, undefined]);
  });

  test('counts every channel of a recorder that does not tell of video', () => {
    const off = [1, 2].map((number) => channel(number, 'unknown', 'off'));

    expect(judge({ channels: off }).failed?.reason).toBe('not-recording');
  });

  test('wants nothing of recordings where no contract does', () => {
    expect(judge({ oldestRecordingMs: NOW_MS - hours(1) })).toEqual({
      measurements: { oldestAgeMs: hours(1) },
    });
  });

  test('takes a recording of the future for one of now', () => {
    expect(judge({ oldestRecordingMs: NOW_MS + hours(1) }).measurements).toEqual({ oldestAgeMs: 0 });
  });

  test('names the lost video of a channel that is therefore not recorded: it is the cause', () => {
    const { degraded } = judge({ channels: [GOOD, channel(2, 'lost', 'off'), channel(3, 'present', 'off')] });

    expect(degraded).toEqual({ reason: 'video-loss', detail: 'no video on channel 2' });
  });

  test('names a few of many', () => {
    const lost = Array.from({ length: 64 }, (_, index) => channel(index + 1, 'lost', 'unknown'));

    expect(judge({ channels: lost }).degraded?.detail).toBe(
      'no video on channel 1, 2, 3, 4, 5, 6, 7, 8 and 56 more',
    );
  });
});

test.each<[string, RecorderView, boolean]>([
  ['nothing', {}, false],
  ['a disk of unknown state', { disks: [disk('a', 'unknown')] }, false],
  ['channels of unknown state', { channels: [channel(1, 'unknown', 'unknown')] }, false],
  ['a disk that works', { disks: [disk('a', 'ok')] }, true],
  ['a channel with video', { channels: [channel(1, 'present', 'unknown')] }, true],
  ['its oldest recording', { oldestRecordingMs: NOW_MS }, true],
])('whether a recorder can be judged that tells of %s', (_what, view, expected) => {
  expect(tellsOfRecording(view)).toBe(expected);
});
