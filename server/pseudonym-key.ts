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
import { CamwatchError } from '../core/errors.ts';
import { keyFlaw } from '../core/host/key-permissions.ts';

/** The key of pseudonyms is not what it should be, or is not there. */
export class PseudonymKeyError extends CamwatchError {
  readonly code = 'PSEUDONYM_KEY';
}

/** Beside the ledger, which names the same things: whoever may read the one may read the other. */
export const pseudonymKeyPath = (ledgerPath: string): string => `${ledgerPath}.pseudonym-key`;

/** Reads the key of the ledger at this path, or makes one. For its owner alone, who holds its lock. @throws PSEUDONYM_KEY */
export function loadPseudonymKey(ledgerPath: string): Secret {
  const path = pseudonymKeyPath(ledgerPath);
  if (!existsSync(path)) makeKey(path);
  return readPseudonymKey(ledgerPath);
}

/** @throws PSEUDONYM_KEY also where there is none yet. */
export function readPseudonymKey(ledgerPath: string): Secret {
  const path = pseudonymKeyPath(ledgerPath);
  const refuse = (got: string, cause?: unknown): never => {
    const message = `${path}: expected a key of 64 hexadecimal digits that only its owner may read, got ${got}`;
    throw new PseudonymKeyError(message, { cause });
  };
  try {
    const { text, flaw } = readPrivate(path);
    if (flaw !== undefined) return refuse(flaw);
    return /^[0-9a-f]{64}\n$/.test(text) ? createSecret(text.trim()) : refuse('something else');
  } catch (error) {
    if (error instanceof PseudonymKeyError) throw error;
    return refuse(error instanceof Error ? error.message : String(error), error);
  }
}

/** Asks the very file that is read; no link is followed, and a pipe is not waited for. */
function readPrivate(path: string): { readonly text: string; readonly flaw: string | undefined } {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    const flaw = keyFlaw(path, stats)?.en ?? (stats.size > MOST_BYTES ? `${stats.size} bytes` : undefined);
    return { text: flaw === undefined ? readFileSync(descriptor, 'utf8') : '', flaw };
  } finally {
    closeSync(descriptor);
  }
}

const MOST_BYTES = 1_024;

/** Whole or not at all: with half a key, or another one, what InfluxDB has would go on under other names. */
function makeKey(path: string): void {
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
    throw new PseudonymKeyError(`${path}: expected a place where a new key can be written, got: ${detail}`, {
      cause: error,
    });
  }
}
