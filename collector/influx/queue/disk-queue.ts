import { rename, rm } from 'node:fs/promises';
import type { Logger } from 'pino';
import { CamwatchError } from '../../../core/errors.ts';
import { openPrivateFolder } from '../../../core/host/private-files.ts';
import { seconds } from '../../../core/time/units.ts';
import { createSerializer } from '../lines/serializer.ts';
import type { Batch } from './batch.ts';
import { listSegmentFiles, loadOldSegment, scanWaiting, segmentPath, setAside } from './old-segments.ts';
import { loadQueueState, type SegmentState, saveQueueState } from './queue-state.ts';
import {
  type Entry,
  newSegment,
  pendingBytesOf,
  pendingPointsOf,
  type Segment,
  stateOf,
  sum,
  unheldPoints,
  waitsBefore,
} from './segment.ts';
import { readRecord } from './segment-file.ts';
import { renderRecord } from './segment-record.ts';
import { createSegmentWriter, type SegmentWriter } from './segment-writer.ts';

/** A place in the queue, held until the batch is acknowledged or given back. */
export interface Ticket {
  readonly sequence: number;
  readonly offset: number;
  readonly points: number;
}

/** A place between batches. */
export interface Position {
  readonly sequence: number;
  readonly offset: number;
}

export interface QueuedBatch {
  readonly batch: Batch;
  readonly ticket: Ticket;
}

/**
 * Batches on disk until InfluxDB has them. An appended batch survives `kill -9` at once and a power cut after a second
 * (`fdatasync` every second, and at the end of a segment). Delivery is at least once.
 */
export interface DiskQueue {
  /** Puts a batch at the end, held by the caller. @throws what the disk says; nothing was kept then. */
  readonly append: (batch: Batch) => Promise<Ticket>;
  /** The oldest batch that nobody holds and that is due; held by the caller from then on. */
  readonly takeOldest: (dueBeforeMs: number) => Promise<QueuedBatch | undefined>;
  /** Gives a batch back, to be taken again from `notBeforeMs` on. */
  readonly release: (ticket: Ticket, notBeforeMs?: number) => void;
  readonly acknowledge: (ticket: Ticket) => void;
  /** Where the next batch goes; settles when it is known what earlier runs left. @throws what the disk says. */
  readonly end: () => Promise<Position>;
  /** Whether nothing before a place waits any more. */
  readonly isDoneBefore: (position: Position) => boolean;
  readonly pendingBytes: () => number;
  readonly pendingPoints: () => number;
  readonly close: () => Promise<void>;
}

export interface DiskQueueOptions {
  readonly dir: string;
  readonly limitBytes: number;
  readonly segmentBytes?: number;
  readonly logger: Logger;
  /** Points that were given up: the queue is at its limit, or what held them is damaged. */
  readonly onDropped: (points: number) => void;
}

class QueueClosedError extends CamwatchError {
  readonly code = 'INFLUX_QUEUE_CLOSED';
}

const DEFAULT_SEGMENT_BYTES = 4 * 1024 * 1024;
const SYNC_INTERVAL_MS = seconds(1);

export function createDiskQueue({
  dir,
  limitBytes,
  segmentBytes = Math.min(DEFAULT_SEGMENT_BYTES, Math.ceil(limitBytes / 4)),
  logger,
  onDropped,
}: DiskQueueOptions): DiskQueue {
  const segments = new Map<number, Segment>();
  const oneByOne = createSerializer();
  let nextSequence = 1;
  let isOpen = false;
  let isClosed = false;
  let isDirty = false;
  let isAtLimit = false;
  let isSyncing = false;
  let isSyncFailing = false;

  const timer = setInterval(() => {
    if (isSyncing || !isOpen) return;
    isSyncing = true;
    oneByOne(sync)
      .then(() => {
        isSyncFailing = false;
      })
      .catch((error: unknown) => {
        isDirty = true;
        if (!isSyncFailing) logger.warn({ error: String(error) }, 'queue could not be synced to disk');
        isSyncFailing = true;
      })
      .finally(() => {
        isSyncing = false;
      });
  }, SYNC_INTERVAL_MS);
  timer.unref();
  // What an earlier run left is known before anything is appended; a folder that cannot be opened is the caller's to hear of.
  oneByOne(ensureOpen).catch((error: unknown) =>
    logger.debug({ error: String(error) }, 'queue is not open yet'),
  );

  async function ensureOpen(): Promise<void> {
    if (isClosed) throw new QueueClosedError(`the queue ${dir} is closed`);
    if (isOpen) return;
    await makeFolder();
    const { nextSequence: knownSequence, segments: known } = await loadQueueState(dir);
    nextSequence = Math.max(nextSequence, knownSequence);
    for (const { sequence, isCorrupt } of await listSegmentFiles(dir)) {
      nextSequence = Math.max(nextSequence, sequence + 1);
      if (!isCorrupt && !segments.has(sequence)) await adopt(sequence, known.get(sequence));
    }
    isOpen = true;
  }

  async function makeFolder(): Promise<void> {
    const open = await openPrivateFolder(dir);
    if (open?.isClosedNow)
      logger.warn({ dir, mode: open.mode }, 'queue was open to others: it is closed to them now');
    else if (open)
      logger.warn(
        { dir, mode: open.mode },
        'queue is open to others: give it a folder of its own, or close this one (chmod go=)',
      );
  }

  /** Takes over a segment of an earlier run; only what the state file does not know is walked through now. */
  async function adopt(sequence: number, known: SegmentState | undefined): Promise<void> {
    const segment = await loadOldSegment(segmentPath(dir, sequence), sequence, known);
    segments.set(sequence, segment);
    if (known?.sizeBytes !== segment.sizeBytes) await guard(segment, index);
  }

  async function index(segment: Segment): Promise<Map<number, Entry>> {
    const { entries, unreadableFrom } = await scanWaiting(segment);
    segment.entries = entries;
    if (unreadableFrom !== undefined) {
      markDamaged(segment, unreadableFrom);
      // Where the last run wrote down how many there were, those that cannot be found are known to be lost.
      const lostPoints = segment.unreadPoints - sum(entries.values(), ({ points }) => points);
      if (lostPoints > 0) onDropped(lostPoints);
    }
    await retireIfDone(segment);
    return entries;
  }

  function markDamaged(segment: Segment, offset: number): void {
    segment.isDamaged = true;
    logger.error(
      { segment: segment.path, offset, sizeBytes: segment.sizeBytes },
      'queue segment is damaged: what can be read of it is delivered, then the file is set aside as .corrupt',
    );
  }

  /** Work on one segment that must not stop the others: what cannot be read is set aside. */
  async function guard<Value>(
    segment: Segment,
    work: (segment: Segment) => Promise<Value>,
  ): Promise<Value | undefined> {
    try {
      return await work(segment);
    } catch (error) {
      logger.error({ segment: segment.path, error: String(error) }, 'queue segment cannot be read');
      onDropped(unheldPoints(segment));
      segments.delete(segment.sequence);
      isDirty = true;
      await rename(segment.path, `${segment.path}.corrupt`).catch(() => undefined);
      return undefined;
    }
  }

  async function retireIfDone(segment: Segment): Promise<void> {
    if (segment.writer || segment.entries === undefined || segment.entries.size > 0) return;
    segments.delete(segment.sequence);
    isDirty = true;
    if (!segment.isDamaged) return rm(segment.path, { force: true });
    await setAside(dir, segment.path);
  }

  async function seal(segment: Segment): Promise<void> {
    const { writer } = segment;
    if (writer === undefined) return;
    segment.writer = undefined;
    isDirty = true;
    try {
      await writer.close();
    } finally {
      await retireIfDone(segment);
    }
  }

  async function openSegment(): Promise<{ segment: Segment; writer: SegmentWriter }> {
    const active = segments.get(nextSequence - 1);
    if (active?.writer && active.sizeBytes < segmentBytes) return { segment: active, writer: active.writer };
    if (active) await seal(active);
    const sequence = nextSequence;
    nextSequence += 1;
    const path = segmentPath(dir, sequence);
    const writer = await createSegmentWriter(path);
    const segment = newSegment({ sequence, path, writer });
    segments.set(sequence, segment);
    return { segment, writer };
  }

  async function makeRoom(neededBytes: number): Promise<void> {
    let storedBytes = sum(segments.values(), ({ sizeBytes }) => sizeBytes);
    if (storedBytes + neededBytes <= limitBytes) {
      if (storedBytes < limitBytes / 2) isAtLimit = false;
      return;
    }
    if (!isAtLimit) logger.error({ dir, limitBytes }, 'queue is at its limit: the oldest points are dropped');
    isAtLimit = true;
    for (const segment of [...segments.values()]) {
      if (storedBytes + neededBytes <= limitBytes) return;
      await seal(segment);
      if (segments.delete(segment.sequence)) onDropped(unheldPoints(segment));
      isDirty = true;
      await rm(segment.path, { force: true });
      storedBytes -= segment.sizeBytes;
    }
  }

  async function sync(): Promise<void> {
    for (const { writer } of segments.values()) await writer?.sync();
    if (!isDirty) return;
    isDirty = false;
    await saveQueueState(dir, { nextSequence, segments: [...segments.values()].map(stateOf) });
  }

  async function takeFrom(segment: Segment, dueBeforeMs: number): Promise<QueuedBatch | undefined> {
    const entries = segment.entries ?? (await index(segment));
    for (const [offset, entry] of entries) {
      if (entry.isHeld || entry.notBeforeMs > dueBeforeMs) continue;
      const batch = await readRecord(segment.path, offset);
      if (batch !== undefined) {
        entry.isHeld = true;
        return { batch, ticket: { sequence: segment.sequence, offset, points: entry.points } };
      }
      markDamaged(segment, offset);
      entries.delete(offset);
      onDropped(entry.points);
    }
    await retireIfDone(segment);
    return undefined;
  }

  return {
    append: (batch) =>
      oneByOne(async () => {
        await ensureOpen();
        const record = renderRecord(batch);
        await makeRoom(record.length);
        const { segment, writer } = await openSegment();
        const offset = await writer.append(record);
        segment.sizeBytes = offset + record.length;
        const entry = { points: batch.points, storedBytes: record.length, isHeld: true, notBeforeMs: 0 };
        segment.entries?.set(offset, entry);
        return { sequence: segment.sequence, offset, points: batch.points };
      }),
    takeOldest: (dueBeforeMs) =>
      oneByOne(async () => {
        await ensureOpen();
        for (const segment of [...segments.values()]) {
          const taken = await guard(segment, () => takeFrom(segment, dueBeforeMs));
          if (taken !== undefined) return taken;
        }
        return undefined;
      }),
    release: ({ sequence, offset, points }, notBeforeMs = 0) => {
      const entry = segments.get(sequence)?.entries?.get(offset);
      if (entry === undefined) return onDropped(points);
      entry.isHeld = false;
      entry.notBeforeMs = notBeforeMs;
    },
    acknowledge: ({ sequence, offset }) => {
      const segment = segments.get(sequence);
      if (!segment?.entries?.delete(offset)) return;
      segment.acknowledged.add(offset);
      isDirty = true;
      if (segment.entries.size > 0 || segment.writer) return;
      oneByOne(() => retireIfDone(segment)).catch((error: unknown) =>
        logger.warn({ segment: segment.path, error: String(error) }, 'queue segment could not be removed'),
      );
    },
    end: () =>
      oneByOne(async () => {
        await ensureOpen();
        const last = [...segments.values()].findLast(({ writer }) => writer);
        return last
          ? { sequence: last.sequence, offset: last.sizeBytes }
          : { sequence: nextSequence, offset: 0 };
      }),
    isDoneBefore: (position) => segments.values().every((segment) => !waitsBefore(segment, position)),
    pendingBytes: () => sum(segments.values(), pendingBytesOf),
    pendingPoints: () => sum(segments.values(), pendingPointsOf),
    close: async () => {
      clearInterval(timer);
      await oneByOne(async () => {
        if (isClosed) return;
        isClosed = true;
        if (!isOpen) return;
        for (const segment of [...segments.values()]) await seal(segment);
        isDirty = true;
        await sync();
      });
    },
  };
}
