import { Month } from '../../core/input/fields.ts';
import { defineCommand } from '../shell/define-command.ts';
import { REPORT } from './report-options.ts';
import { runReport, TOLD_REPORT } from './run-report.ts';

/** `camwatch report monthly`: a month of the city. */
export const buildMonthlyCommand = defineCommand({
  name: 'monthly',
  description: 'Write the report of a month of the city, in the same layout.',
  options: { ...REPORT, period: Month.optional().describe('month such as 2025-10') },
  help: `
Examples:
  camwatch report monthly --period 2025-10 --out october
  camwatch report monthly --period 2025-10 --format pdf,xlsx --out october --json`,
  check: ({ period, from }) =>
    (period === undefined) === (from === undefined)
      ? {
          en: 'expected --period, or --from with sealed figures',
          vi: 'cần --period, hoặc --from với số liệu đã niêm phong',
        }
      : undefined,
  ...TOLD_REPORT,
  run: ({ cli }, { period: month, ...options }) => runReport({ ...options, month, kind: 'month' }, cli),
});
