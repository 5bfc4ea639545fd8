import type { ClusterStatus, CollectorStatus, ZoneStatus } from '../domain/cluster-status.ts';
import { seconds } from '../time/units.ts';
import {
  type ClusterMark,
  endsSoon,
  isBehind,
  isForNothing,
  isMissed,
  markOfCollector,
  markOfZone,
  type PlacedCollector,
} from './cluster-marks.ts';
import type { ClusterWords } from './cluster-words.ts';

export interface ClusterRow {
  readonly mark?: ClusterMark;
  readonly cells: readonly string[];
}

/** A part of what is told of a cluster: rows under a head, or a sentence where there are none. */
export interface ClusterTable {
  readonly part: 'collectors' | 'zones' | 'hubs' | 'holders' | 'database';
  readonly title: string;
  readonly about?: string;
  readonly head: readonly string[];
  /** Places of columns that hold numbers. */
  readonly numbers: readonly number[];
  /** Place of the column that the mark stands in. */
  readonly marked: number;
  /** Of the column that may be long. */
  readonly wide?: number;
  readonly rows: readonly ClusterRow[];
  readonly none: string;
  readonly noneMark?: ClusterMark;
}

/** Instants and numbers, as people read them. */
export interface ClusterFormats {
  readonly at: (atMs: number) => string;
  readonly count: (value: number) => string;
  readonly decimal: (value: number) => string;
}

/** How it stands with all machines of a record, in words: what needs somebody comes first. */
export function tellCluster(
  { atMs, collectors, zones, hubs, holders, database }: ClusterStatus,
  words: ClusterWords,
  { at, count, decimal }: ClusterFormats,
): readonly ClusterTable[] {
  const isDatabase = database.engine === 'postgresql';
  const ofCollectors = worstFirst(
    collectors.map((one) => tellCollector({ one, zones, atMs }, words, { at, count })),
  );
  const toLookAt = ofCollectors.filter(({ mark }) => mark === 'down' || mark === 'degraded').length;
  const total = (of: (zone: ZoneStatus) => number) => zones.reduce((sum, zone) => sum + of(zone), 0);
  const uncovered = total((zone) => zone.uncovered);
  const plain = { numbers: [], marked: 0 };
  return [
    {
      ...{ part: 'collectors', title: words.collectors, head: words.collectorHead, none: words.noCollectors },
      ...(toLookAt > 0 && { about: words.toLookAt(count(toLookAt), count(collectors.length)) }),
      ...{ numbers: [4, 6], marked: 2, wide: 3, rows: ofCollectors },
    },
    {
      ...{ part: 'zones', title: words.zones, head: words.zoneHead, none: '' },
      ...(uncovered > 0 && {
        about: words.uncovered(count(uncovered), count(total(({ devices }) => devices))),
      }),
      ...{ numbers: [1, 2, 3, 4], marked: 0, wide: 7 },
      rows: worstFirst(zones.map((one) => tellZone(one, words, { at, count }))),
    },
    {
      ...{ part: 'hubs', title: words.hubs, head: words.hubHead, none: words.noHubs, ...plain },
      rows: hubs.map(({ name, receivedMs }) => ({ cells: [name, at(receivedMs)] })),
    },
    {
      ...{ part: 'holders', title: words.holders, head: words.holderHead, none: words.nobody, ...plain },
      noneMark: 'down',
      rows: holders.map(({ name, holder, sinceMs }) => ({
        cells: [words.rights[name] ?? name, holder, sinceMs === undefined ? '' : at(sinceMs)],
      })),
    },
    {
      ...{ part: 'database', title: words.database, head: words.standbyHead, numbers: [3], marked: 0 },
      about: isDatabase
        ? words.postgresql(database.version, words.roles[database.role], database.address)
        : words.sqlite,
      none: isDatabase ? words.noStandby : '',
      noneMark: 'degraded',
      rows: isDatabase
        ? database.standbys.map(({ name, state = words.unseen, sync = '', lagMs }) => ({
            cells: [
              ...[name, state, sync],
              lagMs === undefined ? '' : words.seconds(decimal(lagMs / seconds(1))),
            ],
          }))
        : [],
    },
  ];
}

const ORDER: readonly (ClusterMark | undefined)[] = ['down', 'degraded', 'up', 'unknown'];

const worstFirst = (rows: readonly ClusterRow[]): readonly ClusterRow[] =>
  rows.toSorted((a, b) => ORDER.indexOf(a.mark) - ORDER.indexOf(b.mark));

type Formats = Pick<ClusterFormats, 'at' | 'count'>;

function tellCollector(placed: PlacedCollector, words: ClusterWords, { at, count }: Formats): ClusterRow {
  const { one, atMs } = placed;
  const { rowsBehind, waitingSinceMs, certificateEndsMs, head } = one;
  const timeOf = (time: number | undefined) => (time === undefined ? words.never : at(time));
  const rows = count(rowsBehind);
  return {
    mark: markOfCollector(placed),
    cells: [
      ...[one.id, one.zone ?? '', stateOf(one, words, atMs), troublesOf(placed, words, at).join('; ')],
      ...[count(one.devices), timeOf(one.seenMs)],
      waitingSinceMs === undefined || rowsBehind === 0 ? rows : words.waiting(rows, at(waitingSinceMs)),
      timeOf(one.coveredUntilMs),
      certificateEndsMs === undefined ? '' : at(certificateEndsMs),
      head ? `${head.seq}:${head.hash.slice(0, 12)}` : '',
    ],
  };
}

function stateOf(one: CollectorStatus, words: ClusterWords, atMs: number): string {
  const { state, seenMs, trouble, forkedMs, waitingSinceMs = atMs } = one;
  if (state === 'silent' && seenMs !== undefined) return words.silentFor(words.lasting(atMs - seenMs));
  if (state !== 'sending') return words.states[state];
  if (trouble !== undefined && forkedMs !== undefined) return words.stopped;
  return isBehind(one, atMs) ? words.behindBy(words.lasting(atMs - waitingSinceMs)) : words.states.sending;
}

function troublesOf(
  { one, zones, atMs }: PlacedCollector,
  words: ClusterWords,
  at: (atMs: number) => string,
): readonly string[] {
  const { forkedMs, trouble, certificateEndsMs = 0 } = one;
  return [
    ...(isMissed(one) ? [words.missed] : []),
    ...(isForNothing(one, zones) ? [words.emptyZone(one.zone ?? '')] : []),
    ...(forkedMs === undefined ? [] : [words.forked(at(forkedMs))]),
    ...(endsSoon(one, atMs) ? [words.certificateLeft(words.lasting(certificateEndsMs - atMs))] : []),
    ...(trouble === undefined ? [] : [trouble]),
  ];
}

function tellZone(one: ZoneStatus, words: ClusterWords, { at, count }: Formats): ClusterRow {
  const { zone, devices, uncovered, watchedTwice, wantedTwice, lease } = one;
  return {
    mark: markOfZone(one),
    cells: [
      ...[zone, count(devices), count(uncovered)],
      watchedTwice === wantedTwice
        ? count(watchedTwice)
        : words.twiceOf(count(watchedTwice), count(wantedTwice)),
      ...(lease
        ? [`${lease.epoch}`, at(lease.fromMs), lease.collectors.join(', '), reasonOf(lease.reason, words)]
        : ['', '', words.anybody, '']),
    ],
  };
}

/** Hubs write why as `silent: NAME; joined: NAME`. */
const reasonOf = (reason: string, { leaseReasons }: ClusterWords): string =>
  reason.replace(/(^|; )(\w+):/g, (all, before: string, word: string) =>
    word in leaseReasons ? `${before}${leaseReasons[word]}:` : all,
  );
