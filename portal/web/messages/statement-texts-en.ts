import { plural } from '../../../core/language/plural.ts';
import type { StatementTexts } from './statement-texts.ts';

export const statementTextsEn: StatementTexts = {
  heading: 'Statements',
  rules: 'Rules of figures',
  about:
    'The figures of a contract and a period as they were sealed. A contractor may object to a draft until its deadline; what is issued is corrected by a restatement.',
  all: 'All',
  none: 'There are no statements.',
  head: ['Contract', 'Period', 'State', 'Total', 'Disputed', 'Objections', 'Last step'],
  openUntil: (time, left) => `until ${time} (${left} left)`,
  closedSince: (time) => `closed since ${time}`,
  ofPeriod: (contract, period) => `Statement ${contract}: ${period}`,
  noneYet: 'There is no statement of this period that counts.',
  another: 'Another one counts now.',
  toLatest: 'Open the one that counts',
  month: 'Figures of the period as they are now',
  files: 'Files',
  filesAbout:
    'What counts is the sealed file. Each document that is taken here is put on record by its hash, so that it can be verified.',
  sealedFile: 'Sealed file (JSON)',
  translation: 'translation for reference',
  sealedSteps: 'All that was sealed',
  sealedHead: ['Step', 'When', 'By', 'SHA-256', 'Key'],
  counts: 'counts now',
  figures: 'Figures',
  lineHead: ['No', 'For what', 'Device, link', 'How it is worked out', 'To pay'],
  worstHead: ['Device, link', 'Availability', 'Time', 'Known'],
  missedBy: 'missed by',
  noMoney: 'No money is due.',
  objectionBy: (party, time, author) => `${party}, ${time}, recorded by ${author}`,
  againstAll: 'About',
  changed: (count) => plural(count, 'figure changed', 'figures changed'),
  notHandedOut: 'Nothing was handed out.',
  why: 'Why?',
  whyOf: (entity) => `Why the figures of ${entity} are what they are`,
  whyAbout:
    'From each figure to the time that it is made of, the rule by which that time counts, and the rows of the ledger (change:…) that bear it out.',
  asOf: (time) => `as of ${time}`,
  outages: 'Outages',
  noOutages: 'No outage in the period.',
  stretchHead: ['Time', 'Length', 'Counts as', 'Measured, and by which rule'],
  claims: 'Claims and planned work with a say in it',
  money: 'Money, line by line',
  steps: {
    draft: 'Draft the statement',
    replace: 'Withdraw the draft for a new one',
    issue: 'Issue the statement',
    restate: 'Restate',
  },
  draftAbout: 'The figures of the period are sealed; from then on the contractor may object.',
  replaceAbout: 'The contractor gets new figures to look at, and the time to object begins again.',
  issueAbout:
    'The contractor can object no more, or has agreed. The figures of the draft are issued, disputed money apart.',
  restateAbout: 'For late data or a decision that changed figures. What was issued stays on record.',
  reason: 'Why',
  preview: 'Look at what would be sealed',
  previewAbout: 'Nothing is sealed yet: this is what it would be as the record stands now.',
  agreed: 'Issue with the agreement of the contractor',
  agreedAbout: (until) =>
    `The contractor may object until ${until}. It can agree on this page under its own account; where it agreed on paper, that goes along here. Objections that were made stay disputed.`,
  signedOff: (party, time, author) =>
    `${party} agreed to this draft at ${time} (account ${author}); the time to object ended with that.`,
  agreedAt: (time) => `agreed to at ${time}`,
  agree: 'Agree to the draft',
  agreeAbout:
    'Put on record under your account, for your company, with the hash of this draft. You can object to it no more, and DOST may issue it at once.',
  agreeDisputed: (count) => `What is on record as objected to (${count}) stays disputed.`,
  agreePending:
    'Claims of this period are not decided yet. The money that hangs on them is not disputed by itself: to set it apart, object before you agree. Agreeing withdraws no claim. If one is accepted later, the draft is made anew, or the issued statement is restated. They are:',
  endedByAgreement: (time) => `ended ${time}, as the contractor agreed`,
  agreeSeen: (party, hash) =>
    `I have looked at the draft with the hash ${hash}… and agree to it on behalf of ${party}`,
  agreeSend: 'Put the agreement on record',
  object: 'Object to the draft',
  objectAbout:
    'Name what you do not agree with, separated by commas. Where you name nothing, the objection is against all money lines.',
  objectLines: 'Money lines',
  objectOutages: 'Outages, by the row of the ledger in which they began',
  objectEntities: 'Devices and links, by their ids',
  objectWhy: 'Why',
  objectSend: 'Put the objection on record',
};
