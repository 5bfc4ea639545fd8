import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Whole or not at all: nobody finds half a document under its name, on a full disk or after a crash. @throws what the system says,
 * and what {@link writePartial} does.
 */
export function writeWholeFile(path: string, bytes: Uint8Array | string): void {
  const partial = partialOf(path);
  try {
    writePartial(path, bytes);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Where a file is until it gets its name. */
export const partialOf = (path: string): string => `${path}.${process.pid}.partial`;

/**
 * What is to become a file, beside it: never through a link that somebody left in a folder of others, and in the place of no pipe or
 * device. @throws what the system says.
 */
export function writePartial(path: string, bytes: Uint8Array | string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there && !there.isFile() && !there.isDirectory())
    throw new Error(`${path}: expected a file or a new name, got a pipe or device`);
  const partial = partialOf(path);
  rmSync(partial, { force: true });
  writeFileSync(partial, bytes, { flag: 'wx' });
}
