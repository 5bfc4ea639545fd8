import type { Finding } from '../../config/draft/finding.ts';
import type { Path } from '../../config/files/parse-value.ts';
import type { YamlFile } from '../../config/files/yaml-file.ts';
import { reportDateDoubts } from './report-date-doubts.ts';
import type { ReportSettings, ReportYear } from './report-schema.ts';

type Dated = Pick<ReportYear, 'year' | 'number' | 'date'>;

/** Days of reports that are hard to believe, in the plan of a folder. */
export function reportDateFindings(
  yaml: YamlFile,
  { years, agencies = {} }: ReportSettings,
): readonly Finding[] {
  const ofCity = years.flatMap((report, nth) => {
    const { toDate, deadlineDate: dueDate } = report;
    return reportDateDoubts(report, { toDate, dueDate }).map(({ en }) =>
      finding(['report', 'years', nth], report, en),
    );
  });
  const ofAgencies = Object.entries(agencies).flatMap(([agency, { years: own = [] }]) =>
    own.flatMap((report, nth) => {
      const { toDate, unitsDeadlineDate } = years.find(({ year }) => year === report.year) ?? {};
      const at = ['report', 'agencies', agency, 'years', nth];
      return reportDateDoubts(report, { toDate, lastDate: unitsDeadlineDate }).map(({ en }) =>
        finding(at, report, en),
      );
    }),
  );
  return [...ofCity, ...ofAgencies];

  function finding(at: Path, { year }: Dated, doubt: string): Finding {
    const { file, line } = yaml.problem([...at, 'date'], '');
    return { code: 'REPORT_DATE', file, line, message: `report of ${year}: ${doubt}` };
  }
}
