import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { buildMapping, type MappingWords } from '../../config/importers/build-mapping.ts';
import { ImportError } from '../../config/importers/import-error.ts';
import { importTable } from '../../config/importers/import-table.ts';
import { loadAreas } from '../../config/importers/load-areas.ts';
import { loadMapping } from '../../config/importers/load-mapping.ts';
import { IMPORT_KINDS, type Mapping } from '../../config/importers/mapping.ts';
import { createAreaMatcher } from '../../config/importers/match-area.ts';
import { readForeignCsv } from '../../config/importers/read-foreign-csv.ts';
import { readForeignFile } from '../../config/importers/read-foreign-file.ts';
import { readForeignXlsx } from '../../config/importers/read-foreign-xlsx.ts';
import { expectFree } from '../../core/host/expect-free.ts';
import { DATE_ORDERS } from '../../core/time/parse-time.ts';
import { createZone } from '../../core/time/zone.ts';
import type { Context } from '../shell/context.ts';

interface Options extends MappingWords {
  readonly mapping?: string;
  readonly config: string;
  readonly timeZone: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `camwatch import`: turns a foreign spreadsheet into one of our CSV files. */
export function buildImportCommand({ terminal }: Context): Command {
  return new Command('import')
    .argument('<file>', 'spreadsheet to read: .csv or .xlsx')
    .addOption(new Option('--kind <kind>', 'what its rows are').choices(IMPORT_KINDS))
    .option('--map <pairs>', 'our column = its column; repeatable', collect, [])
    .option('--set <pairs>', 'our column = a constant; repeatable', collect, [])
    .option('--translate <pairs>', 'our column:its value = our value; repeatable', collect, [])
    .option('--slug <columns>', 'make ids (lower-case letters, digits, dashes) of these columns', collect, [])
    .option('--mapping <file>', 'YAML file that keeps all of this; the options go before it')
    .option('--sheet <name>', 'sheet of the workbook')
    .option('--header-row <number>', 'row that names the columns (default: 1)', parseRow)
    .addOption(new Option('--dates <order>', 'order of dates that are written as text').choices(DATE_ORDERS))
    .option('--area-list <date>', 'version of the list that codes of wards and communes belong to')
    .option(
      '--config <dir>',
      'folder whose areas.yaml names of wards and communes are looked up in',
      'config/hanoi',
    )
    .option('--time-zone <name>', 'time zone of its times', 'Asia/Ho_Chi_Minh')
    .option('--out <file>', 'file to write (default: standard output)')
    .option('--force', 'write over a file that is there')
    .option('--json', 'print what was written as JSON; needs --out')
    .addHelpText(
      'after',
      `
Every value is checked; problems name the sheet and the cell. Check the folder afterwards: camwatch check <dir>.

Examples:
  camwatch import cameras.xlsx --kind devices --map id=Mã,name="Tên camera",site=Cột,address=IP --slug id,site \\
    --set kind=camera,profile=camera-fixed --translate agency:"CA TP"=cong-an-thanh-pho --map agency="Đơn vị"
  camwatch import poles.csv --kind sites --map id=Ma,name=Ten,area="Phường/Xã" --set kind=junction,purpose=traffic --out sites.csv
  camwatch import poles.xlsx --kind sites --mapping poles.yaml --area-list 2025-07-01 --sheet "Danh sách" --header-row 3

poles.yaml:
  header_row: 3
  dates: dd/mm/yyyy
  columns:
    id: { from: Mã, as: slug }
    name: Tên
    area: Mã xã
    kind: { from: Loại, translate: { Nút giao: junction, Trường học: school } }
    purpose: { value: traffic }`,
    )
    .action(async (path: string, options: Options, command: Command) => {
      if (options.json && options.out === undefined)
        command.error('error: --json needs --out: the table itself goes to standard output');
      if (options.out !== undefined) expectFree(options.out, options.force ?? false);
      const file = basename(path);
      const kept = options.mapping === undefined ? undefined : await loadMapping(options.mapping);
      const mapping = buildMapping(file, pickWords(options), kept);
      const table = await readTable(path, file, mapping, options.timeZone);
      const matchArea =
        mapping.kind === 'sites'
          ? createAreaMatcher(await loadAreas(options.config), mapping.areaList)
          : undefined;
      const { csv, rowCount } = await importTable(table, mapping, {
        file,
        zone: createZone(options.timeZone),
        ...(matchArea && { matchArea }),
      });
      if (options.out === undefined) return terminal.print(csv.trimEnd());
      await writeFile(options.out, csv);
      if (options.json)
        terminal.printJson({ file: path, kind: mapping.kind, out: options.out, rows: rowCount });
      else terminal.print(`wrote ${rowCount} ${mapping.kind} to ${options.out}`);
    });
}

function collect(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function parseRow(text: string): number {
  const row = Number(text);
  if (Number.isInteger(row) && row >= 1) return row;
  throw new InvalidArgumentError('expected a row from 1 on');
}

function pickWords({
  kind,
  sheet,
  headerRow,
  dates,
  areaList,
  map,
  set,
  translate,
  slug,
}: Options): MappingWords {
  return { kind, sheet, headerRow, dates, areaList, map, set, translate, slug };
}

/** Four times what a hundred thousand devices take. */
const MOST_BYTES = 100_000_000;

async function readTable(path: string, file: string, { sheet, headerRow }: Mapping, timeZone: string) {
  const bytes = readForeignFile(path, MOST_BYTES);
  if (/\.xlsx$/i.test(path)) return await readForeignXlsx(file, bytes, { sheet, headerRow, timeZone });
  if (/\.(csv|tsv|txt)$/i.test(path)) return readForeignCsv(file, bytes, headerRow);
  const message = `expected a name that ends in .csv or .xlsx, got ${JSON.stringify(file)}`;
  throw new ImportError(file, [{ place: '', path: 'the file', message }]);
}
