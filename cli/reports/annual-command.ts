import { MakeReport } from '../../reports/actions/make-report.ts';
import { defineCommand } from '../shell/define-command.ts';
import { REPORT } from './report-options.ts';
import { runReport, TOLD_REPORT } from './run-report.ts';

/** `camwatch report annual`: the Báo cáo to the People's Committee. */
export const buildAnnualCommand = defineCommand({
  name: 'annual',
  description:
    'Write the annual report (Báo cáo) of the city, in the layout of Decree 30/2020, in Vietnamese.',
  options: { ...REPORT, year: MakeReport.shape.year },
  help: `
The figures are computed once, sealed, and written beside the documents (bao-cao-….json). With --from the same report is written from
them again, byte for byte. What no monitor can know stands in the document as [marked places] and is listed by this command.

Examples:
  camwatch report annual --year 2025 --out reports-2025
  camwatch report annual --year 2025 --format docx,pdf,xlsx --out reports-2025
  camwatch report annual --from reports-2025/bao-cao-city-2025.json --format pdf --out again
  camwatch report annual --year 2025 --recorded-before 2025-11-20T00:00:00Z --table --out reports-2025`,
  check: ({ year, from }) =>
    (year === undefined) === (from === undefined)
      ? {
          en: 'expected --year, or --from with sealed figures',
          vi: 'cần --year, hoặc --from với số liệu đã niêm phong',
        }
      : undefined,
  ...TOLD_REPORT,
  run: ({ cli }, options) => runReport({ ...options, kind: 'city' }, cli),
});
