/** What is wrong, by the codes of findings. */
const details: Readonly<Record<string, string>> = {
  waiting: 'waited for',
  'not-asked': 'not asked',
  'not-agreed': 'does not agree',
  paused: 'paused',
  'not-in-service': 'never taken into service',
  down: 'down',
};

/** What the plan is told in, by commands and pages alike. Numbers and days come in as text. */
export const PLAN_WORDS_EN = {
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
  overdue: (since: string) => `since ${since}`,
  authorities: { dost: 'Department of Science and Technology', police: 'City Police' },
  nameless: '(no name yet)',
  period: (from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined) return `${from}–${to}`;
    if (to !== undefined) return `until ${to}`;
    return from === undefined ? '' : `from ${from}`;
  },
  milestoneLate: (name: string, due: string) => `late, was due ${due}: ${name}`,
  milestoneDone: (name: string, done: string, due: string) => `reached ${done} (due ${due}): ${name}`,
  milestoneOpen: (name: string, due: string) => `due ${due}: ${name}`,
  waiting: (site: string, authority: string, days: string) => `${site}: ${authority}, ${days} days`,
};

export type PlanWords = typeof PLAN_WORDS_EN;
