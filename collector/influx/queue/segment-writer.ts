import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../../core/host/private-files.ts';

/** The one segment that is appended to. */
export interface SegmentWriter {
  readonly sizeBytes: () => number;
  /** Appends a record whole or not at all, and resolves to its offset. It is in the kernel's hands then, not on disk. */
  readonly append: (record: Buffer) => Promise<number>;
  /** Puts what was appended on disk; does nothing when it is there. */
  readonly sync: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function createSegmentWriter(path: string): Promise<SegmentWriter> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const file = await open(path, 'wx', PRIVATE_FILE_MODE);
  let sizeBytes = 0;
  let syncedBytes = 0;
  const sync = async () => {
    if (syncedBytes === sizeBytes) return;
    const reachedBytes = sizeBytes;
    await file.datasync();
    syncedBytes = reachedBytes;
  };
  return {
    sizeBytes: () => sizeBytes,
    append: async (record) => {
      const offset = sizeBytes;
      try {
        await writeAll(file, record, offset);
      } catch (error) {
        // A full disk leaves half a record behind; the next one is written over it where this fails as well.
        await file.truncate(offset).catch(() => undefined);
        throw error;
      }
      sizeBytes = offset + record.length;
      return offset;
    },
    sync,
    close: async () => {
      try {
        await sync();
      } finally {
        await file.close();
      }
    },
  };
}

async function writeAll(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
