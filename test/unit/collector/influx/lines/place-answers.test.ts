import { describe, expect, test } from 'vitest';
import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import { createPlaceAnswers } from '#collector/influx/lines/place-answers.ts';
import type { Reading } from '#core/domain/probing.ts';
import { minutes } from '#core/time/units.ts';
import { device, openInventoryOf } from '#test/support/inventory.ts';

const fromMs = 1_764_000_000_000;

const ping = (deviceId: string, atMs: number, rttAvgMs: number, lossRatio: number): Reading => ({
  ...{ deviceId, indicator: 'reach', atMs },
  outcome: { ok: true, measurements: { rttAvgMs, lossRatio } },
});

const clock = (deviceId: string, atMs: number, clockOffsetMs: number): Reading => ({
  ...{ deviceId, indicator: 'service', atMs },
  outcome: { ok: true, measurements: { clockOffsetMs } },
});

const failed = (deviceId: string, atMs: number): Reading => ({
  ...{ deviceId, indicator: 'reach', atMs },
  outcome: { ok: false, reason: 'timeout', detail: '' },
});

function setUp() {
  const inventory = openInventoryOf({
    devices: [
      device({ id: 'cam-1', agency: 'police' }),
      device({ id: 'cam-2', agency: 'police' }),
      device({ id: 'cam-3', agency: 'ward' }),
    ],
  });
  const lines: string[] = [];
  const answers = createPlaceAnswers(
    createDevicePlaces(() => inventory),
    (line) => lines.push(line ?? ''),
  );
  return { lines, answers };
}

describe('createPlaceAnswers', () => {
  test('adds up what answered in five minutes, a place each, at the first answer', () => {
    const { lines, answers } = setUp();

    answers.add(ping('cam-1', fromMs + 2_000, 4, 0.25));
    answers.add(ping('cam-2', fromMs + 1_000, 8, 0));
    answers.add(failed('cam-1', fromMs + 500));
    answers.add(ping('cam-3', fromMs, 3, 0));
    answers.add(clock('cam-1', fromMs + 9_000, -31_000));
    answers.add(clock('cam-2', fromMs + 9_000, 40));
    answers.flushEnded(fromMs + minutes(5));
    expect(lines).toEqual([]);
    answers.flushEnded(fromMs + minutes(6));

    expect(lines).toEqual([
      expect.stringMatching(
        /^answers,agency=police,\S+ pings=2i,loss_ratio_sum=0.25,timed=2i,rtt_sum_ms=12,clock_ahead_ms=40,clock_behind_ms=-31000 \d+$/,
      ),
      expect.stringMatching(/^answers,agency=ward,\S+ pings=1i,loss_ratio_sum=0,timed=1i,rtt_sum_ms=3 \d+$/),
    ]);
    expect(lines.map((line) => Number(line.split(' ').at(-1)) - fromMs)).toEqual([1_000, 0]);
  });

  test('makes a sum of its own of what comes late: no answer is in two', () => {
    const { lines, answers } = setUp();

    answers.add(ping('cam-1', fromMs, 4, 0));
    answers.flushEnded(fromMs + minutes(6));
    answers.add(ping('cam-2', fromMs + 1, 4, 0));
    answers.flushAll();
    answers.flushAll();

    expect(lines.map((line) => /pings=(\d)/.exec(line)?.[1])).toEqual(['1', '1']);
  });

  test('says nothing of what has no time and no loss, and of devices that nobody knows', () => {
    const { lines, answers } = setUp();

    answers.add({
      deviceId: 'cam-1',
      indicator: 'reach',
      atMs: fromMs,
      outcome: { ok: true, measurements: {} },
    });
    answers.add(ping('gone', fromMs, 4, 0));
    answers.add(clock('cam-3', fromMs, 5));
    answers.flushAll();

    expect(lines.filter((line) => line !== '')).toEqual([
      expect.stringMatching(/^answers,agency=ward,\S+ clock_ahead_ms=5,clock_behind_ms=5 \d+$/),
    ]);
  });
});
