import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Whole or not at all: nobody finds half a document under its name, on a full disk or after a crash. Never through a link that
 * somebody left in a folder of others, and in the place of no pipe or device. @throws what the system says.
 */
export function writeWholeFile(path: string, bytes: Uint8Array | string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile() && !there.isDirectory())
    throw new Error(`${path}: expected a file or a new name, got a pipe or device`);
  const partial = `${path}.${process.pid}.partial`;
  try {
    rmSync(partial, { force: true });
    writeFileSync(partial, bytes, { flag: 'wx' });
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
