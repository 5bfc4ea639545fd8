import type { money as moneyVi, notes as notesVi } from '../vi/money.ts';

export const money: typeof moneyVi = {
  title: 'Amounts of money',
  intro: (lines, annex) =>
    `Penalties, deductions and damages are three different things, and are added up apart. The period has ${lines} ${lines === '1' ? 'line' : 'lines'}; the calculation of each line, and the limits, are in ${annex}.`,
  noLine: 'By the terms as they were applied the period has no line of money.',
  caption: 'Amounts after limits',
  type: 'Type',
  undisputed: 'Undisputed',
  disputed: 'Disputed',
  sum: 'Sum',
  total: 'Total',
  inWords: (amount) => `Total in words: ${amount}.`,
  inDispute: (lines, undisputed, disputed) =>
    `Lines in dispute: No. ${lines}. Undisputed ${undisputed}; in dispute, until the parties settle it, ${disputed}.`,
  noDispute: 'No line is in dispute.',
  hangsOn: {
    nothing:
      'The amounts depend neither on unknown time nor on claims that are not decided: the period has none.',
    intro: (annex) =>
      `The amounts depend on unknown time and on claims that are not decided, as follows; they are worked out again under each assumption, with all else as it is. Each line is in ${annex}.`,
    caption: 'Amounts due under each assumption',
    assumption: 'Assumption',
    asItIs: 'As in this statement',
    more: (count) => `The sealed file and the workbook have ${count} more.`,
  },
  lines: {
    title: 'Calculation of each line of money',
    header: ['No.', 'Type, term', 'For', 'Calculation', 'Before limits', 'After limits', 'Disputed'],
    none: 'The period has no line of money',
    all: 'all together',
    disputed: 'yes',
    caps: 'Limits, in the order in which they were applied:',
  },
};

export const notes: typeof notesVi = {
  title: 'Notes and objections',
  warnings: 'Notes',
  noWarnings: 'There is none.',
  findings: 'Worth a look before figures are agreed on',
  notLookedFor: {
    subject: 'What is worth a look',
    because: 'this statement was made by a version that did not look for it',
  },
  noFindings: 'Nothing. What is found here never changes a figure.',
  others: (count) => `; and ${count} more devices and lines`,
  objections: 'Objections of the contractor',
  noObjections: 'None is on record.',
  objection: ({ number, time, party, why, rest }) =>
    `No. ${number}, on record ${time}, by ${party}: “${why}” (${rest})`,
  about: (what) => `about: ${what}`,
  papers: (names) => `with ${names}`,
  line: (number, type) => `line ${number} (${type})`,
  lineGone: (rule) => `a line that is no more (${rule})`,
  everyLine: 'every line of money',
  outage: (entity, from) => `the outage of ${entity} from ${from}`,
};
