import { PLAN_WORDS_EN } from '../../plan/words/plan-words-en.ts';

const actions: Readonly<Record<string, string>> = {
  set: 'set',
  removed: 'removed',
  collected: 'collected',
  faulty: 'with errors',
  kept: 'kept',
  sent: 'sent',
};

/** Everything that `camwatch plan status`, `set` and `remove` print. Numbers, days and times come in as text. */
export const planTextsEn = {
  ...PLAN_WORDS_EN,
  unitsUntold: (count: string) => `not reported: ${count}`,
  earlierYear: (year: string, status: string, progress: string) => `${year}: ${status}${progress}`,
  overdueHeading: (count: string) => `Tasks that are overdue: ${count}`,
  asOf: (day: string) => `As of ${day}`,
  taskHead: ['task', 'status', 'progress', 'time', 'name'],
  evidenceHeading: 'Evidence',
  lateHeading: (count: string) => `Milestones that are late: ${count}`,
  noneLate: 'No milestone is late.',
  submitted: ({
    year,
    deadline,
    count,
    total,
  }: {
    readonly year: string;
    readonly deadline: string;
    readonly count: string;
    readonly total: string;
  }) => `Forms of ${year} (until the end of ${deadline}): ${count} of ${total} units have handed in`,
  notSubmitted: (count: string) => `not yet: ${count}`,
  submittedFaulty: (count: string) => `with errors, to be mended: ${count}`,
  submittedBlank: (count: string) => `blank: ${count}`,
  nothingToReport: (count: string) => `nothing to report: ${count}`,
  submittedLate: (count: string) => `late: ${count}`,
  noYear: 'plan.yaml has no such year of a report.',
  registersHeading: 'Registers',
  trainings: (classes: string, attendees: string) => `${classes} classes, ${attendees} attendees`,
  funding: ({
    year,
    planned,
    allocated,
    disbursed,
  }: {
    readonly year: string;
    readonly planned: string;
    readonly allocated: string;
    readonly disbursed: string;
  }) => `money of ${year} (đồng): planned ${planned}, allocated ${allocated}, disbursed ${disbursed}`,
  notEntered: 'not entered',
  waitingHeading: (count: string) => `Opinions that are waited for: ${count}`,
  noneWaiting: 'No opinion is waited for.',
  declarationsHeading: (count: string) =>
    `Cameras that units declared, in no inventory, to be decided on: ${count}`,
  declaration: (agency: string, place: string, cameras: string) => `${agency}, ${place}: ${cameras}`,
  declarationsHint:
    'plan set declaration <name> devices=<id>,<id> once they are in the inventory, or declined="<why>"',
  findingsHeading: (count: string) => `Findings: ${count}`,
  noFindings: 'No findings.',
  historyHead: ['row', 'at', 'account', 'done', 'of', 'what'],
  noHistory: 'Nothing is on record.',
  actions,
  more: (count: string) => `and ${count} more (--json lists all)`,
  atSecretSites: (count: string) => `${count} at secret sites (--json names them)`,
  recorded: (id: string, keys: string) => `recorded ${id}: ${keys}`,
  wouldRecord: (id: string, keys: string) => `would record ${id}: ${keys} (nothing was recorded)`,
  removed: (id: string) => `removed ${id}; its rows stay in the ledger`,
  wouldRemove: (id: string) => `would remove ${id} (nothing was recorded)`,
};

export type PlanTexts = typeof planTextsEn;
