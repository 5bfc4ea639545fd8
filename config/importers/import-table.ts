import type { Device, Link, Site } from '../../core/inventory.ts';
import type { Column, Columns } from '../columns.ts';
import { renderDevicesCsv, renderLinksCsv, renderSitesCsv } from '../csv-tables.ts';
import { DEVICE_COLUMNS, deviceTable } from '../device-table.ts';
import { instant } from '../field-formats.ts';
import { LINK_COLUMNS, LINK_TABLE } from '../link-table.ts';
import { type CsvTableFormat, readCsvTable } from '../read-csv-table.ts';
import { renderCsv } from '../render-fields.ts';
import { SITE_COLUMNS, SITE_TABLE } from '../site-table.ts';
import { suggestName } from '../suggest-name.ts';
import type { Zone } from '../zone.ts';
import { type ForeignRow, type ForeignTable, tidyText } from './foreign-table.ts';
import { ImportError, type ImportProblem } from './import-error.ts';
import type { ColumnMapping, Mapping } from './mapping.ts';
import type { AreaMatch } from './match-area.ts';
import { toSlug } from './to-slug.ts';

export interface ImportOptions {
  /** How the file is called in problems. */
  readonly file: string;
  readonly zone: Zone;
  /** Finds areas by name or code; needed for sites. */
  readonly matchArea?: (text: string) => AreaMatch;
}

export interface Imported {
  /** One of our CSV files. */
  readonly csv: string;
  readonly rowCount: number;
}

/**
 * Turns a foreign table into one of ours. Every value is checked as if it stood in our own file already.
 * @throws an {@link ImportError} that lists every problem with the place in the foreign file.
 */
export async function importTable(
  table: ForeignTable,
  mapping: Mapping,
  options: ImportOptions,
): Promise<Imported> {
  switch (mapping.kind) {
    case 'sites':
      return await importAs<Site>(table, mapping, options, SITE_COLUMNS, SITE_TABLE, renderSitesCsv);
    case 'devices':
      return await importAs<Device>(
        table,
        mapping,
        options,
        DEVICE_COLUMNS,
        deviceTable(options.zone),
        (devices) => renderDevicesCsv(devices, options.zone.timeZone),
      );
    case 'links':
      return await importAs<Link>(table, mapping, options, LINK_COLUMNS, LINK_TABLE, renderLinksCsv);
  }
}

async function importAs<Item extends object>(
  table: ForeignTable,
  mapping: Mapping,
  options: ImportOptions,
  columns: Columns,
  format: CsvTableFormat<Item>,
  render: (items: readonly Item[]) => string,
): Promise<Imported> {
  const { file, zone } = options;
  const mappingProblems = checkMapping(table, mapping, columns);
  if (mappingProblems.length > 0) throw new ImportError(file, mappingProblems);

  const names = Object.keys(mapping.columns);
  const positions = new Map(names.map((name) => [name, positionOf(table, mapping.columns[name])]));
  const rows = table.rows.filter(({ cells }) =>
    [...positions.values()].some((position) => position !== undefined && !isEmpty(cells[position])),
  );
  const placeOf = (row: ForeignRow | undefined, name: string) =>
    table.placeOf(row?.line ?? 1, positions.get(name) ?? 0);
  const problems: ImportProblem[] = [];
  const mapped = rows.map((row) => {
    const fields = names.map((name) => {
      const cell = row.cells[positions.get(name) ?? -1];
      const read = cell?.flaw
        ? { message: cell.flaw }
        : convert(name, cell?.text ?? '', mapping, columns, options);
      if ('text' in read) return [name, read.text] as const;
      problems.push({ place: placeOf(row, name), path: name, message: read.message });
      return [name, ''] as const;
    });
    return Object.fromEntries(fields);
  });
  const refused = new Set(problems.map(({ place, path }) => `${place} ${path}`));

  const { table: read, problems: own } = await readCsvTable({
    ...format,
    file,
    text: renderCsv(names, mapped),
    zone,
  });
  for (const { line, path, message } of own) {
    // Line 1 is the header, and no field holds a line end.
    const place = placeOf(rows[line - 2], path);
    if (!refused.has(`${place} ${path}`))
      problems.push({ place, path, message: inForeignLines(message, rows) });
  }
  if (problems.length > 0) throw new ImportError(file, problems);
  return { csv: render(read.items), rowCount: read.items.length };
}

function isEmpty(cell: ForeignRow['cells'][number] | undefined): boolean {
  return cell === undefined || (cell.text === '' && cell.flaw === undefined);
}

/** "which line 7 has too" means a line of the foreign file. */
function inForeignLines(message: string, rows: readonly ForeignRow[]): string {
  return message.replace(
    /which line (\d+) has too/,
    (_, line) => `which line ${rows[Number(line) - 2]?.line} has too`,
  );
}

function checkMapping(
  { header }: ForeignTable,
  { columns: mapped }: Mapping,
  columns: Columns,
): readonly ImportProblem[] {
  const problems: ImportProblem[] = [];
  const refuse = (path: string, message: string) => problems.push({ place: '', path, message });
  for (const [name, { from }] of Object.entries(mapped)) {
    if (!Object.hasOwn(columns, name)) {
      const suggestion = suggestName(name, Object.keys(columns));
      const expected = suggestion
        ? `a column of ours, such as ${suggestion}`
        : `one of ${Object.keys(columns).join(', ')}`;
      refuse(name, `expected ${expected}, got ${JSON.stringify(name)}`);
    }
    if (from === undefined) continue;
    const count = header.filter((foreign) => isSameName(foreign, from)).length;
    if (count === 1) continue;
    const names = header.filter((foreign) => foreign !== '').map((foreign) => JSON.stringify(foreign));
    const got = count > 1 ? `it ${count} times` : `none; it has ${names.join(', ') || 'no names at all'}`;
    refuse(name, `expected a foreign column ${JSON.stringify(from)} in the header row, got ${got}`);
  }
  for (const { name, isRequired } of Object.values(columns)) {
    if (!isRequired || Object.hasOwn(mapped, name)) continue;
    refuse(name, `expected a foreign column (--map ${name}=…) or a constant (--set ${name}=…), got neither`);
  }
  return problems;
}

function isSameName(a: string, b: string): boolean {
  return tidyText(a).toLowerCase() === tidyText(b).toLowerCase();
}

function positionOf({ header }: ForeignTable, column: ColumnMapping | undefined): number | undefined {
  const { from } = column ?? {};
  return from === undefined ? undefined : header.findIndex((foreign) => isSameName(foreign, from));
}

function convert(
  name: string,
  foreign: string,
  mapping: Mapping,
  columns: Columns,
  { matchArea }: ImportOptions,
): { readonly text: string } | { readonly message: string } {
  const { value, translate = {}, as } = mapping.columns[name] ?? {};
  const written = value ?? foreign;
  const translated = Object.hasOwn(translate, written) ? (translate[written] ?? '') : written;
  const text = as === 'slug' ? toSlug(translated) : translated;
  if (text === '') return { text };
  if (mapping.kind === 'sites' && name === 'area' && matchArea) {
    const match = matchArea(text);
    return 'id' in match ? { text: match.id } : match;
  }
  const column = columns[name];
  return { text: column && isDate(column) && mapping.dates ? isoDate(text, mapping.dates) : text };
}

function isDate(column: Column<unknown>): boolean {
  return column.expected.startsWith(instant.expected);
}

/** What is no such date stays as it is, and is refused where it is checked. */
function isoDate(text: string, order: string): string {
  const [, first = '', second = '', year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (year === undefined) return text;
  const [day, month] = order === 'dd/mm/yyyy' ? [first, second] : [second, first];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
