import { expect, test } from 'vitest';
import { verdictOf } from '#collector/probing/verdict.ts';

test.each([
  [0, { state: 'up' }],
  [0.33, { state: 'up' }],
  [0.5, { state: 'degraded', reason: 'loss' }],
  [0.67, { state: 'degraded', reason: 'loss' }],
])('an answer with %d of the packets lost', (lossRatio, verdict) => {
  expect(verdictOf({ ok: true, measurements: { lossRatio } }, 0.5)).toEqual(verdict);
});

test('an answer without a measure of loss is up', () => {
  expect(verdictOf({ ok: true, measurements: {} }, 0.5)).toEqual({ state: 'up' });
});

test('a failed probe is down, for the reason it failed', () => {
  expect(verdictOf({ ok: false, reason: 'refused', detail: '' }, 0.5)).toEqual({
    state: 'down',
    reason: 'refused',
  });
});

test.each([
  'credentials',
  'wrong-user',
  'wrong-key',
  'locked',
  'denied',
  'cleartext-login',
  'pin-mismatch',
] as const)('a device that refuses to let us look (%s) proves nothing', (reason) => {
  expect(verdictOf({ ok: false, reason, detail: '' }, 0.5)).toEqual({
    state: 'unknown',
    reason: 'no-access',
  });
});

test('a flaw that the device itself tells of is degraded', () => {
  const degraded = { reason: 'video-loss', detail: 'channel 3' } as const;

  expect(verdictOf({ ok: true, measurements: {}, degraded }, 0.5)).toEqual({
    state: 'degraded',
    reason: 'video-loss',
  });
});

test('a device that has nothing to look at proves nothing', () => {
  expect(verdictOf({ ok: false, reason: 'unsupported', detail: '' }, 0.5)).toEqual({
    state: 'unknown',
    reason: 'not-measured',
  });
});

test('a part of an answer proves the fault that it shows, and never that all is well', () => {
  const part = { ok: false, reason: 'cut-short', detail: '' } as const;

  expect(verdictOf(part, 0.5)).toEqual({ state: 'unknown', reason: 'cut-short' });
  expect(verdictOf({ ...part, proven: { reason: 'disk', detail: '' } }, 0.5)).toEqual({
    state: 'degraded',
    reason: 'disk',
    isAtLeast: true,
  });
});
