import { expect, test } from 'vitest';
import { renderClusterLines } from '#collector/influx/lines/cluster-lines.ts';
import type { ClusterStatus, CollectorStatus } from '#core/domain/cluster-status.ts';
import { days, minutes, seconds } from '#core/time/units.ts';

const AT_MS = Date.UTC(2026, 11, 1, 5);

const collector = (told: Partial<CollectorStatus>): CollectorStatus => ({
  ...{ id: 'c-1', zone: 'ba-dinh', state: 'sending', isCovering: true, devices: 12, rowsBehind: 0 },
  ...{ seenMs: AT_MS - seconds(4), certificateEndsMs: AT_MS + days(20) },
  ...told,
});

const linesOf = (status: Partial<ClusterStatus>) =>
  renderClusterLines({
    ...{ atMs: AT_MS, collectors: [], zones: [], hubs: [], holders: [], database: { engine: 'sqlite' } },
    ...status,
  }).map(({ line }) => line);

test('a collector has a line, with what waits of it', () => {
  const collectors = [collector({ rowsBehind: 7, waitingSinceMs: AT_MS - minutes(2), trouble: 'forked' })];

  expect(linesOf({ collectors })).toEqual([
    `cluster_collector,collector=c-1,zone=ba-dinh covering=1i,watched=12i,silent_ms=4000i,behind_rows=7i,waiting_ms=120000i,troubled=1i,certificate_left_ms=${days(20)}i ${AT_MS}`,
  ]);
});

test('nothing waits where it has nothing to send, and a clock that is ahead is no negative silence', () => {
  const collectors = [collector({ seenMs: AT_MS + seconds(3), waitingSinceMs: AT_MS - minutes(2) })];

  expect(linesOf({ collectors })[0]).toContain(
    ' covering=1i,watched=12i,silent_ms=0i,behind_rows=0i,waiting_ms=0i,',
  );
});

test.each<readonly [string, Partial<CollectorStatus>]>([
  ['was revoked', { state: 'revoked' }],
  ['is in no list', { state: 'unlisted' }],
])('of one that %s nobody waits', (_, told) => {
  expect(linesOf({ collectors: [collector(told)] })).toEqual([]);
});

test('nor of one that was never let in', () => {
  const { certificateEndsMs: _, ...invited } = collector({ state: 'invited' });

  expect(linesOf({ collectors: [invited] })).toEqual([]);
});

test('a zone has a line', () => {
  expect(
    linesOf({ zones: [{ zone: 'ba-dinh', devices: 12, uncovered: 3, watchedTwice: 0, wantedTwice: 0 }] }),
  ).toEqual([`cluster_zone,zone=ba-dinh devices=12i,uncovered=3i ${AT_MS}`]);
});
