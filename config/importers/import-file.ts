import { basename } from 'node:path';
import { z } from 'zod';
import { TimeZone } from '../../core/input/fields.ts';
import { DATE_ORDERS } from '../../core/time/parse-time.ts';
import { createZone } from '../../core/time/zone.ts';
import { buildMapping } from './build-mapping.ts';
import { ImportError } from './import-error.ts';
import { type Imported, importTable } from './import-table.ts';
import { loadAreas } from './load-areas.ts';
import { loadMapping } from './load-mapping.ts';
import { IMPORT_KINDS, type ImportKind, type Mapping } from './mapping.ts';
import { createAreaMatcher } from './match-area.ts';
import { readForeignCsv } from './read-foreign-csv.ts';
import { readForeignFile } from './read-foreign-file.ts';
import { readForeignXlsx } from './read-foreign-xlsx.ts';

const pairs = z.array(z.string()).default([]).meta({ value: 'pairs' });

/** How a spreadsheet is read: what its columns are to us, and how they are written. */
export const ImportFile = z.object({
  file: z.string().describe('spreadsheet to read: .csv or .xlsx'),
  kind: z.enum(IMPORT_KINDS).optional().describe('what its rows are'),
  map: pairs.describe('our column = its column; repeatable'),
  set: pairs.describe('our column = a constant; repeatable'),
  translate: pairs.describe('our column:its value = our value; repeatable'),
  slug: pairs
    .meta({ value: 'columns' })
    .describe('make ids (lower-case letters, digits, dashes) of these columns'),
  mapping: z
    .string()
    .optional()
    .meta({ value: 'file' })
    .describe('YAML file that keeps all of this; the options go before it'),
  sheet: z.string().optional().meta({ value: 'name' }).describe('sheet of the workbook'),
  headerRow: z
    .int()
    .min(1)
    .meta({ value: 'number', expected: { en: 'expected a row from 1 on', vi: 'cần số dòng từ 1 trở lên' } })
    .optional()
    .describe('row that names the columns (default: 1)'),
  dates: z
    .enum(DATE_ORDERS)
    .optional()
    .meta({ value: 'order' })
    .describe('order of dates that are written as text'),
  areaList: z
    .string()
    .optional()
    .meta({ value: 'date' })
    .describe('version of the list that codes of wards and communes belong to'),
  timeZone: TimeZone.prefault('Asia/Ho_Chi_Minh').describe('time zone of its times'),
});
type ImportInput = z.output<typeof ImportFile>;

/**
 * Turns a foreign spreadsheet into one of our CSV files; `dir` is the folder whose areas names of wards are looked up in.
 * @throws IMPORT_INVALID with every problem
 */
export async function importFile(
  { dir }: { readonly dir: string },
  input: ImportInput,
): Promise<Imported & { readonly kind: ImportKind }> {
  const file = basename(input.file);
  const kept = input.mapping === undefined ? undefined : await loadMapping(input.mapping);
  const mapping = buildMapping(file, input, kept);
  const table = await readTable(input, file, mapping);
  const zone = createZone(input.timeZone);
  if (mapping.kind !== 'sites')
    return { kind: mapping.kind, ...(await importTable(table, mapping, { file, zone })) };
  const matchArea = createAreaMatcher(await loadAreas(dir), mapping.areaList);
  return { kind: mapping.kind, ...(await importTable(table, mapping, { file, zone, matchArea })) };
}

/** Four times what a hundred thousand devices take. */
const MOST_BYTES = 100_000_000;

async function readTable({ file: path, timeZone }: ImportInput, file: string, { sheet, headerRow }: Mapping) {
  const bytes = readForeignFile(path, MOST_BYTES);
  if (/\.xlsx$/i.test(path)) return await readForeignXlsx(file, bytes, { sheet, headerRow, timeZone });
  if (/\.(csv|tsv|txt)$/i.test(path)) return readForeignCsv(file, bytes, headerRow);
  const message = `expected a name that ends in .csv or .xlsx, got ${JSON.stringify(file)}`;
  throw new ImportError(file, [{ place: '', path: 'the file', message }]);
}
