import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { createSecret, type Secret } from '../core/domain/secret.ts';
import { readKeyFile } from '../core/host/read-key-file.ts';

/** Makes the error of whoever needs the key. */
export type Refuse = (message: string, cause?: unknown) => Error;

/** Reads a key of 256 bits that only its owner may read, or makes one. @throws what `refuse` makes */
export function loadPrivateKey(path: string, refuse: Refuse): Secret {
  if (!existsSync(path)) makeKey(path, refuse);
  return readPrivateKey(path, refuse);
}

/** @throws what `refuse` makes, also where there is none yet */
export function readPrivateKey(path: string, refuse: Refuse): Secret {
  const expected = (got: string, cause?: unknown) =>
    refuse(
      `${path}: expected a key of 64 hexadecimal digits that only its owner may read, got ${got}`,
      cause,
    );
  let read: ReturnType<typeof readKeyFile>;
  try {
    read = readKeyFile(path);
  } catch (error) {
    throw expected(error instanceof Error ? error.message : String(error), error);
  }
  if ('flaw' in read) throw expected(read.flaw.en);
  if (!/^[0-9a-f]{64}\n$/.test(read.text)) throw expected('something else');
  return createSecret(read.text.trim());
}

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
