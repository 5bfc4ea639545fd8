import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Whole or not at all: nobody finds half a document under its name, on a full disk or after a crash. @throws what the system says. */
export function writeWholeFile(path: string, bytes: Uint8Array | string): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
