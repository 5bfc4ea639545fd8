import type { SegmentState } from './queue-state.ts';
import type { SegmentWriter } from './segment-writer.ts';

/** A batch of a segment that InfluxDB has not taken yet. */
export interface Entry {
  readonly points: number;
  readonly storedBytes: number;
  isHeld: boolean;
  notBeforeMs: number;
}

/** What the queue knows of one of its files. */
export interface Segment {
  readonly sequence: number;
  readonly path: string;
  sizeBytes: number;
  /** By offset, without those acknowledged; absent until a segment of an earlier run is read. */
  entries: Map<number, Entry> | undefined;
  /** Known from the state file while `entries` is absent. */
  readonly unreadPoints: number;
  readonly acknowledged: Set<number>;
  writer: SegmentWriter | undefined;
  isDamaged: boolean;
}

/** An empty segment that is written to. */
export const newSegment = (given: Pick<Segment, 'sequence' | 'path' | 'writer'>): Segment => ({
  ...given,
  sizeBytes: 0,
  entries: new Map(),
  unreadPoints: 0,
  acknowledged: new Set(),
  isDamaged: false,
});

export function stateOf(segment: Segment): SegmentState {
  return {
    sequence: segment.sequence,
    sizeBytes: segment.sizeBytes,
    pendingPoints: pendingPointsOf(segment),
    acknowledged: [...segment.acknowledged],
  };
}

export function pendingPointsOf({ entries, unreadPoints }: Segment): number {
  return entries ? sum(entries.values(), ({ points }) => points) : unreadPoints;
}

export function pendingBytesOf({ entries, sizeBytes }: Segment): number {
  return entries ? sum(entries.values(), ({ storedBytes }) => storedBytes) : sizeBytes;
}

/** Points of a segment that nobody holds: a held batch may still be delivered, and is counted by its holder. */
export function unheldPoints({ entries, unreadPoints }: Segment): number {
  return entries ? sum(entries.values(), ({ points, isHeld }) => (isHeld ? 0 : points)) : unreadPoints;
}

/** Entries stand in the order of their offsets. */
export function waitsBefore(
  { sequence, entries }: Segment,
  position: { readonly sequence: number; readonly offset: number },
): boolean {
  if (sequence > position.sequence) return false;
  const endsAt = sequence < position.sequence ? Number.POSITIVE_INFINITY : position.offset;
  const [first] = entries ? entries.keys() : [0];
  return first !== undefined && first < endsAt;
}

export function sum<Item>(items: Iterable<Item>, amountOf: (item: Item) => number): number {
  let total = 0;
  for (const item of items) total += amountOf(item);
  return total;
}
