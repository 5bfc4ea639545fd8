import type { Device, Link, Site } from '../../core/domain/inventory.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { Columns } from '../files/columns.ts';
import type { CsvTableFormat } from '../files/csv-table-format.ts';
import { readCsvTable } from '../files/read-csv-table.ts';
import { renderDevicesCsv, renderLinksCsv, renderSitesCsv } from '../inventory/csv-tables.ts';
import { DEVICE_COLUMNS, deviceTable } from '../inventory/device-table.ts';
import { LINK_COLUMNS, LINK_TABLE } from '../inventory/link-table.ts';
import { renderCsv } from '../inventory/render-fields.ts';
import { SITE_COLUMNS, SITE_TABLE } from '../inventory/site-table.ts';
import { checkMapping, positionOf } from './check-mapping.ts';
import { convertField } from './convert-field.ts';
import type { ForeignRow, ForeignTable } from './foreign-table.ts';
import { ImportError, type ImportProblem } from './import-error.ts';
import type { Mapping } from './mapping.ts';
import type { AreaMatch } from './match-area.ts';

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
  const { file, zone, matchArea } = options;
  const mappingProblems = checkMapping(table, mapping, columns);
  if (mappingProblems.length > 0) throw new ImportError(file, mappingProblems);

  const names = Object.keys(mapping.columns);
  const positions = new Map(names.map((name) => [name, positionOf(table, mapping.columns[name])]));
  const rows = table.rows.filter(({ cells }) =>
    [...positions.values()].some((position) => position !== undefined && !isEmpty(cells[position])),
  );
  const problems: FieldProblem[] = [];
  const mapped = rows.map((row, index) => {
    const fields = names.map((name) => {
      const cell = row.cells[positions.get(name) ?? -1];
      const read = cell?.flaw
        ? { message: cell.flaw }
        : convertField(name, cell?.text ?? '', mapping, columns, matchArea);
      if ('text' in read) return [name, read.text] as const;
      problems.push({ index, name, message: read.message });
      return [name, ''] as const;
    });
    return Object.fromEntries(fields);
  });
  const refused = new Set(problems.map(({ index, name }) => `${index} ${name}`));

  const text = renderCsv(names, mapped);
  const { table: read, problems: own } = await readCsvTable({ ...format, file, text, zone });
  for (const { line, path: name, message } of own) {
    // Line 1 is the header, and no field holds a line end.
    const index = line - 2;
    if (!refused.has(`${index} ${name}`))
      problems.push({ index, name, message: inForeignLines(message, rows) });
  }
  if (problems.length > 0) throw new ImportError(file, problems.sort(byCell).map(locate));
  return { csv: render(read.items), rowCount: read.items.length };

  function byCell(a: FieldProblem, b: FieldProblem): number {
    return a.index - b.index || (positions.get(a.name) ?? 0) - (positions.get(b.name) ?? 0);
  }

  function locate({ index, name, message }: FieldProblem): ImportProblem {
    return { place: table.placeOf(rows[index]?.line ?? 1, positions.get(name) ?? 0), path: name, message };
  }
}

interface FieldProblem {
  /** Of the row among those that are imported. */
  readonly index: number;
  /** Of our column. */
  readonly name: string;
  readonly message: string;
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
