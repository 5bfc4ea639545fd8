import type { Finding } from '../../config/draft/finding.ts';
import type { Path } from '../../config/files/parse-value.ts';
import type { YamlFile } from '../../config/files/yaml-file.ts';
import type { ReportSettings, ReportYear } from './report-schema.ts';

type Dated = Pick<ReportYear, 'year' | 'number' | 'date'>;

/** Days of reports that are hard to believe: nobody signs before the data end, and what is signed after it is due is late. */
export function reportDateFindings(
  yaml: YamlFile,
  { years, agencies = {} }: ReportSettings,
): readonly Finding[] {
  const ofCity = years.flatMap((report, nth) => {
    const { toDate, deadlineDate: dueDate } = report;
    return doubtsOf(report, { toDate, dueDate }).map((doubt) =>
      finding(['report', 'years', nth], report, doubt),
    );
  });
  const ofAgencies = Object.entries(agencies).flatMap(([agency, { years: own = [] }]) =>
    own.flatMap((report, nth) => {
      const { toDate, unitsDeadlineDate } = years.find(({ year }) => year === report.year) ?? {};
      const at = ['report', 'agencies', agency, 'years', nth];
      return doubtsOf(report, { toDate, lastDate: unitsDeadlineDate }).map((doubt) =>
        finding(at, report, doubt),
      );
    }),
  );
  return [...ofCity, ...ofAgencies];

  function finding(at: Path, { year }: Dated, doubt: string): Finding {
    const { file, line } = yaml.problem([...at, 'date'], '');
    return { code: 'REPORT_DATE', file, line, message: `report of ${year}: ${doubt}` };
  }
}

interface Bounds {
  readonly toDate?: string | undefined;
  /** It is late on this day. */
  readonly dueDate?: string | undefined;
  /** It is late after this day. */
  readonly lastDate?: string | undefined;
}

function doubtsOf({ number, date }: Dated, { toDate, dueDate, lastDate }: Bounds): readonly string[] {
  if (date === undefined) return number === undefined ? [] : [`it has the number ${number} and no day`];
  if (toDate !== undefined && date < toDate)
    return [`it is dated ${date}, before its data end (the first day after them is ${toDate})`];
  if (dueDate !== undefined && date >= dueDate)
    return [`it is dated ${date}, and was to be there before ${dueDate}`];
  if (lastDate !== undefined && date > lastDate)
    return [`it is dated ${date}, after ${lastDate}, the last day for it`];
  return [];
}
