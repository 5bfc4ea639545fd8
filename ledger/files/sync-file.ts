import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Settles a file, or the names in a folder, on the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
