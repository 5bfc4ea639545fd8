import { readRegularFile } from '../../core/host/read-regular-file.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CheckpointError } from './checkpoint-error.ts';
import { findCheckpoint, MOST_BYTES } from './find-signatures.ts';
import type { SignedNote } from './signed-note.ts';

/** A note, or a mail that carries one. @throws CHECKPOINT_INVALID */
export function readCheckpointFile(file: string): {
  readonly note: SignedNote;
  readonly checkpoint: Checkpoint;
} {
  const found = findCheckpoint(readBounded(file));
  if (found) return found;
  throw new CheckpointError(
    'CHECKPOINT_INVALID',
    `${file}: expected a checkpoint of camwatch (the note, or the mail that carries it), got something else`,
  );
}

/** @throws CHECKPOINT_INVALID where it cannot be read or is too large. */
export function readBounded(file: string): Buffer {
  try {
    return readRegularFile(file, MOST_BYTES);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw new CheckpointError(
      'CHECKPOINT_INVALID',
      `${file}: expected a file that can be read, got: ${got}`,
      {
        cause: error,
      },
    );
  }
}
