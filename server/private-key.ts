import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createSecret, type Secret } from '../core/domain/secret.ts';
import { keyFlaw } from '../core/host/key-permissions.ts';

/** Makes the error of whoever needs the key. */
export type Refuse = (message: string, cause?: unknown) => Error;

/** Reads a key of 256 bits that only its owner may read, or makes one. @throws what `refuse` makes */
export function loadPrivateKey(path: string, refuse: Refuse): Secret {
  if (!existsSync(path)) makeKey(path, refuse);
  return readPrivateKey(path, refuse);
}

/** @throws what `refuse` makes, also where there is none yet */
export function readPrivateKey(path: string, refuse: Refuse): Secret {
  const { text, flaw, cause } = readPrivate(path);
  if (flaw === undefined && /^[0-9a-f]{64}\n$/.test(text)) return createSecret(text.trim());
  throw refuse(
    `${path}: expected a key of 64 hexadecimal digits that only its owner may read, got ${flaw ?? 'something else'}`,
    cause,
  );
}

interface Read {
  readonly text: string;
  readonly flaw?: string | undefined;
  readonly cause?: unknown;
}

/** Asks the very file that is read; no link is followed, and a pipe is not waited for. */
function readPrivate(path: string): Read {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(descriptor);
      const flaw = keyFlaw(path, stats)?.en ?? (stats.size > MOST_BYTES ? `${stats.size} bytes` : undefined);
      return { text: flaw === undefined ? readFileSync(descriptor, 'utf8') : '', flaw };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { text: '', flaw: error instanceof Error ? error.message : String(error), cause: error };
  }
}

const MOST_BYTES = 1_024;

/** Whole or not at all: with half a key, or another one, what was made with it is worth nothing. */
function makeKey(path: string, refuse: Refuse): void {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const descriptor = openSync(partial, 'w', 0o600);
    try {
      writeFileSync(descriptor, `${randomBytes(32).toString('hex')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw refuse(`${path}: expected a place where a new key can be written, got: ${detail}`, error);
  }
}
