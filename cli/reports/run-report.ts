import { makeReport } from '../../reports/actions/make-report.ts';
import { tellUnrecorded } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { printReport } from './print-report.ts';
import { openReportContext } from './report-context.ts';
import { questionOf, type ReportOptions } from './report-options.ts';

/** Makes the report that the options of a command ask for, and tells what was written. */
export async function runReport(
  options: ReportOptions,
  kind: 'city' | 'agency' | 'month',
  context: Context,
): Promise<void> {
  const { terminal } = context;
  const { from, format, out, force, table, to, json } = options;
  const wish = { ...questionOf(options), kind, from, format: [...format], out, force, table, to };
  const made = await makeReport(await openReportContext(options, context), wish).finally(
    terminal.clearProgress,
  );
  tellUnrecorded(made.unrecorded, terminal);
  printReport(made, context, { ...(json && { json: true }), rows: made.rows });
  if (made.rows?.some(({ isEqual }) => isEqual === false)) context.reportProblem();
}
