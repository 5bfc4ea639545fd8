import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Said } from '../language/said.ts';
import { keyFlaw } from './key-permissions.ts';

const MOST_BYTES = 1_024;

/**
 * Reads a key that only its owner may read, or says what is wrong with its file. The very file that is read is asked: between a look
 * at its name and the reading it could be replaced. No link is followed, and a pipe is not waited for.
 * @throws what the system says where there is no such file or it cannot be read.
 */
export function readKeyFile(path: string): { readonly text: string } | { readonly flaw: Said } {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    const flaw = keyFlaw(path, stats);
    if (flaw) return { flaw };
    if (stats.size > MOST_BYTES) return { flaw: { en: `${stats.size} bytes`, vi: `${stats.size} byte` } };
    return { text: readFileSync(descriptor, 'utf8') };
  } finally {
    closeSync(descriptor);
  }
}
