/** What is wrong, by the codes of findings. */
const details: Readonly<Record<string, string>> = {
  waiting: 'waited for',
  'not-asked': 'not asked',
  'not-agreed': 'does not agree',
  paused: 'paused',
  'not-in-service': 'never taken into service',
  down: 'down',
};

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
  statuses: {
    'not-reported': 'not reported',
    'not-started': 'not started',
    'in-progress': 'in progress',
    done: 'done',
    paused: 'paused',
    dropped: 'dropped',
  },
  registers: {
    document: 'documents issued',
    inspection: 'inspections',
    training: 'training classes',
    research: 'proposed research orders',
    funding: 'sources of money',
    obstacle: 'obstacles',
    proposal: 'proposals',
    'next-task': 'tasks of next year',
    exemption: 'exemptions from the pause',
    estimate: 'estimates of a whole year',
    declaration: 'declarations of cameras that are in no inventory',
    site: 'sites asked for',
  },
  findings: {
    'installed-without-opinion': 'installed without the opinions that are needed',
    'installed-during-pause': 'installed after new investment was paused, without a recorded exemption',
    unused: 'installed, and dead or unused for long (waste)',
    'duplicate-view': 'possible duplication',
    'task-unnamed': 'a task without a name in plan.yaml',
    'task-not-in-plan': 'a task that was reported on and is not in plan.yaml',
    'setting-missing': 'not set in plan.yaml: the document has dots there',
  },
  verdicts: {
    agreed: 'agreed',
    'agreed-with-conditions': 'agreed with conditions',
    'not-agreed': 'not agreed',
  },
  details,
  lead: (name: string) => `lead: ${name}`,
  succeeded: (names: string) => `(now ${names})`,
  yearly: 'each year',
  units: (total: string, told: string, done: string) => `${total} units: ${told} reported, ${done} done`,
  unitsUntold: (count: string) => `not reported: ${count}`,
  earlierYear: (year: string, status: string, progress: string) => `${year}: ${status}${progress}`,
  overdueHeading: (count: string) => `Tasks that are overdue: ${count}`,
  overdue: (since: string) => `since ${since}`,
  authorities: { dost: 'Department of Science and Technology', police: 'City Police' },
  asOf: (day: string) => `As of ${day}`,
  taskHead: ['task', 'status', 'progress', 'time', 'name'],
  nameless: '(no name yet)',
  period: (from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined) return `${from}–${to}`;
    if (to !== undefined) return `until ${to}`;
    return from === undefined ? '' : `from ${from}`;
  },
  milestoneLate: (name: string, due: string) => `late, was due ${due}: ${name}`,
  milestoneDone: (name: string, done: string, due: string) => `reached ${done} (due ${due}): ${name}`,
  milestoneOpen: (name: string, due: string) => `due ${due}: ${name}`,
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
  waiting: (site: string, authority: string, days: string) => `${site}: ${authority}, ${days} days`,
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
