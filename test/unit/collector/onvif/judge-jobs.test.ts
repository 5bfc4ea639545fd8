import { expect, test } from 'vitest';
import { judgeJobs } from '#collector/onvif/judge-jobs.ts';
import type { Recorder } from '#collector/onvif/recordings.ts';

const DAY_MS = 86_400_000;
const nowMs = 100 * DAY_MS;
const on = { video: 'present', recording: 'on' } as const;
const off = { video: 'unknown', recording: 'off' } as const;
const recorder = (given: Partial<Recorder>): Recorder => ({ channels: [], failing: [], disks: [], ...given });
const judge = (given: Partial<Recorder>, clockOffsetMs = 0) =>
  judgeJobs(recorder(given), { nowMs, retentionMs: 30 * DAY_MS, clockOffsetMs });

test('a recorder that records and reaches back far enough is well', () => {
  const judged = judge({ channels: [{ number: 1, ...on }], oldestMs: nowMs - 31 * DAY_MS });

  expect(judged).toEqual({
    measurements: { channels: 1, channelsLost: 0, oldestAgeMs: 31 * DAY_MS },
    oldestRecordingMs: nowMs - 31 * DAY_MS,
  });
});

test('one job that fails for a reason that is not told degrades it', () => {
  const channels = [
    { number: 1, ...on },
    { number: 2, ...off },
  ];

  expect(judge({ channels, failing: [2] }).degraded).toEqual({
    reason: 'not-recording',
    detail: 'recording fails on channel 2',
  });
});

test('that every job fails is a failure', () => {
  const channels = [
    { number: 1, ...off },
    { number: 2, ...off },
  ];

  expect(judge({ channels, failing: [1, 2] }).failed).toEqual({
    reason: 'not-recording',
    detail: 'none of 2 channels is recorded',
  });
});

test('a channel that is switched off is nobody’s loss', () => {
  const judged = judge({
    channels: [
      { number: 1, ...on },
      { number: 2, ...off },
    ],
  });

  expect([judged.failed, judged.degraded]).toEqual([undefined, undefined]);
});

test('recordings are as old as the clock says that dated them', () => {
  // Its clock is ten years behind, and so are the dates of its recordings.
  const clockOffsetMs = -3_650 * DAY_MS;

  const judged = judge({ oldestMs: nowMs + clockOffsetMs - 31 * DAY_MS }, clockOffsetMs);

  expect(judged.measurements.oldestAgeMs).toBe(31 * DAY_MS);
  expect(judged.degraded).toBeUndefined();
});
