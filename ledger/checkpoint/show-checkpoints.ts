import { renderHead } from './checkpoint.ts';
import { CheckpointError } from './checkpoint-error.ts';
import type { CheckpointRows, IssuedCheckpoint } from './checkpoint-rows.ts';
import { renderNote } from './signed-note.ts';

export interface ListedCheckpoint {
  readonly size: number;
  readonly row: number;
  readonly heads: readonly string[];
  readonly issuedAt: string;
  readonly signedBy: readonly string[];
  readonly sentTo: readonly string[];
}

/** Checkpoints on record: who signed them, and where they were sent. */
export function listCheckpoints(rows: CheckpointRows): readonly ListedCheckpoint[] {
  const { issued, cosigned, sent, timestamped } = rows;
  return issued.map(({ seq, id, recordedMs, checkpoint }) => ({
    size: checkpoint.size,
    row: seq,
    heads: checkpoint.heads.map(renderHead),
    issuedAt: new Date(recordedMs).toISOString(),
    signedBy: cosigned.filter((row) => row.id === id).map(({ key }) => key.name),
    sentTo: [...(timestamped.has(id) ? ['timestamp'] : []), ...(sent.get(id) ?? [])],
  }));
}

/** The note of one with all its signatures. @throws CHECKPOINT_UNKNOWN */
export function noteOf(rows: CheckpointRows, size: number): string {
  const { id, note } = findOne(rows, size);
  const others = rows.cosigned.filter((row) => row.id === id).map(({ signature }) => signature);
  return renderNote({ ...note, signatures: [...note.signatures, ...others] });
}

/**
 * The answer of the time stamp server to one, beside what it is of: the note as it was handed out, without what others signed later.
 * @throws CHECKPOINT_UNKNOWN
 */
export function stampOf(
  rows: CheckpointRows,
  size: number,
): { readonly answer: Uint8Array; readonly note: string } {
  const { id, written } = findOne(rows, size);
  const answer = rows.timestamped.get(id);
  if (answer) return { answer, note: written };
  throw new CheckpointError(
    'CHECKPOINT_UNKNOWN',
    `--timestamp: checkpoint ${size} has no time stamp on record`,
  );
}

function findOne({ issued }: CheckpointRows, size: number): IssuedCheckpoint {
  const one = issued.find(({ checkpoint }) => checkpoint.size === size);
  if (one) return one;
  throw new CheckpointError('CHECKPOINT_UNKNOWN', `--size: expected a checkpoint on record, got ${size}`);
}
