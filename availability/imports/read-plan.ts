import { constants } from 'node:buffer';
import { basename } from 'node:path';
import type { ForeignTable } from '../../config/importers/foreign-table.ts';
import { ImportError } from '../../config/importers/import-error.ts';
import { readForeignCsv } from '../../config/importers/read-foreign-csv.ts';
import { readForeignFile } from '../../config/importers/read-foreign-file.ts';
import { readForeignJsonl } from '../../config/importers/read-foreign-jsonl.ts';
import type { ExportFormat } from '../../ledger/record/exports.ts';
import { type ColumnWords, findColumns } from './find-columns.ts';
import { planExport } from './plan-export.ts';
import { type ImportPlan, type PlanOptions, planImport } from './plan-import.ts';

export interface ReadPlan extends ImportPlan {
  /** Columns of the file that nothing was read from. */
  readonly ignoredColumns: readonly string[];
}

/**
 * Reads a CSV file, JSON lines or an export of a ledger, told by name and first line.
 * @throws an {@link ImportError} with all that is wrong, or where there is nothing to import.
 */
export async function readPlan(
  path: string,
  words: ColumnWords,
  { isExport, readExport, ...options }: PlanOptions & ExportFormat,
): Promise<ReadPlan> {
  const file = basename(path);
  const refuse = (message: string): never => {
    throw new ImportError(file, [{ place: '', path: 'the file', message }]);
  };
  const read = readerOf(path) ?? refuse('expected a name that ends in .csv, .tsv, .jsonl or .ndjson');
  const bytes = readForeignFile(path, constants.MAX_STRING_LENGTH);
  // As it is: the hashes of an export are of its very bytes.
  const plan = isExport(bytes.toString('utf8', 0, LONGEST_HEADER))
    ? { ...planExport(readExport(bytes.toString('utf8')), options), ignoredColumns: [] }
    : planTable(file, read(file, bytes), words, options);
  if (plan.problems.length > 0) throw new ImportError(file, plan.problems);
  if (plan.rows === 0) refuse('expected at least one row, got none');
  if (plan.changes.length === 0)
    refuse(`expected a row about a device or link of the inventory, got ${plan.skippedRows} about others`);
  return plan;
}

const LONGEST_HEADER = 1_000;

function planTable(file: string, table: ForeignTable, words: ColumnWords, options: PlanOptions): ReadPlan {
  const columns = findColumns(file, table, words);
  return { ...planImport(table, columns, options), ignoredColumns: columns.ignored };
}

function readerOf(path: string): ((file: string, bytes: Buffer) => ForeignTable) | undefined {
  if (/\.(csv|tsv)$/i.test(path)) return (file, bytes) => readForeignCsv(file, bytes, 1);
  return /\.(jsonl|ndjson)$/i.test(path) ? readForeignJsonl : undefined;
}
