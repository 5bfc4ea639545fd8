import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ImportFile, importFile } from '../../config/importers/import-file.ts';
import { expectFree } from '../../core/host/expect-free.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';

const { timeZone, ...read } = ImportFile.shape;
const out = z
  .string()
  .optional()
  .meta({ value: 'file' })
  .describe('file to write (default: standard output)');

/** `camwatch import`: turns a foreign spreadsheet into one of our CSV files. */
export const buildImportCommand = defineCommand({
  name: 'import',
  arguments: ['file'],
  options: {
    ...read,
    config: CONFIG.describe('folder whose areas.yaml names of wards and communes are looked up in'),
    ...{ timeZone, out },
    force: z.boolean().default(false).describe('write over a file that is there'),
    json: TOLD.json.describe('print what was written as JSON; needs --out'),
  },
  help: `
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
  check: (given) =>
    given.json && given.out === undefined
      ? {
          en: '--json needs --out: the table itself goes to standard output',
          vi: '--json cần --out: bảng được ghi ra đầu ra chuẩn',
        }
      : undefined,
  open: openNothing,
  run: async (_scope, { config: dir, out: path, force, ...input }) => {
    if (path !== undefined) expectFree(path, force);
    const imported = await importFile({ dir }, input);
    if (path !== undefined) await writeFile(path, imported.csv);
    return imported;
  },
  json: ({ kind, rowCount: rows }, _scope, { file, out: path }) => ({ file, kind, out: path, rows }),
  render: ({ csv, kind, rowCount }, _scope, { out: path }) => [
    path === undefined ? csv.trimEnd() : `wrote ${rowCount} ${kind} to ${path}`,
  ],
});
