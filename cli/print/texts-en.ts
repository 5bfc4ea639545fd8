import { CLAIM_WORDS_EN } from '../../core/words/claim-words-en.ts';
import { DECISION_FINDING_TEXTS_EN } from '../../core/words/decision-finding-texts-en.ts';
import type { DecisionTexts } from './texts.ts';

export const EN: DecisionTexts = {
  maintenanceHead: ['no.', 'state', 'from', 'to', 'announced', 'by', 'devices and links', 'reason'],
  claimHead: [
    ...['no.', 'state', 'contract', 'cause', 'from', 'to', 'power off', 'devices and links', 'by'],
    'decide until',
  ],
  none: 'none on record',
  cityDost: 'DOST',
  ...CLAIM_WORDS_EN,
  ...DECISION_FINDING_TEXTS_EN,
  span: (from, to) => `${from} to ${to}`,
  zoneOfTimes: (timeZone) => `times: ${timeZone}`,

  workRecorded: (id, entities, window) => `maintenance ${id}: ${entities}, ${window}: recorded`,
  workWouldBe: (entities, window) => `${entities}, ${window}: would be recorded; nothing was written`,
  workCancelled: (id) => `maintenance ${id}: cancelled: excuses nothing from now on`,
  workCancelledWouldBe: (id) => `maintenance ${id}: would be cancelled; nothing was written`,
  cancelledWork: (reason, why) => `${reason}; cancelled: ${why}`,
  announcedInTime: (contract, notice, agreed) =>
    `  ${contract}: announced ${notice} before it begins, ${requiredNotice(agreed)}: in time`,
  announcedLate: (contract, notice, agreed) =>
    `  ${contract}: announced ${notice === '' ? 'after it began' : `${notice} before it begins`}, ${requiredNotice(agreed)}: late, excuses nothing`,
  workNotAgreed: (contract) => `  ${contract}: knows no planned work, excuses nothing`,
  noContract: '  no contract of this party answers for them: excuses nothing',

  unmeasuredHead: ['no.', 'state', 'from', 'to', 'check', 'cause', 'by', 'reason'],
  unmeasuredStates: { stands: 'stands', ended: 'ended' },
  unmeasuredCauses: { credentials: 'credentials', 'allow-list': 'allow-list' },
  unmeasuredRecorded: (id, check, since) => `unmeasured ${id}: ${check}, since ${since}: recorded`,
  unmeasuredWouldBe: (check, since) => `${check}, since ${since}: would be recorded; nothing was written`,
  unmeasuredEnded: (id) => `unmeasured ${id}: ended: counts as measured from now on`,
  unmeasuredEndedWouldBe: (id) => `unmeasured ${id}: would be ended; nothing was written`,
  endedUnmeasured: (reason, why) => `${reason}; ended: ${why}`,

  claimRecorded: (id, cause, entities, window) => `claim ${id}: ${cause}, ${entities}, ${window}: recorded`,
  claimWouldBe: (cause, entities, window) =>
    `${cause}, ${entities}, ${window}: would be recorded; nothing was written`,
  causeNotAgreed: (contract, cause) =>
    `  contract ${contract} does not know ${cause} as an excuse: accepted or not, it changes no figure`,
  withoutOutage: (count, names) =>
    `  left out, since no outage of them is on record then: ${count} (${names})`,
  decideUntil: (time) => `  to be decided until ${time}`,
  blames: (parties) => `  to be heard first: ${parties}`,
  asked: (party, id, until) => `claim ${id}: ${party} was asked, and may answer until ${until}`,
  heard: (party, id) => `claim ${id}: what ${party} says is recorded`,
  decided: (id, status) => `claim ${id}: ${status}`,
  withdrawn: (id) => `claim ${id}: withdrawn`,
  withdrawnWouldBe: (id) => `claim ${id}: would be withdrawn; nothing was written`,
  notRecorded: 'nothing was recorded',
  sayYes: 'nothing was recorded: look at the figures, and decide with --yes',
  overdue: 'overdue',
  lateDecision: (time) => `  late: it was to be decided until ${time}`,

  effectHeading: 'Figures now, and if it is accepted',
  effectHead: ['contract', 'period', 'what', 'now', 'if accepted'],
  effectRows: {
    availability: 'availability',
    down: 'down',
    excused: 'excused',
    money: 'deductions, penalties, damages',
    changedEntities: 'changes for',
    statement: 'statement',
  },
  statementSteps: {
    drafted: ['draft', 'to be drafted again (statement draft --replace)'],
    issued: ['issued', 'to be restated (statement restate)'],
    restated: ['restated', 'to be restated again (statement restate)'],
  },
  provisional: '(provisional)',
  nothingCounts: 'nothing counts',
  noEffect: '  no figure changes',
  partiesHeading: 'Who is to be heard',
  askedUntil: (time) => `asked, may answer until ${time}`,
  wouldAccept: (id, cause, entities, window) =>
    `If claim ${id} is accepted: ${cause}, ${entities}, ${window}`,

  claimTitle: (id, status) => `claim ${id}: ${status}`,
  fileStates: { good: 'as handed in', missing: 'missing', changed: 'changed since' },
  fields: {
    hearing: 'hearing',
    decision: 'decision',
    withdrawn: 'withdrawn',
  },
};

/** `''`: whenever it is told before it begins. */
const requiredNotice = (agreed: string): string =>
  agreed === '' ? 'agreed is any notice before it begins' : `agreed are ${agreed}`;
