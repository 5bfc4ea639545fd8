import { z } from 'zod';
import { collectGarbage } from '../../core/host/collect-garbage.ts';
import { formatsOf, HandedTo, Name } from '../../core/input/fields.ts';
import { parseInput } from '../../core/input/parse-input.ts';
import type { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { FiguresDocument } from '../figures/document/annual-figures.ts';
import type { FiguresFile } from '../figures/seal-figures.ts';
import { type FigureRow, figureRows } from './figure-rows.ts';
import { FiguresQuestion, makeFigures } from './make-figures.ts';
import { recordReport } from './record-report.ts';
import type { ReportContext } from './report-context.ts';
import { ReportError } from './report-error.ts';
import { FORMATS, readFigures, type WrittenReport, writeReport } from './write-report.ts';

/** A report of the city, of an agency or of a month: which, in which formats, where to. */
export const MakeReport = FiguresQuestion.extend({
  kind: z.enum(['city', 'agency', 'month']),
  to: HandedTo,
  /** By which entry of the schedule it is made. */
  scheduled: Name.optional(),
  format: formatsOf(FORMATS)
    .prefault(['docx'])
    .describe(`of ${FORMATS.join(', ')}, separated by commas`),
  out: z
    .string()
    .default('.')
    .meta({ value: 'folder' })
    .describe('folder to write to, made where there is none'),
  from: z
    .string()
    .optional()
    .meta({ value: 'figures' })
    .describe('sealed figures to write the same report from again; no ledger is read'),
  force: z.boolean().default(false).describe('write over files that are there'),
  table: z
    .boolean()
    .default(false)
    .describe('print each figure of the document, the command that gives it again, and whether it does'),
});

export interface MadeReport extends WrittenReport {
  /** Each figure beside the same computed anew, where that was asked for. */
  readonly rows?: readonly FigureRow[];
  /** Why no ledger knows the files. */
  readonly unrecorded?: LedgerError;
}

/**
 * Computes and seals the figures, or takes those of a file, and writes the documents that are asked for.
 * @throws INPUT_INVALID, REPORT_FILE and whatever figures and documents may throw; no document is there then.
 */
export async function makeReport(
  context: ReportContext,
  input: z.input<typeof MakeReport>,
): Promise<MadeReport> {
  const wish = parseInput(MakeReport, input);
  const { kind, from, table, to, scheduled } = wish;
  const figures = from === undefined ? await makeFigures(context, wish) : expectKind(from, kind);
  // What the figures were made from is not needed for documents, and is ten times what they need.
  collectGarbage();
  let unrecorded: LedgerError | undefined;
  const written = await writeReport(figures, wish, context, (files, contents) => {
    unrecorded = recordReport(context, {
      figures,
      files,
      contents,
      to,
      scheduled,
      isWrittenAgain: from !== undefined,
    });
  });
  // Computed anew, and not from what was just sealed: otherwise nothing would be compared.
  const again = table ? await makeFigures(context, { ...wish, ...questionOf(figures.document) }) : undefined;
  return {
    ...written,
    ...(again && { rows: figureRows(written.document, figures.document, again.document) }),
    ...(unrecorded && { unrecorded }),
  };
}

function expectKind(path: string, kind: FiguresDocument['scope']['kind']): FiguresFile {
  const sealed = readFigures(path);
  if (sealed.document.scope.kind === kind) return sealed;
  throw new ReportError(
    'REPORT_FILE',
    `${path}: expected figures of ${kind === 'city' ? 'the city' : `a ${kind}`}, got ${sealed.document.id}`,
  );
}

function questionOf({ scope, year, recordedBeforeMs }: FiguresDocument): FiguresQuestion {
  return {
    year,
    recordedBeforeMs,
    ...(scope.kind === 'agency' && { agency: scope.agency }),
    ...(scope.kind === 'month' && { month: scope.month }),
  };
}
