import type { TrafficDay, TrafficDirection } from '../../../core/domain/traffic.ts';
import { integerOf, memberOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { parseHistogram } from './histogram-text.ts';

const DIRECTIONS = ['in', 'out'] as const satisfies readonly TrafficDirection[];

/**
 * Adds up the rows of one link, day, direction and capacity: each run of the collector that day has its own.
 * The rows must come in that order. A day whose capacity was changed stays in several parts.
 */
export function* mergeTrafficRows(rows: Iterable<SqlRow>): Generator<TrafficDay, undefined> {
  let last: TrafficDay | undefined;
  for (const row of rows) {
    const next = parseTrafficRow(row);
    if (last && isSameDay(last, next)) {
      last = addUp(last, next);
      continue;
    }
    if (last) yield last;
    last = next;
  }
  if (last) yield last;
}

function parseTrafficRow(row: SqlRow): TrafficDay {
  return {
    linkId: textOf(row, 'link'),
    date: textOf(row, 'date'),
    direction: memberOf(row, 'direction', DIRECTIONS),
    capacityBitsPerSecond: integerOf(row, 'capacity_bps'),
    samples: integerOf(row, 'samples'),
    histogram: parseHistogram(textOf(row, 'histogram')),
    octets: integerOf(row, 'octets'),
  };
}

const isSameDay = (a: TrafficDay, b: TrafficDay) =>
  a.linkId === b.linkId &&
  a.date === b.date &&
  a.direction === b.direction &&
  a.capacityBitsPerSecond === b.capacityBitsPerSecond;

function addUp(a: TrafficDay, b: TrafficDay): TrafficDay {
  return {
    ...a,
    samples: a.samples + b.samples,
    histogram: a.histogram.map((count, bin) => count + (b.histogram[bin] ?? 0)),
    octets: a.octets + b.octets,
  };
}
