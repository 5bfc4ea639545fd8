import { findSaturation, type LineDay } from '../../../availability/attribution/saturation.ts';
import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import { computeLinkTraffic, computePercentile } from '../../../availability/traffic/p95.ts';
import type { TrafficDay, TrafficDirection } from '../../../core/domain/traffic.ts';
import { NO_TAG_VALUE } from '../../../core/names/series.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import type { FiguresWindow } from '../document/figures-header.ts';
import type { LinkFigures } from '../document/measured-figures.ts';

/** Circular 06/2026: more than 90 % of the capacity on seven days in a row. */
export const SATURATION = { overPpm: 900_000, days: 7 } as const;

export interface LinksQuestion {
  readonly window: FiguresWindow;
  /** The day after the last. */
  readonly toDate: string;
  readonly links: FiguresInventory['links'];
  readonly mostListed: number;
  readonly recordedBeforeMs: number;
}

type Row = LinkFigures['rows'][number];
type Direction = NonNullable<Row['in']>;

/** How full links were, from the days on record alone; `undefined` where no traffic is on record. */
export function readLinkSection(reader: LedgerReader, question: LinksQuestion): LinkFigures | undefined {
  const { window, toDate, links, mostListed, recordedBeforeMs } = question;
  const days = reader.trafficDays({ fromDate: window.firstDate, toDate, recordedBeforeMs });
  const rows: Row[] = [];
  for (const own of byLink(days)) {
    const row = buildLinkRow(own, question);
    if (row) rows.push(row);
  }
  if (rows.length === 0) return undefined;
  const there = [...links.values()].filter((versions) => valueAt(versions, window.toMs - 1) !== undefined);
  const listed = rows.toSorted(fullestFirst).slice(0, mostListed);
  return {
    links: there.length,
    measured: rows.length,
    withSaturatedDays: rows.filter((row) => daysOf(row) > 0).length,
    undersized: rows.filter((row) => runOf(row) >= SATURATION.days).length,
    rows: listed,
    notListed: rows.length - listed.length,
  };
}

/** They come in the order of links: a year of all of them at once would be millions of lists. */
function* byLink(days: Iterable<TrafficDay>): Generator<readonly TrafficDay[]> {
  let own: TrafficDay[] = [];
  for (const day of days) {
    if (own.length > 0 && own[0]?.linkId !== day.linkId) {
      yield own;
      own = [];
    }
    own.push(day);
  }
  if (own.length > 0) yield own;
}

/** @param days Of one link; `undefined` where they have no samples. */
export function buildLinkRow(
  days: readonly TrafficDay[],
  { links, window }: Pick<LinksQuestion, 'links' | 'window'>,
): Row | undefined {
  const traffic = computeLinkTraffic(days);
  const [first] = traffic;
  if (!first) return undefined;
  const versions = links.get(first.linkId);
  const link = valueAt(versions, window.toMs - 1) ?? versions?.at(-1)?.value;
  const lineDays = lineDaysOf(days);
  const directionOf = (direction: TrafficDirection): Direction | undefined => {
    const own = traffic.find((one) => one.direction === direction);
    if (!own) return undefined;
    const runs = findSaturation(
      lineDays.filter((day) => day.direction === direction),
      { ...SATURATION, days: 1 },
    ).map((run) => run.days.length);
    return {
      samples: own.samples,
      p95BitsPerSecond: Math.floor(own.p95.bitsPerSecond),
      p95Bound: own.p95.bound,
      saturatedDays: runs.reduce((sum, length) => sum + length, 0),
      longestSaturatedRunDays: runs.reduce((longest, length) => Math.max(longest, length), 0),
    };
  };
  const [incoming, outgoing] = [directionOf('in'), directionOf('out')];
  return {
    id: first.linkId,
    ...(link && { name: link.name }),
    ...(link?.carrier !== undefined && { carrier: link.carrier }),
    medium: link?.medium ?? NO_TAG_VALUE,
    capacityBitsPerSecond: first.capacityBitsPerSecond,
    days: new Set(days.map(({ date }) => date)).size,
    ...(incoming && { in: incoming }),
    ...(outgoing && { out: outgoing }),
  };
}

function lineDaysOf(days: readonly TrafficDay[]): readonly LineDay[] {
  const byDay = Map.groupBy(days, ({ date, direction }) => `${date} ${direction}`);
  return [...byDay.values()].flatMap((parts) => {
    const [first] = parts;
    const p95 = computePercentile(parts, 95);
    if (!p95 || !first) return [];
    return [
      {
        date: first.date,
        direction: first.direction,
        p95BitsPerSecond: p95.bitsPerSecond,
        // Where it was changed that day the larger wrongs nobody, as in settlement.
        capacityBitsPerSecond: Math.max(...parts.map(({ capacityBitsPerSecond }) => capacityBitsPerSecond)),
      },
    ];
  });
}

const directionsOf = ({ in: incoming, out }: Row): readonly Direction[] => [
  ...(incoming ? [incoming] : []),
  ...(out ? [out] : []),
];
const daysOf = (row: Row): number => Math.max(...directionsOf(row).map(({ saturatedDays }) => saturatedDays));
const runOf = (row: Row): number =>
  Math.max(...directionsOf(row).map(({ longestSaturatedRunDays }) => longestSaturatedRunDays));
const loadOf = (row: Row): number =>
  Math.max(...directionsOf(row).map(({ p95BitsPerSecond }) => p95BitsPerSecond)) / row.capacityBitsPerSecond;

const fullestFirst = (a: Row, b: Row): number =>
  runOf(b) - runOf(a) || daysOf(b) - daysOf(a) || loadOf(b) - loadOf(a) || (a.id < b.id ? -1 : 1);
