import type { ReportFormat, ReportJob, ReportKind } from '../../reports/report-desk.ts';

const kinds: Readonly<Record<ReportKind, string>> = {
  city: 'Annual report of the city',
  month: 'Report of a month of the city',
  agency: 'Annual report of an agency',
};
const formats: Readonly<Record<ReportFormat, string>> = {
  docx: 'Word (DOCX)',
  pdf: 'PDF',
  xlsx: 'Excel (XLSX)',
};
const states: Readonly<Record<ReportJob['state'], string>> = {
  waiting: 'waits for its turn',
  running: 'is being made',
  made: 'made',
  failed: 'not made',
  cancelled: 'cancelled',
};
/** Steps of the work, as the code calls them. */
const steps: Readonly<Record<string, string>> = {
  inventory: 'inventory',
  counts: 'counts',
  measured: 'measurements',
  'measured: changes': 'changes',
  'measured: availability': 'availability',
  'measured: contracts': 'contracts',
  'measured: the year before': 'the year before',
  plan: 'the plan',
  json: 'sealed figures',
  docx: 'Word',
  pdf: 'PDF',
  xlsx: 'Excel',
};

/** Texts of reports that people have made. Numbers and times come in as text. */
export const reportTextsEn = {
  heading: 'Reports',
  make: 'Make a report',
  about:
    'Figures are computed from the ledger as it stands now, sealed, and written in the layout of Decree 30/2020. Secret sites are counted and not named; other pages count only what an account may see, which may be less. What was made is on record; its files lie here for 14 days.',
  kind: 'What report',
  kinds,
  year: 'Year',
  yearOf: (year: string, from: string, to: string) => `${year}: data from ${from} to before ${to}`,
  month: 'Month',
  monthAbout: 'for the report of a month',
  agency: 'Agency',
  agencyAbout: 'for the report of an agency',
  choose: 'choose …',
  format: 'Formats',
  formats,
  button: 'Make the report',
  noPlan: 'The plan is not at hand: only reports of a month can be made.',
  refused: {
    wrong: 'expected one of the reports and formats there are',
    noFormat: 'expected at least one format',
    noMonth: 'expected a month',
    noYear: 'expected a year of the plan',
    noAgency: 'expected an agency',
  },
  made: 'Reports that were made',
  none: 'None yet.',
  head: ['Report', 'Asked', 'State', 'Files'],
  nameOf: {
    city: (year: string) => `Year ${year}, the city`,
    month: (month: string) => `Month ${month}, the city`,
    agency: (year: string, agency: string) => `Year ${year}, ${agency}`,
  },
  states,
  steps,
  working: (step: string, percent: string) => `${step}: ${percent} %`,
  cancel: 'Cancel',
  verify: 'Verify',
  verifying: 'is being verified',
  verified: { good: 'verified: good', bad: 'verified: BAD', failed: 'could not be verified' },
  sealed: 'sealed figures',
  by: (account: string) => `by ${account}`,
};

export type ReportTexts = typeof reportTextsEn;
