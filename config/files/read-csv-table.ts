import { setImmediate } from 'node:timers/promises';
import type { Zone } from '../../core/time/zone.ts';
import { readHeader } from './csv-header.ts';
import { detectDelimiter, readCsvRecords } from './csv-records.ts';
import { createCsvTableBuilder } from './csv-table-builder.ts';
import type { CsvTable, CsvTableFormat } from './csv-table-format.ts';

export interface ReadCsvTableOptions<Item> extends CsvTableFormat<Item> {
  readonly file: string;
  readonly text: string;
  readonly zone: Zone;
  /** Called every few thousand rows with how many were read since the last call. */
  readonly onRows?: (rowCount: number) => void;
}

const ROWS_PER_SLICE = 2_000;

/**
 * Reads a CSV file with a header row, gives up the event loop every few milliseconds (a reload must not make probes
 * late), and returns what could be read beside everything that is wrong.
 */
export async function readCsvTable<Item extends object>(
  options: ReadCsvTableOptions<Item>,
): Promise<CsvTable<Item>> {
  const { file, text, columns, onRows } = options;
  const records = readCsvRecords(text, detectDelimiter(text));
  const header = readHeader(file, records.next().value ?? undefined, columns);
  const builder = createCsvTableBuilder(options, header);
  let rowCount = 0;
  for (const record of header.isUsable ? records : []) {
    builder.add(record);
    if (++rowCount % ROWS_PER_SLICE > 0) continue;
    onRows?.(ROWS_PER_SLICE);
    await setImmediate();
  }
  onRows?.(rowCount % ROWS_PER_SLICE);
  return builder.finish();
}
