import { figureRows } from '../../reports/actions/figure-rows.ts';
import { makeFigures } from '../../reports/actions/make-figures.ts';
import { createReportRecord } from '../../reports/actions/record-report.ts';
import { ReportError } from '../../reports/actions/report-error.ts';
import { readFigures, writeReport } from '../../reports/actions/write-report.ts';
import type { Context } from '../shell/context.ts';
import { printReport } from './print-report.ts';
import type { ReportOptions } from './report-options.ts';

/** Computes and seals the figures, or takes those of a file, and writes the documents that are asked for. */
export async function runReport(
  options: ReportOptions,
  kind: 'city' | 'agency' | 'month',
  context: Context,
): Promise<void> {
  const sealed =
    options.from === undefined ? await makeFigures(options, context) : expectKind(options.from, kind);
  const record = await createReportRecord(options, context);
  const written = await writeReport(sealed, options, context, (files) => record({ figures: sealed, files }));
  // Computed anew, and not from what was just sealed: otherwise nothing would be compared.
  const again = options.table
    ? await makeFigures(
        { ...options, ...questionOf(sealed.document), recordedBefore: sealed.document.recordedBeforeMs },
        context,
      )
    : undefined;
  const rows = again && figureRows(written.document, sealed.document, again.document);
  printReport(written, context, { ...(options.json && { json: true }), rows });
  if (rows?.some(({ isEqual }) => isEqual === false)) context.reportProblem();
}

function expectKind(path: string, kind: 'city' | 'agency' | 'month') {
  const sealed = readFigures(path);
  if (sealed.document.scope.kind === kind) return sealed;
  throw new ReportError(
    'REPORT_FILE',
    `${path}: expected figures of ${kind === 'city' ? 'the city' : `a ${kind}`}, got ${sealed.document.id}`,
  );
}

function questionOf({ scope, year }: Awaited<ReturnType<typeof makeFigures>>['document']) {
  return {
    year,
    ...(scope.kind === 'agency' && { agency: scope.agency }),
    ...(scope.kind === 'month' && { month: scope.month }),
  };
}
