import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PRIVATE_FILE_MODE } from '../../../core/host/private-files.ts';

/** What is known of a segment file without reading it. */
const SegmentState = z.strictObject({
  sequence: z.int().min(0),
  sizeBytes: z.int().min(0),
  /** Points of the batches that are not acknowledged. */
  pendingPoints: z.int().min(0),
  /** Offsets of batches that InfluxDB has taken. */
  acknowledged: z.array(z.int().min(0)),
});
export type SegmentState = z.output<typeof SegmentState>;

const StateFile = z.strictObject({
  version: z.literal(1),
  /** Sequence numbers are never used twice, or a new file would inherit what is known of an old one. */
  next_sequence: z.int().min(1),
  segments: z.array(SegmentState),
});

export interface QueueState {
  readonly nextSequence: number;
  readonly segments: ReadonlyMap<number, SegmentState>;
}

const FILE_NAME = 'state.json';

/**
 * Reads what the last run had delivered. Without the file, or when it is damaged, nothing is lost: batches are sent
 * again, and points that InfluxDB has already are overwritten by themselves.
 */
export async function loadQueueState(dir: string): Promise<QueueState> {
  try {
    const state = StateFile.parse(JSON.parse(await readFile(join(dir, FILE_NAME), 'utf8')));
    const highest = state.segments.reduce((most, { sequence }) => Math.max(most, sequence), 0);
    return {
      nextSequence: Math.max(state.next_sequence, highest + 1),
      segments: new Map(state.segments.map((segment) => [segment.sequence, segment])),
    };
  } catch {
    return { nextSequence: 1, segments: new Map() };
  }
}

/** Replaces the file as a whole: a reader sees the old state or the new one. */
export async function saveQueueState(
  dir: string,
  { nextSequence, segments }: { nextSequence: number; segments: readonly SegmentState[] },
): Promise<void> {
  const path = join(dir, FILE_NAME);
  const temporary = `${path}.tmp`;
  {
    await using file = await open(temporary, 'w', PRIVATE_FILE_MODE);
    await file.writeFile(JSON.stringify({ version: 1, next_sequence: nextSequence, segments }));
    await file.datasync();
  }
  await rename(temporary, path);
}
