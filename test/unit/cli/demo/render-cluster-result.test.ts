import { expect, test } from 'vitest';
import { TEXTS } from '#cli/demo/all-texts.ts';
import { renderClusterResult } from '#cli/demo/render-cluster-result.ts';
import { createFormats } from '#core/language/formats.ts';
import type { ClusterDemoResult } from '#demo/cluster/cluster-result.ts';
import { en } from '#portal/web/messages/en.ts';

const CONTEXT = {
  ...{ texts: TEXTS.en, messages: en, formats: createFormats('en', 'UTC'), width: 100 },
  style: (_: unknown, text: string) => text,
};
const RESULT: ClusterDemoResult = {
  ...{ isFine: true, seconds: 245, devices: 250, faults: [], unexpected: [], idleRatio: 0.5 },
  edges: { count: 0, meanMs: 0, worstMs: 0, late: 0, beyond: 0 },
  standing: { expected: 3, found: 3 },
  coverage: { coveredMs: 240_000, periodMs: 245_000 },
  incidents: { outages: 4, opened: 2, unresolved: 0 },
  ledger: { rows: 1_234, problems: [] },
  acts: [
    {
      kind: 'kill-collector',
      target: 'c1',
      atMs: 15_000,
      forMs: 45_000,
      gapMs: 5_900,
      takenOverMs: 9_700,
      givenBackMs: 38_600,
    },
    { kind: 'kill-primary', target: 'm1', atMs: 155_000, forMs: 30_000, gapMs: 21_000, wholeMs: 12_000 },
  ],
  chains: [
    { collector: 'c1', rows: 600, lost: 0, doubled: 0, areEqual: true },
    { collector: 'c2', rows: 700, lost: 2, doubled: 0, areEqual: true },
  ],
  unwatchedMs: 14_200,
  doublyOwnedSeconds: 0,
};

test('tells what was done to the cluster, what came of it, and each chain that does not agree', () => {
  const text = renderClusterResult(RESULT, 'en', CONTEXT);

  const lines = text.split('\n').map((line) => line.replaceAll(/ {2,}/g, ' | '));
  expect(lines).toContain(
    'kill -9 of a collector | c1 | 00:00:15.0 | 45 s | 5.9 s | 9.7 s | its sites back after 38.6 s',
  );
  expect(lines).toContain(
    'kill -9 of the primary and its Patroni | m1 | 00:02:35.0 | 30 s | 21 s | - | both in step after 12 s',
  );
  expect(lines).toContain('c1: 600 rows in its chain and at the centre; lost 0, doubled 0');
  expect(lines).toContain('c2: ITS CHAIN AND THE CENTRE DO NOT AGREE: lost 2, doubled 0');
  expect(text).toContain('nobody watched a device: 14.2 s');
  expect(lines).toContain('seconds of devices with two owners: 0');
});
