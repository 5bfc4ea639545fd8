import type { Workbook } from 'exceljs';
import { inspectArchive } from '../../../core/archives/inspect-archive.ts';
import { openWorkbook } from '../../../core/archives/open-workbook.ts';
import type { FormFlaw } from './form-flaw.ts';

export type OpenedFile = { readonly workbook: Workbook } | { readonly flaw: FormFlaw };

export const MOST_FILE_BYTES = 20_000_000;
const MOST_UNPACKED_BYTES = 100_000_000;
/** A form of 38,000 devices, with a site of its own for each, has 900,000 cells. */
const MOST_CELLS = 1_000_000;

/** Opens a workbook of anybody's, after a look at what unpacking and reading it would cost. */
export async function openFormFile(bytes: Buffer): Promise<OpenedFile> {
  if (bytes.length > MOST_FILE_BYTES) {
    return { flaw: { code: 'too-large', of: megabytes(MOST_FILE_BYTES), got: megabytes(bytes.length) } };
  }
  if (bytes.length === 0) return { flaw: { code: 'empty-file' } };
  const entries = openContainer(bytes);
  if ('code' in entries) return { flaw: entries };
  const opened = await openWorkbook(entries, { mostCells: MOST_CELLS });
  if (opened.is === 'odd') return { flaw: { code: 'broken', got: opened.why } };
  if (opened.is === 'merged-too-much') return { flaw: { code: 'merged-too-much' } };
  if (opened.is === 'too-many-cells')
    return { flaw: { code: 'too-many-cells', of: String(MOST_CELLS), got: String(opened.got) } };
  return { workbook: opened.workbook };
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

const OLE_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP_MARK = Buffer.from('PK');
/** Office keeps what it encrypts under this name, in a container of the old kind. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** The parts of the workbook. */
function openContainer(bytes: Buffer): ReadonlyMap<string, Buffer> | FormFlaw {
  if (bytes.subarray(0, 4).equals(OLE_MARK))
    return { code: bytes.includes(ENCRYPTED) ? 'with-password' : 'old-excel' };
  if (!bytes.subarray(0, 2).equals(ZIP_MARK)) return { code: 'no-workbook' };
  const archive = inspectArchive(bytes, MOST_UNPACKED_BYTES);
  if (archive.is === 'broken') return { code: 'broken' };
  if (archive.is === 'too-large') return { code: 'unpacks-too-large', of: megabytes(MOST_UNPACKED_BYTES) };
  const { entries } = archive;
  if (entries.get('mimetype')?.includes('opendocument')) return { code: 'open-document' };
  if (!entries.has('xl/workbook.xml')) return { code: 'no-workbook' };
  return entries;
}
