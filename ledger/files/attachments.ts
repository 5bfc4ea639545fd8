import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { besidePath } from '../../core/domain/record-place.ts';
import { LedgerError, withLedgerErrors } from '../record/ledger-error.ts';
import { createPrivateFile } from './create-private-file.ts';
import { makeFolder } from './make-folder.ts';
import { syncFile } from './sync-file.ts';

/**
 * A file that bears out a claim or a decision. The row names it in the member `files` of its body, and the chain covers
 * the hash; the content lies beside the ledger.
 */
export interface Attachment {
  /** For people: the name it was handed in under. */
  readonly name: string;
  /** Of the content, in 64 hexadecimal digits: what it is stored under. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What is to be attached: a file of this machine by its path, or what somebody sent. */
export type NewAttachment = string | { readonly name: string; readonly content: Buffer };

export interface AttachmentLimits {
  readonly maxSizeBytes?: number;
}

/** A scanned letter has a few megabytes; recordings do not belong into a ledger. */
const MAX_SIZE_BYTES = 20_000_000;

/**
 * Stores a copy of `file` beside the ledger at `path`, for nobody else on the machine, and settles it on the disk. The same
 * content is stored once. Do it before the row that names it is appended.
 * @throws LEDGER_ATTACHMENT where it is no file, empty or too large; LEDGER_FULL, LEDGER_UNWRITABLE.
 */
export function storeAttachment(
  path: string,
  file: NewAttachment,
  { maxSizeBytes = MAX_SIZE_BYTES }: AttachmentLimits = {},
): Attachment {
  if (typeof file === 'string') return storeContent(path, file, readSource(file, maxSizeBytes));
  return storeContent(path, file.name, checkContent(file.name, file.content, maxSizeBytes));
}

/** The same of a content that is at hand, under the name that it is handed out by. */
export function storeContent(path: string, name: string, content: Buffer): Attachment {
  const sha256 = hash('sha256', content, 'hex');
  const stored = attachmentPath(path, sha256);
  if (checkAttachment(path, sha256) !== 'good') withLedgerErrors(stored, () => writeStored(stored, content));
  return { name: tidyName(name), sha256, sizeBytes: content.length };
}

/** The content of an attachment, which is what was handed in. @throws LEDGER_ATTACHMENT where it is missing or changed. */
export function readAttachment(path: string, sha256: string): Buffer {
  const content = readStored(path, sha256);
  if (content && hash('sha256', content, 'hex') === sha256) return content;
  throw new LedgerError(
    'LEDGER_ATTACHMENT',
    `${attachmentPath(path, sha256)}: expected the attached file, found ${content ? 'another content' : 'none'}`,
  );
}

export function checkAttachment(path: string, sha256: string): 'good' | 'missing' | 'changed' {
  const content = readStored(path, sha256);
  if (!content) return 'missing';
  return hash('sha256', content, 'hex') === sha256 ? 'good' : 'changed';
}

/** Copies what is good of these from beside one ledger to beside another; the rest is left to `verify` to tell. */
export function copyAttachments(from: string, to: string, hashes: Iterable<string>): void {
  for (const sha256 of hashes) {
    if (checkAttachment(from, sha256) !== 'good' || checkAttachment(to, sha256) === 'good') continue;
    const stored = attachmentPath(to, sha256);
    withLedgerErrors(stored, () => writeStored(stored, readAttachment(from, sha256)));
  }
}

function attachmentPath(path: string, sha256: string): string {
  // It becomes part of a path, and may come from a file that somebody tampered with.
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new LedgerError(
      'LEDGER_ATTACHMENT',
      `${path}: expected a SHA-256 of an attached file, got ${sha256}`,
    );
  return join(`${besidePath(path)}.files`, sha256);
}

function readSource(file: string, maxSizeBytes: number): Buffer {
  const content = openRegular(file, constants.O_RDONLY, (descriptor, sizeBytes) => {
    if (sizeBytes > maxSizeBytes) refuse(file, `a file of at most ${maxSizeBytes} bytes`, `${sizeBytes}`);
    return readFileSync(descriptor);
  });
  if (!content) return refuse(file, 'a file', existsSync(file) ? 'something else' : 'nothing');
  // It may have grown meanwhile.
  return checkContent(file, content, maxSizeBytes);
}

function checkContent(file: string, content: Buffer, maxSizeBytes: number): Buffer {
  if (content.length === 0) return refuse(file, 'a file with content', 'an empty one');
  if (content.length > maxSizeBytes)
    return refuse(file, `a file of at most ${maxSizeBytes} bytes`, `${content.length}`);
  return content;
}

function refuse(file: string, expected: string, got: string): never {
  throw new LedgerError('LEDGER_ATTACHMENT', `${file}: expected ${expected} to attach, got ${got}`);
}

/** Never through a link: in this place there are only files of ours. */
function readStored(path: string, sha256: string): Buffer | undefined {
  const stored = attachmentPath(path, sha256);
  return openRegular(stored, constants.O_RDONLY | constants.O_NOFOLLOW, (descriptor) =>
    readFileSync(descriptor),
  );
}

/** `undefined` where there is no regular file: a pipe would wait for ever. */
function openRegular(
  file: string,
  flags: number,
  read: (descriptor: number, sizeBytes: number) => Buffer,
): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  return withLedgerErrors(file, () => {
    const descriptor = openWithout(file, flags | constants.O_NONBLOCK);
    if (descriptor === undefined) return undefined;
    try {
      const status = fstatSync(descriptor);
      return status.isFile() ? read(descriptor, status.size) : undefined;
    } finally {
      closeSync(descriptor);
    }
  });
}

function openWithout(file: string, flags: number): number | undefined {
  try {
    return openSync(file, flags);
  } catch (error) {
    // A link in place of the file.
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') return undefined;
    throw error;
  }
}

/** The name appears when the content is whole and on the disk. */
function writeStored(stored: string, content: Buffer): void {
  makeFolder(dirname(dirname(stored)));
  // Another process may make it at the same moment.
  mkdirSync(dirname(stored), { recursive: true, mode: 0o700 });
  const partial = `${stored}.partial-${process.pid}`;
  try {
    createPrivateFile(partial);
    writeFileSync(partial, content);
    syncFile(partial);
    renameSync(partial, stored);
    syncFile(dirname(stored));
    syncFile(dirname(dirname(stored)));
  } finally {
    rmSync(partial, { force: true });
  }
}

/** One line without control characters, of a bearable length. */
const tidyName = (file: string): string =>
  basename(file).normalize('NFC').replaceAll(/\p{C}/gu, '').slice(-200) || 'file';
