import type { ClusterStatus, CollectorStatus, ZoneStatus } from '../domain/cluster-status.ts';
import { seconds } from '../time/units.ts';
import type { ClusterWords } from './cluster-words.ts';

/** A part of what is told of a cluster: rows under a head, or a sentence where there are none. */
export interface ClusterTable {
  readonly part: 'collectors' | 'zones' | 'hubs' | 'holders' | 'database';
  readonly title: string;
  readonly about?: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly none: string;
}

/** How it stands with all machines of a record, in words. @param at An instant, as people read it. */
export function tellCluster(
  { collectors, zones, hubs, holders, database }: ClusterStatus,
  words: ClusterWords,
  at: (atMs: number) => string,
): readonly ClusterTable[] {
  const isDatabase = database.engine === 'postgresql';
  return [
    {
      ...{ part: 'collectors', title: words.collectors, head: words.collectorHead, none: words.noCollectors },
      rows: collectors.map((one) => tellCollector(one, words, at)),
    },
    {
      ...{ part: 'zones', title: words.zones, head: words.zoneHead, none: '' },
      rows: zones.map((one) => tellZone(one, words, at)),
    },
    {
      ...{ part: 'hubs', title: words.hubs, head: words.hubHead, none: words.noHubs },
      rows: hubs.map(({ name, receivedMs }) => [name, at(receivedMs)]),
    },
    {
      ...{ part: 'holders', title: words.holders, head: words.holderHead, none: words.nobody },
      rows: holders.map(({ name, holder, sinceMs }) => [
        ...[words.rights[name] ?? name, holder],
        sinceMs === undefined ? '' : at(sinceMs),
      ]),
    },
    {
      ...{ part: 'database', title: words.database, head: words.standbyHead },
      about: isDatabase ? words.postgresql(database.version, words.roles[database.role]) : words.sqlite,
      none: isDatabase ? words.noStandby : '',
      rows: isDatabase
        ? database.standbys.map(({ name, state = words.unseen, sync = '', lagMs }) => [
            ...[name, state, sync],
            lagMs === undefined ? '' : words.seconds((lagMs / seconds(1)).toFixed(1)),
          ])
        : [],
    },
  ];
}

function tellCollector(one: CollectorStatus, words: ClusterWords, at: (atMs: number) => string): string[] {
  const { rowsBehind, waitingSinceMs, head, forkedMs, trouble } = one;
  const timeOf = (atMs: number | undefined) => (atMs === undefined ? words.never : at(atMs));
  const troubles = [trouble, forkedMs === undefined ? undefined : words.forked(at(forkedMs))];
  return [
    ...[one.id, one.zone ?? '', words.states[one.state], timeOf(one.seenMs), timeOf(one.coveredUntilMs)],
    `${one.devices}`,
    waitingSinceMs === undefined || rowsBehind === 0
      ? `${rowsBehind}`
      : words.waiting(`${rowsBehind}`, at(waitingSinceMs)),
    one.certificateEndsMs === undefined ? '' : at(one.certificateEndsMs),
    head ? `${head.seq}:${head.hash.slice(0, 12)}` : '',
    troubles.filter((text) => text !== undefined).join('; '),
  ];
}

const tellZone = (
  { zone, devices, uncovered, lease }: ZoneStatus,
  words: ClusterWords,
  at: (atMs: number) => string,
): string[] => [
  ...[zone, `${devices}`, `${uncovered}`],
  ...(lease
    ? [`${lease.epoch}`, at(lease.fromMs), lease.collectors.join(', '), lease.reason]
    : ['', '', words.anybody, '']),
];
