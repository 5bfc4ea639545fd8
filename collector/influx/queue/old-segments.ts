import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SegmentState } from './queue-state.ts';
import type { Entry, Segment } from './segment.ts';
import { scanSegment } from './segment-file.ts';
import { RECORD_HEADER_BYTES } from './segment-record.ts';

const SEGMENT_NAME = /^(\d{12})\.seg(?:\.corrupt)?$/;
/** Damaged files kept for a person to look at. */
const MAX_CORRUPT_FILES = 8;

export const segmentPath = (dir: string, sequence: number): string =>
  join(dir, `${String(sequence).padStart(12, '0')}.seg`);

export interface SegmentFile {
  readonly sequence: number;
  /** Set aside: its number is taken all the same. */
  readonly isCorrupt: boolean;
}

/** What earlier runs left in the folder of a queue, the oldest first. */
export async function listSegmentFiles(dir: string): Promise<readonly SegmentFile[]> {
  const names = (await readdir(dir)).filter((name) => SEGMENT_NAME.test(name)).sort();
  return names.map((name) => ({ sequence: Number(name.slice(0, 12)), isCorrupt: !name.endsWith('.seg') }));
}

/** A segment of an earlier run, not read yet. */
export async function loadOldSegment(
  path: string,
  sequence: number,
  known: SegmentState | undefined,
): Promise<Segment> {
  const { size: sizeBytes } = await stat(path);
  return {
    sequence,
    path,
    sizeBytes,
    entries: undefined,
    unreadPoints: known?.pendingPoints ?? 0,
    acknowledged: new Set(known?.acknowledged),
    writer: undefined,
    isDamaged: false,
  };
}

/** The batches of a segment that are not acknowledged, by offset, and where it cannot be read on. */
export async function scanWaiting({ path, sizeBytes, acknowledged }: Segment): Promise<{
  readonly entries: Map<number, Entry>;
  readonly unreadableFrom?: number;
}> {
  const { records, ...rest } = await scanSegment(path, sizeBytes);
  const waiting = records.filter(({ offset }) => !acknowledged.has(offset));
  const entries = new Map(
    waiting.map(({ offset, header: { points, payloadBytes } }): [number, Entry] => [
      offset,
      { points, storedBytes: RECORD_HEADER_BYTES + payloadBytes, isHeld: false, notBeforeMs: 0 },
    ]),
  );
  return { entries, ...rest };
}

/** Keeps a damaged file, and of all that were kept the latest few. */
export async function setAside(dir: string, path: string): Promise<void> {
  await rename(path, `${path}.corrupt`);
  const corrupt = (await readdir(dir)).filter((name) => name.endsWith('.corrupt')).sort();
  for (const name of corrupt.slice(0, -MAX_CORRUPT_FILES)) await rm(join(dir, name), { force: true });
}
