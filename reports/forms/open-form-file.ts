import type { Workbook } from 'exceljs';
import { countCells } from '../../core/count-cells.ts';
import { inspectArchive } from '../../core/inspect-archive.ts';
import { stripWorkbook } from '../../core/strip-workbook.ts';
import { writeZip } from '../../core/zip.ts';
import type { FormFlaw } from './form-flaw.ts';

export type OpenedFile = { readonly workbook: Workbook } | { readonly flaw: FormFlaw };

export const MOST_FILE_BYTES = 20_000_000;
const MOST_UNPACKED_BYTES = 100_000_000;
/** A form of 38,000 devices has 570,000 cells; each costs a kilobyte and some 10 µs. */
const MOST_CELLS = 700_000;
const MOST_MERGED_CELLS = 200_000;

/** Opens a workbook of anybody's, after a look at what unpacking and reading it would cost. */
export async function openFormFile(bytes: Buffer): Promise<OpenedFile> {
  if (bytes.length > MOST_FILE_BYTES) {
    return { flaw: { code: 'too-large', of: megabytes(MOST_FILE_BYTES), got: megabytes(bytes.length) } };
  }
  if (bytes.length === 0) return { flaw: { code: 'empty-file' } };
  const stripped = openContainer(bytes);
  if ('code' in stripped) return { flaw: stripped };
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(new Uint8Array(stripped).buffer, { ignoreNodes: UNREAD_NODES });
  } catch (error) {
    return { flaw: { code: 'broken', got: error instanceof Error ? error.message : String(error) } };
  }
  return { workbook };
}

/** Rules over whole columns would be spelt out cell by cell, and pictures say nothing that can be recorded. */
const UNREAD_NODES = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'autoFilter',
  'drawing',
  'picture',
  'legacyDrawing',
  'tableParts',
  'extLst',
];

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;

const OLE_MARK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ZIP_MARK = Buffer.from('PK');
/** Office keeps what it encrypts under this name, in a container of the old kind. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');

/** The workbook with nothing in it but what is read. */
function openContainer(bytes: Buffer): Uint8Array | FormFlaw {
  if (bytes.subarray(0, 4).equals(OLE_MARK))
    return { code: bytes.includes(ENCRYPTED) ? 'with-password' : 'old-excel' };
  if (!bytes.subarray(0, 2).equals(ZIP_MARK)) return { code: 'no-workbook' };
  const archive = inspectArchive(bytes, MOST_UNPACKED_BYTES);
  if (archive.is === 'broken') return { code: 'broken' };
  if (archive.is === 'too-large') return { code: 'unpacks-too-large', of: megabytes(MOST_UNPACKED_BYTES) };
  const { entries } = archive;
  if (entries.get('mimetype')?.includes('opendocument')) return { code: 'open-document' };
  if (!entries.has('xl/workbook.xml')) return { code: 'no-workbook' };
  const stripped = stripWorkbook(entries);
  if (stripped.is === 'odd') return { code: 'broken', got: stripped.why };
  const parts = [...stripped.parts];
  const flaw = flawOfSheets(
    parts.filter(([path]) => path.startsWith('xl/worksheets/')).map(([, content]) => content),
  );
  return flaw ?? writeZip(parts.map(([path, data]) => ({ path, data })));
}

/** Counted in the text: once it is read, it is too late. */
function flawOfSheets(sheets: readonly Buffer[]): FormFlaw | undefined {
  let cells = 0;
  let merged = 0;
  for (const sheet of sheets) {
    const text = sheet.toString('latin1');
    cells += countCells(text);
    for (const [, double, single = ''] of text.matchAll(
      /<mergeCell(?=\s)(?:[^"'<>]|"[^"]*"|'[^']*')*?\sref\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
    ))
      merged += cellCount(double ?? single);
  }
  if (cells > MOST_CELLS) return { code: 'too-many-cells', of: String(MOST_CELLS), got: String(cells) };
  // What is no reference counts as not a number.
  if (!(merged <= MOST_MERGED_CELLS)) return { code: 'merged-too-much' };
  return undefined;
}

function cellCount(reference: string): number {
  const found = /^\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?$/.exec(reference);
  if (!found) return Number.NaN;
  const [, left = '', top = '', right = left, bottom = top] = found;
  return (columnNumber(right) - columnNumber(left) + 1) * (Number(bottom) - Number(top) + 1);
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
