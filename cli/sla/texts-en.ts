/** Everything that `camwatch sla` says. Numbers come in as text, written the way of the language. */
export const EN = {
  groups: {
    agency: 'agency',
    district: 'former district',
    area: 'ward, commune',
    contractor: 'contractor',
    programme: 'programme',
    kind: 'kind',
    contract: 'contract',
  },
  headings: {
    entities: 'in service',
    availability: 'availability',
    bounds: 'at least – at most',
    coverage: 'coverage',
    down: 'down',
    unknown: 'unknown',
    change: 'change',
  },
  settledHeadings: { excused: 'excused', others: 'others', state: 'statement' },
  states: {
    provisional: () => 'provisional',
    issued: () => 'issued (no. 0)',
    restated: (number: string) => `restated (no. ${number})`,
  },
  differs: 'differs from issued: restate',
  outdated: (statement: string, issued: string, now: string) =>
    `${statement}: issued ${issued}, by the record as it stands now ${now}; details and money may differ too: "camwatch statement restate" corrects it.`,
  all: 'all',
  none: '(none)',
  nothing: 'nothing was measured',
  title: (indicator: string | undefined, group: string, period: string) =>
    `Availability${indicator === undefined ? '' : ` (${indicator})`} by ${group}, ${period}`,
  before: (period: string, isCutOff: boolean) =>
    `Change in points since ${period}${isCutOff ? ', as much of it as there is of this period so far' : ''}.`,
  nothingBefore: 'No period before to compare with: the record begins later.',
  cutOff: (until: string) => `The period is not over: counted until ${until}.`,
  measured:
    'Measured, not settled: nothing is excused here, and degraded counts as up. What a contract owes: --by contract.',
  settled:
    'Settled by the terms of each contract: where a statement was issued its figures, else provisional ones, with claims and planned work as they are on record.',
  worst: (shown: string, total: string) => `The worst ${shown} of ${total}.`,
  source: (days: string, hours: string) => `${days} whole days from their sums, ${hours} from the intervals.`,
  hours: (hours: string) => `${hours} h`,
};

export type SlaTexts = typeof EN;
