import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Request } from 'express';
import type { Said } from '../../core/language/said.ts';
import { quote, RequestError } from '../api/request-error.ts';
import { MOST_UPLOAD_BYTES } from '../server/refuse-ahead.ts';

/** A form with files as it was sent: what was typed, by field, and each file whole. */
export interface Upload {
  readonly form: Readonly<Record<string, readonly string[]>>;
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

/** A file that is not taken: what was typed is not lost. */
export class UploadRefused extends RequestError {
  readonly form: Upload['form'];

  constructor(message: Said, form: Upload['form']) {
    super('PORTAL_REQUEST_TOO_LARGE', message);
    this.form = form;
  }
}

/** As much as the ledger keeps of one paper. */
const MOST_FILE_BYTES = 20_000_000;
const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 10_000,
  // A box beside each unit of a city.
  fields: 1_000,
  fileSize: MOST_FILE_BYTES,
  files: 10,
  parts: 1_010,
  headerPairs: 20,
} as const;
/** Each is kept in memory until it is on record; one that is small waits for none. */
const MOST_AT_ONCE = 4;
const SMALL_BYTES = 1_000_000;
let atOnce = 0;

/**
 * Reads a form with files. Fields come before files, as our forms have them, and a file is read only once `expectOwn` took the fields.
 * @throws UploadRefused for files that are too large or too many; PORTAL_PARAMETER, PORTAL_BUSY, and what `expectOwn` throws
 */
export async function readUpload(
  request: Request,
  expectOwn: (form: Upload['form']) => void,
): Promise<Upload> {
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) <= SMALL_BYTES)
    return await read(request, expectOwn);
  if (atOnce >= MOST_AT_ONCE)
    throw new RequestError('PORTAL_BUSY', 'expected fewer files at once: try again in a minute');
  atOnce += 1;
  try {
    return await read(request, expectOwn);
  } finally {
    atOnce -= 1;
  }
}

async function read(request: Request, expectOwn: (form: Upload['form']) => void): Promise<Upload> {
  const form: Record<string, string[]> = Object.create(null);
  const files: { name: string; content: Buffer }[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let refused: RequestError | undefined;
  let isOwn = false;
  const own = () => {
    if (isOwn) return;
    expectOwn(form);
    isOwn = true;
  };
  const tooLarge = Number(request.headers['content-length'] ?? 0) > MOST_UPLOAD_BYTES;
  const parser = parserOf(request);
  parser.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut)
      refused ??= new RequestError('PORTAL_PARAMETER', `${quote(name)}: expected a shorter text`);
    else form[name] = [...(form[name] ?? []), value];
  });
  parser.on('file', (_field, stream, name) => {
    const chunks: Buffer[] = [];
    try {
      own();
    } catch (error) {
      refused = error as RequestError;
    }
    stream.on('data', (chunk: Buffer) => {
      if (!refused && !tooLarge) chunks.push(chunk);
    });
    stream.on('limit', () => {
      refused ??= new UploadRefused(tooLargeWords(name), form);
    });
    stream.on('end', () => {
      // A field for files that was left empty.
      if (name !== '' && name !== undefined && !refused) files.push({ name, content: Buffer.concat(chunks) });
    });
  });
  for (const limit of ['filesLimit', 'partsLimit', 'fieldsLimit'] as const)
    parser.on(limit, () => {
      refused ??= new UploadRefused(
        { en: `expected at most ${LIMITS.files} files`, vi: `cần không quá ${LIMITS.files} tệp` },
        form,
      );
    });
  parser.on('finish', () => resolve());
  parser.on('error', () => reject(new RequestError('PORTAL_PARAMETER', 'body: expected a form')));
  request.on('aborted', () => reject(new RequestError('PORTAL_PARAMETER', 'body: expected a whole form')));
  request.pipe(parser);
  await promise;
  if (refused) throw refused;
  own();
  if (tooLarge) throw new UploadRefused(tooLargeWords('…'), form);
  return { form, files };
}

const tooLargeWords = (name: string): Said => ({
  en: `${quote(name)}: expected a file of at most ${MOST_FILE_BYTES / 1_000_000} MB`,
  vi: `${quote(name)}: cần tệp không quá ${MOST_FILE_BYTES / 1_000_000} MB`,
});

function parserOf(request: Request) {
  try {
    return new Busboy({ headers: request.headers as BusboyHeaders, limits: LIMITS });
  } catch {
    throw new RequestError(
      'PORTAL_PARAMETER',
      'Content-Type: expected multipart/form-data with its boundary',
    );
  }
}
