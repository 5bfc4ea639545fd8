import { describe, expect, test } from 'vitest';
import type { CheckReport } from '#portal/city/check-report.ts';
import { createCheckRuns } from '#portal/door/check-runs.ts';

const DONE: CheckReport = { tookMs: 5, checks: [] };

function start() {
  const clock = { ms: 1_000_000 };
  const waiting: PromiseWithResolvers<CheckReport>[] = [];
  const runs = createCheckRuns(
    async () => {
      const one = Promise.withResolvers<CheckReport>();
      waiting.push(one);
      return await one.promise;
    },
    { nowMs: () => clock.ms, elapsedMs: () => clock.ms },
  );
  const finish = async (report = DONE) => {
    for (const one of waiting.splice(0)) one.resolve(report);
    await new Promise(setImmediate);
  };
  return { runs, clock, waiting, finish };
}

describe('checks that people ask for', () => {
  test('of one device there is one at a time', async () => {
    const { runs, waiting, finish } = start();
    expect(runs.mayStart('cam-1', 'an')).toBeUndefined();
    runs.start('cam-1', 'an');

    expect(runs.mayStart('cam-1', 'binh')).toBe('running');
    expect(runs.find('cam-1')).toMatchObject({ startedMs: 1_000_000 });
    expect(runs.find('cam-1')?.report).toBeUndefined();
    await finish();

    expect(waiting).toHaveLength(0);
    expect(runs.find('cam-1')?.report).toEqual(DONE);
  });

  test('the next one of the device comes ten seconds later', async () => {
    const { runs, clock, finish } = start();
    runs.start('cam-1', 'an');
    await finish();

    clock.ms += 9_999;
    expect(runs.mayStart('cam-1', 'binh')).toBe('too-soon');
    clock.ms += 1;
    expect(runs.mayStart('cam-1', 'binh')).toBeUndefined();
  });

  test('a person has six in a minute, everybody three at once', async () => {
    const { runs, clock, finish } = start();
    for (const device of ['a', 'b', 'c']) runs.start(device, 'an');
    expect(runs.mayStart('d', 'binh')).toBe('busy');
    await finish();
    for (const device of ['d', 'e', 'f']) runs.start(device, 'an');
    await finish();

    expect(runs.mayStart('g', 'an')).toBe('too-many');
    expect(runs.mayStart('g', 'binh')).toBeUndefined();
    clock.ms += 60_000;
    expect(runs.mayStart('g', 'an')).toBeUndefined();
  });

  test('what came of it is forgotten after ten minutes', async () => {
    const { runs, clock, finish } = start();
    runs.start('cam-1', 'an');
    await finish();

    clock.ms += 599_999;
    expect(runs.find('cam-1')).toBeDefined();
    clock.ms += 1;
    expect(runs.find('cam-1')).toBeUndefined();
  });

  test('one that fails is over, and says so', async () => {
    const runs = createCheckRuns(async () => await Promise.reject(new Error('no thread')), {
      nowMs: () => 0,
      elapsedMs: () => 0,
    });
    runs.start('cam-1', 'an');
    await new Promise(setImmediate);

    expect(runs.find('cam-1')?.report).toMatchObject({ failure: 'failed', checks: [] });
  });
});
