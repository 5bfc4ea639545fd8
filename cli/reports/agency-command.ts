import { MakeReport } from '../../reports/actions/make-report.ts';
import { defineCommand } from '../shell/define-command.ts';
import { REPORT } from './report-options.ts';
import { runReport, TOLD_REPORT } from './run-report.ts';

const { agency, year } = MakeReport.shape;

/** `camwatch report agency`: the year of one agency. */
export const buildAgencyCommand = defineCommand({
  name: 'agency',
  description: 'Write the report of a year of one agency, in the same layout.',
  arguments: ['agency'],
  options: {
    ...REPORT,
    agency: agency.meta({ value: 'agency' }).describe('id of the agency'),
    year,
  },
  help: `
Examples:
  camwatch report agency so-xay-dung --year 2025 --out so-xay-dung
  camwatch report agency ubnd-phuong-ba-dinh --year 2025 --format docx,xlsx --out ba-dinh`,
  check: (given) =>
    (given.agency !== undefined && given.year !== undefined) === (given.from !== undefined)
      ? {
          en: 'expected the id of an agency and --year, or --from with sealed figures',
          vi: 'cần mã đơn vị và --year, hoặc --from với số liệu đã niêm phong',
        }
      : undefined,
  ...TOLD_REPORT,
  run: ({ cli }, options) => runReport({ ...options, kind: 'agency' }, cli),
});
