import type { ClusterStatus, CollectorStatus, ZoneStatus } from '#core/domain/cluster-status.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';

const collector = (
  nowMs: number,
  id: string,
  zone: string,
  told: Partial<CollectorStatus>,
): CollectorStatus => ({
  ...{ id, zone, state: 'sending', isCovering: true, devices: 240, rowsBehind: 0 },
  ...{ seenMs: nowMs - seconds(3), coveredUntilMs: nowMs - seconds(5), certificateEndsMs: nowMs + days(24) },
  head: { seq: 48_211, hash: '0f3b'.repeat(16) },
  ...told,
});

const zone = (name: string, told: Partial<ZoneStatus>): ZoneStatus => ({
  ...{ zone: name, devices: 240, uncovered: 0, watchedTwice: 0, wantedTwice: 0 },
  ...told,
});

/** A bad day of a city on several machines: each way in which something may need a person, among what is well. */
export function sampleCluster(nowMs: number): ClusterStatus {
  const lease = (epoch: number, ago: number, reason: string, ...collectors: readonly string[]) => ({
    lease: { epoch, fromMs: nowMs - ago, collectors, reason },
  });
  return {
    atMs: nowMs,
    collectors: [
      collector(nowMs, 'ba-dinh-1', 'ba-dinh', {}),
      collector(nowMs, 'ba-dinh-2', 'ba-dinh', {
        ...{ state: 'silent', isCovering: false, devices: 0, seenMs: nowMs - minutes(47) },
        coveredUntilMs: nowMs - minutes(47),
      }),
      collector(nowMs, 'cau-giay-1', 'cau-giay', {
        ...{ rowsBehind: 18_422, waitingSinceMs: nowMs - minutes(38), coveredUntilMs: nowMs - minutes(38) },
      }),
      collector(nowMs, 'dong-da-1', 'dong-da', {
        ...{ state: 'silent', isCovering: false, devices: 312, seenMs: nowMs - hours(3) },
        coveredUntilMs: nowMs - hours(3),
      }),
      collector(nowMs, 'ha-dong-0', 'ha-dong', {
        ...{ state: 'revoked', isCovering: false, devices: 0, seenMs: nowMs - days(40) },
        ...{ coveredUntilMs: nowMs - days(40), certificateEndsMs: nowMs - days(12) },
      }),
      collector(nowMs, 'ha-dong-1', 'ha-dong', { certificateEndsMs: nowMs + days(2) }),
      collector(nowMs, 'tay-ho-1', 'tay-ho', {
        ...{ rowsBehind: 905, waitingSinceMs: nowMs - hours(5), forkedMs: nowMs - hours(5) },
        trouble: 'row 48,212 is another here: expected the hash 0f3b0f3b…, got 77aa77aa…',
      }),
      {
        ...{ id: 'tay-ho-2', zone: 'tay-ho', state: 'invited', isCovering: false, devices: 0, rowsBehind: 0 },
      },
    ],
    zones: [
      zone('ba-dinh', lease(7, minutes(46), 'silent: ba-dinh-2', 'ba-dinh-1')),
      zone('cau-giay', lease(1, days(60), 'joined: cau-giay-1', 'cau-giay-1')),
      zone('dong-da', {
        ...lease(2, days(31), 'joined: dong-da-1', 'dong-da-1'),
        ...{ devices: 312, uncovered: 312 },
      }),
      zone('ha-dong', lease(4, days(40), 'removed: ha-dong-0; joined: ha-dong-1', 'ha-dong-1')),
      zone('tay-ho', { ...lease(3, days(9), 'joined: tay-ho-1', 'tay-ho-1'), wantedTwice: 12 }),
    ],
    hubs: [
      { name: 'cw1#812', receivedMs: nowMs - seconds(2) },
      { name: 'cw2#790', receivedMs: nowMs - seconds(3) },
    ],
    holders: [{ name: 'centre', holder: 'cw1#901#5c1d22ab', sinceMs: nowMs - days(2) }],
    database: {
      ...{ engine: 'postgresql', version: '17.6', role: 'primary' },
      standbys: [{ name: 'cw2', state: 'streaming', sync: 'sync', lagMs: 40 }],
    },
  };
}
