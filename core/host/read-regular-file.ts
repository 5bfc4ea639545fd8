import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/**
 * Reads a file that somebody handed in. A pipe that nobody writes to would hold the process for ever, through every signal;
 * `O_NONBLOCK` opens it at once, and what is opened is what is asked.
 * @throws Error that says what it is instead: no file, a link where none may be, or one of more than `mostBytes`.
 */
export function readRegularFile(
  path: string,
  mostBytes = Number.POSITIVE_INFINITY,
  links: 'follow' | 'refuse-links' = 'follow',
): Buffer {
  const descriptor = openAtOnce(path, links === 'follow' ? 0 : constants.O_NOFOLLOW);
  try {
    const stats = fstatSync(descriptor);
    if (stats.isDirectory()) throw new Error('a folder');
    if (!stats.isFile()) throw new Error('a pipe or device');
    if (stats.size > mostBytes) throw new Error(`${stats.size} bytes, of at most ${mostBytes}`);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openAtOnce(path: string, flags: number): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | flags);
  } catch (error) {
    if (flags !== 0 && error instanceof Error && 'code' in error && error.code === 'ELOOP')
      throw new Error('a link to another file', { cause: error });
    throw error;
  }
}
