import { basename } from 'node:path';
import { z } from 'zod';
import { INDICATORS } from '../../core/domain/state.ts';
import { Name } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { DATE_ORDERS } from '../../core/time/parse-time.ts';
import type { ExportFormat } from '../../ledger/record/exports.ts';
import { type ImportOptions, importRun } from '../../ledger/record/imports.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { ImportPlan } from './plan-import.ts';
import { type LedgerSide, readLedgerSide } from './read-ledger-side.ts';
import { readPlan } from './read-plan.ts';
import { type ImportSummary, measureOverlap, sumVouchedMs } from './render-outcome.ts';

const Pairs = z.array(z.string()).default([]).meta({ value: 'pairs' });

export const ImportFile = z.object({
  source: Name.describe('the other system, as it is to be named in figures'),
  indicator: z
    .enum(INDICATORS)
    .default('reach')
    .meta({ value: 'name' })
    .describe('what the rows are about that do not say it'),
  covers: z
    .object({ fromMs: z.int(), toMs: z.int() })
    .optional()
    .meta({ value: 'from..to', reads: 'past' })
    .describe('for which time the other system vouches, for all that the file names'),
  map: Pairs.describe('our column = its column; repeatable'),
  translate: Pairs.describe('our column:its value = our value; repeatable'),
  dates: z
    .enum(DATE_ORDERS)
    .optional()
    .meta({ value: 'order' })
    .describe('order of dates such as 01/10/2025'),
  skipUnknown: z
    .boolean()
    .default(false)
    .describe('pass over rows about devices and links that the inventory does not know'),
  dryRun: z.boolean().default(false).describe('check everything and write nothing'),
  file: z
    .string()
    .describe('file to read: .csv, .jsonl with one object a line, or an export of another ledger'),
});
type Input = z.output<typeof ImportFile>;

export interface ImportContext {
  readonly store: Pick<RecordStore, 'path' | 'openReader' | 'importChanges'>;
  readonly format: ExportFormat;
  readonly author: string;
  /** Of times without an offset. */
  readonly timeZone: string;
  readonly nowMs: () => number;
  readonly onProgress: (step: 'read' | 'import', doneRows: number, totalRows: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Takes over what another system recorded, beside what was measured.
 * @throws INPUT_INVALID, LEDGER_MISSING, an ImportError with all that is wrong, and what writing may throw.
 */
export async function importFile(
  context: ImportContext,
  input: z.input<typeof ImportFile>,
): Promise<ImportSummary> {
  const options = parseInput(ImportFile, input);
  const { store, format, timeZone, nowMs, onProgress } = context;
  const { indicator, skipUnknown, dates, covers } = options;
  const side = readLedgerSide(store);
  const plan = await readPlan(options.file, options, {
    ...{ ...format, timeZone, indicator, nowMs: nowMs(), isKnown: side.isKnown },
    ...omitUndefined({ dates, covers }),
    unknown: skipUnknown ? 'skip' : 'refuse',
    onProgress: (doneRows, totalRows) => onProgress('read', doneRows, totalRows),
  });
  const { rows, skippedRows, duplicateRows, entities, ignoredColumns } = plan;
  return {
    ledger: store.path,
    file: basename(options.file),
    source: options.source,
    ...(await carryOut(context, options, plan, side)),
    ...{ rows, skippedRows, duplicateRows, entities },
    changes: plan.changes.length,
    vouchedMs: sumVouchedMs(plan.coverage),
    measuredMs: measureOverlap(plan.coverage, side.measuredOf),
    ignoredColumns,
  };
}

async function carryOut(
  { store, author, nowMs, onProgress, signal }: ImportContext,
  { source, file, dryRun }: Input,
  { changes, coverage, rows, skippedRows }: ImportPlan,
  { hasImport }: LedgerSide,
): Promise<Pick<ImportSummary, 'run' | 'outcome'>> {
  const run = importRun({ changes, coverage });
  if (dryRun) return { run, outcome: hasImport(source, run) ? 'already-there' : 'dry-run' };
  const about = { file: basename(file), rows, skipped: skippedRows };
  const options: ImportOptions = {
    ...{ author, nowMs, signal },
    onProgress: (doneRows, totalRows) => onProgress('import', doneRows, totalRows),
  };
  const { outcome } = await store.importChanges({ source, about, changes, coverage }, options);
  return { run, outcome };
}
