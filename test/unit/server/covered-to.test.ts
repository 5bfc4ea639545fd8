import { expect, test } from 'vitest';
import { readCoveredTo } from '#server/covered-to.ts';

const ofRun = { source: 'collector-1', run: 'run-1' };

test('the end of coverage is that of the last stretch that is long enough, by interval', () => {
  const coveredTo = readCoveredTo({
    *coverage() {
      yield { ...ofRun, fromMs: 0, toMs: 100, intervalMs: 60 };
      yield { ...ofRun, fromMs: 900, toMs: 905, intervalMs: 60 };
      yield { ...ofRun, fromMs: 200, toMs: 250, intervalMs: 60 };
      yield { ...ofRun, fromMs: 300, toMs: 310, intervalMs: 60 };
      // Of before there were intervals: it holds for every check.
      yield { ...ofRun, fromMs: 400, toMs: 420 };
    },
  });

  expect(coveredTo.latestMs).toBe(905);
  expect(coveredTo.ofInterval(60)).toBe(905);
  expect([0, 5, 6, 20, 21, 50, 51, 100, 101].map((least) => coveredTo.ofInterval(60, least))).toEqual([
    905, 905, 420, 420, 250, 250, 100, 100, 0,
  ]);
  expect([coveredTo.ofInterval(5), coveredTo.ofInterval(5, 21)]).toEqual([420, 0]);
});
