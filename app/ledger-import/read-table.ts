import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ForeignTable } from '../../config/importers/foreign-table.ts';
import { ImportError } from '../../config/importers/import-error.ts';
import { readForeignCsv } from '../../config/importers/read-foreign-csv.ts';
import { readForeignJsonl } from '../../config/importers/read-foreign-jsonl.ts';

/** Reads a CSV file or JSON lines, told by the name. @throws an {@link ImportError} where it is neither, or has no rows. */
export async function readTable(path: string): Promise<ForeignTable> {
  const file = basename(path);
  const refuse = (message: string): never => {
    throw new ImportError(file, [{ place: '', path: 'the file', message }]);
  };
  const read = readerOf(path) ?? refuse('expected a name that ends in .csv, .tsv, .jsonl or .ndjson');
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) =>
    refuse(`expected a file that can be read, got ${error.code ?? error.message}`),
  );
  const table = read(file, bytes);
  return table.rows.length > 0 ? table : refuse('expected at least one row, got none');
}

function readerOf(path: string): ((file: string, bytes: Buffer) => ForeignTable) | undefined {
  if (/\.(csv|tsv)$/i.test(path)) return (file, bytes) => readForeignCsv(file, bytes, 1);
  return /\.(jsonl|ndjson)$/i.test(path) ? readForeignJsonl : undefined;
}
