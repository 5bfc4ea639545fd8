import { describe, expect, test } from 'vitest';
import { SUMMARY_WINDOW_MS } from '#collector/influx/lines/resolution.ts';
import type { Sample } from '#collector/influx/lines/sample.ts';
import { createSummaries } from '#collector/influx/lines/summaries.ts';
import type { Reading } from '#core/domain/probing.ts';
import { finish } from '#core/host/in-slices.ts';
import { stableHash } from '#core/text/stable-hash.ts';

const windowStartMs = 1_764_000_000_000 - (1_764_000_000_000 % SUMMARY_WINDOW_MS);
const fromMs = windowStartMs + (stableHash('cam-1') % SUMMARY_WINDOW_MS);

function ping(atMs: number, rttMs: number, more: Record<string, number> = {}): Reading {
  const measurements = { rttMinMs: rttMs - 1, rttAvgMs: rttMs, rttMaxMs: rttMs + 1, ...more };
  return { deviceId: 'cam-1', indicator: 'reach', atMs, outcome: { ok: true, measurements } };
}

function setUp() {
  const emitted: (Sample & { atMs: number })[] = [];
  const summaries = createSummaries(({ atMs }, sample) => emitted.push({ ...sample, atMs }));
  return { emitted, summaries };
}

describe('createSummaries', () => {
  test('sums up the answers of five minutes at the instant of the first', () => {
    const { emitted, summaries } = setUp();

    summaries.add(ping(fromMs + 1_000, 4, { lossRatio: 0, jitterMs: 1 }));
    summaries.add(ping(fromMs + 61_000, 8, { lossRatio: 0.5 }));
    expect(emitted).toEqual([]);
    summaries.add(ping(fromMs + SUMMARY_WINDOW_MS, 100));

    expect(emitted).toEqual([
      {
        atMs: fromMs + 1_000,
        up: 1,
        probes: 2,
        minMs: 3,
        avgMs: 6,
        maxMs: 9,
        jitterMs: 1,
        lossRatio: 0.25,
        reason: undefined,
      },
    ]);
  });

  test('lets a failed probe through at once', () => {
    const { emitted, summaries } = setUp();

    summaries.add(ping(fromMs, 4));
    summaries.add({
      deviceId: 'cam-1',
      indicator: 'reach',
      atMs: fromMs + 5,
      outcome: { ok: false, reason: 'timeout', detail: '', measurements: { lossRatio: 1 } },
    });

    expect(emitted).toMatchObject([{ atMs: fromMs + 5, up: 0, probes: 1, lossRatio: 1, reason: 'timeout' }]);
  });

  test('flushes the windows that have ended, and in the end all of them', () => {
    const { emitted, summaries } = setUp();
    summaries.add(ping(fromMs, 4));

    summaries.flushEnded(fromMs + SUMMARY_WINDOW_MS - 1);
    expect(emitted).toEqual([]);
    summaries.flushEnded(fromMs + SUMMARY_WINDOW_MS);
    summaries.add(ping(fromMs + SUMMARY_WINDOW_MS + 5, 4));
    finish(summaries.flushAll());
    finish(summaries.flushAll());

    expect(emitted.map(({ atMs }) => atMs)).toEqual([fromMs, fromMs + SUMMARY_WINDOW_MS + 5]);
  });

  test('keeps a late answer apart instead of losing it', () => {
    const { emitted, summaries } = setUp();

    summaries.add(ping(fromMs + 10, 4));
    summaries.add(ping(fromMs - 10, 4));
    finish(summaries.flushAll());

    expect(emitted.map(({ atMs, probes }) => [atMs, probes])).toEqual([
      [fromMs + 10, 1],
      [fromMs - 10, 1],
    ]);
  });
});
