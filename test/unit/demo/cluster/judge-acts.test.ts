import { expect, test } from 'vitest';
import { judgeActs } from '#demo/cluster/judge-cluster.ts';
import { refuseWithoutCluster } from '#demo/cluster/missing-for-cluster.ts';
import { CENTRE, type RecordedLease } from '#ledger/record/leases.ts';

const lease = (epoch: number, fromMs: number, collectors: readonly string[]): RecordedLease => ({
  ...{ epoch, fromMs, collectors, zone: 'default', reason: '', seq: epoch, recordedMs: fromMs },
  chain: CENTRE,
});
const LEASES = [lease(1, 0, ['c1', 'c2']), lease(2, 30_000, ['c2']), lease(3, 80_000, ['c1', 'c2'])];
const READER = { leases: () => LEASES };
const PULSE = { longestGapMs: (fromMs: number, toMs: number) => (toMs - fromMs) / 10 };

test('a collector that was killed was replaced by the first lease without it, and is back by the first one with it', () => {
  const [act] = judgeActs(
    [{ kind: 'kill-collector', target: 'c1', atMs: 20_000, mendedMs: 65_000 }],
    PULSE,
    READER,
    120_000,
  );

  expect(act).toEqual({
    ...{ kind: 'kill-collector', target: 'c1', atMs: 20_000, forMs: 45_000, gapMs: 10_000 },
    ...{ takenOverMs: 10_000, givenBackMs: 15_000 },
  });
});

test('what came of an act is looked for until the next one', () => {
  const [first, second] = judgeActs(
    [
      { kind: 'cut-off', target: 'c2', atMs: 10_000, mendedMs: 20_000 },
      { kind: 'kill-primary', target: 'm1', atMs: 25_000, mendedMs: 55_000, wholeMs: 9_000 },
    ],
    PULSE,
    READER,
    100_000,
  );

  expect(first).toEqual({ kind: 'cut-off', target: 'c2', atMs: 10_000, forMs: 10_000, gapMs: 1_500 });
  expect(second).toMatchObject({ gapMs: 7_500, wholeMs: 9_000 });
  expect(second).not.toHaveProperty('takenOverMs');
});

test('whoever may not have a cluster is told all that is missing, and what needs neither', async () => {
  const refused = refuseWithoutCluster('', 1_000);

  await expect(refused).rejects.toMatchObject({
    code: 'DEMO_CLUSTER_MISSING',
    message: expect.stringMatching(/expected root[\s\S]*not found: patroni[\s\S]*npm run demo/),
    said: { vi: expect.stringMatching(/cần quyền root[\s\S]*không thấy: patroni/) },
  });
});
