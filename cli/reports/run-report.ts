import type { z } from 'zod';
import { type MadeReport, makeReport } from '../../reports/actions/make-report.ts';
import { tellUnrecorded } from '../print/hand-out.ts';
import type { Context } from '../shell/context.ts';
import { type CommandDefinition, openNothing, type PlainScope } from '../shell/define-command.ts';
import { renderReport, reportToJson } from './print-report.ts';
import { openReportContext } from './report-context.ts';
import type { REPORT } from './report-options.ts';

type Asked = z.output<z.ZodObject<typeof REPORT>> &
  Pick<Parameters<typeof makeReport>[1], 'kind' | 'year' | 'agency' | 'month'>;

/** Makes the report that the options of a command ask for, and says where no ledger knows it. */
export async function runReport(asked: Asked, cli: Context): Promise<MadeReport> {
  const made = await makeReport(await openReportContext(asked, cli), asked);
  cli.terminal.clearProgress();
  tellUnrecorded(made.unrecorded, cli.terminal);
  return made;
}

/** What commands that write a report have in common. */
export const TOLD_REPORT: Pick<
  CommandDefinition<z.ZodRawShape, PlainScope, MadeReport>,
  'open' | 'json' | 'render' | 'isProblem'
> = {
  open: openNothing,
  json: reportToJson,
  render: renderReport,
  isProblem: ({ rows = [] }) => rows.some(({ isEqual }) => isEqual === false),
};
