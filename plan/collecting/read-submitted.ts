import { hash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { basename } from 'node:path';
import { readRegularFile } from '../../core/host/read-regular-file.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { ChoiceLists } from '../forms/form.ts';
import type { FormFlaw } from '../forms/reading/form-flaw.ts';
import { MOST_FILE_BYTES } from '../forms/reading/open-form-file.ts';
import { type ReadForm, readForm } from '../forms/reading/read-form.ts';

/** A file that came in, read as a form. */
export interface SubmittedFile {
  readonly path: string;
  /** For people: one line, whatever the file calls itself. */
  readonly name: string;
  readonly form: ReadForm;
  /** Of the file, in hexadecimal digits; absent where it could not be read. */
  readonly sha256?: string;
}

export async function readSubmitted(path: string, lists: ChoiceLists): Promise<SubmittedFile> {
  const bytes = readBytes(path);
  const form = Buffer.isBuffer(bytes)
    ? await readForm(bytes, lists)
    : { tables: new Map(), flaws: [bytes], notes: [] };
  return {
    path,
    name: showUntrusted(basename(path).normalize('NFC')),
    form,
    ...(Buffer.isBuffer(bytes) && { sha256: hash('sha256', bytes, 'hex') }),
  };
}

function readBytes(path: string): Buffer | FormFlaw {
  try {
    const { size } = lstatSync(path);
    // Its size alone says that it is none: it need not be read.
    if (size > MOST_FILE_BYTES)
      return { code: 'too-large', of: megabytes(MOST_FILE_BYTES), got: megabytes(size) };
    return readRegularFile(path, MOST_FILE_BYTES, 'refuse-links');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { code: 'unreadable', got: 'code' in error ? String(error.code) : error.message };
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
