import { plural } from '../../../core/language/plural.ts';
import { HAND_IN_WORDS_EN } from '../../../plan/words/hand-in-words.ts';
import { PLAN_WORDS_EN } from '../../../plan/words/plan-words-en.ts';

/** Texts of the plan and of its forms. Numbers and days come in as text. */
export const planTextsEn = {
  words: PLAN_WORDS_EN,
  handIn: HAND_IN_WORDS_EN,
  heading: 'Plan',
  formsHeading: 'Forms of units',
  asOf: (day: string) => `As it is on record on ${day}`,
  ownAbout: 'What your unit leads or works on, what it reported, and what was found of it.',
  reading:
    'The plan and the inventory of the whole city are being read; the page loads itself again in some seconds.',
  missing:
    'The plan is not at hand: plan.yaml is missing from the configuration, or something is wrong in it. An administrator sees what with "camwatch check".',
  tasks: 'Tasks',
  taskHead: ['Task', 'Status', 'Progress', 'Time', 'Lead'],
  noTasks: 'There is no task.',
  overdueChip: 'overdue',
  overdueSince: (day: string) => `overdue since ${day}`,
  othersLateChip: 'overdue, led by others',
  lateChip: 'late milestones',
  handedInChip: 'have handed in',
  waitingChip: 'opinions waited for',
  findingsChip: 'findings',
  milestones: 'Milestones',
  evidence: 'Evidence',
  units: 'Units',
  note: 'Note',
  untold: (names: string) => `not reported: ${names}`,
  formsOf: (year: string, day: string) => `Forms of ${year}, until the end of ${day}`,
  toForms: 'Forms and who has handed in',
  yours: (state: string) => `Your form: ${state}`,
  late: 'late',
  waiting: 'Opinions that are waited for',
  noneWaiting: 'No opinion is waited for.',
  findings: 'Findings',
  noFindings: 'No findings.',
  atSecretSites: (count: string) => `${count} at secret sites`,
  toLetters: 'Letters to units',
  registers: 'Registers',

  year: 'Year',
  deadline: (day: string) => `Units hand in until the end of ${day}.`,
  take: 'Take the form',
  takeAbout:
    'The spreadsheet has what is on record of the unit: fill in what is empty, mend what is wrong, and hand the file in here.',
  notAsked: 'Your unit need not hand in a form for this year.',
  handInHeading: 'Hand in a form',
  handInAbout:
    'An .xlsx file of at most 20 MB. It is taken as a whole, or not at all: what is wrong is told by sheet and cell, and nothing is recorded then.',
  file: 'Form (.xlsx)',
  received: 'Received on, where that was before today',
  submit: 'Hand in',
  noFile: 'expected one form, got no file',
  manyFiles: 'expected one form at a time',
  tooLarge: 'larger than 20 MB',
  outcomes: {
    recorded: (unit: string) => `On record: the form of ${unit}.`,
    unchanged: (unit: string) => `The form of ${unit} says what is on record already: nothing was added.`,
    refused: (count: string) =>
      `${plural(count, 'problem', 'problems')}: nothing was recorded. Mend the file and hand it in again.`,
  },
  handovers: (count: string) =>
    `Hand-overs: ${count}. They take effect once an administrator takes them over into the inventory. To have the receiver agree on a page, propose them at`,
  handoverHead: ['Device, contract', 'Receiver', 'From', 'Document', 'State'],
  handoverStates: { waiting: 'waits for the administrator to take it over', 'in-force': 'in the inventory' },
  flawHead: ['Sheet', 'Cell', 'What is wrong'],
  andMore: (count: string) => `and ${plural(count, 'more cell', 'more cells')} of this column`,
  notes: 'What was read otherwise, or not at all',
  standing: 'Who has handed in',
  standingHead: ['Unit', 'State', 'Received', 'Times', 'File', 'Letter'],
  overdue: (days: string) => `overdue by ${plural(days, 'day', 'days')}`,
  nth: (count: string) => plural(count, 'time', 'times'),
  counts: 'What it said',
  countNames: {
    device: 'devices',
    task: 'tasks',
    request: 'sites that opinions are asked for',
    opinion: 'opinions given',
  } as Readonly<Record<string, string>>,
  problems: (count: string) =>
    plural(count, 'problem of the form that came in last', 'problems of the form that came in last'),
  reminders: 'Reminders that are due',
  letters: 'Letters that are due',
  dueHead: ['Unit', 'State', 'From', 'Time'],
  noneDue: 'None is due.',
  daysLeft: (days: string) => `${plural(days, 'day', 'days')} left`,
  daysLate: (days: string) => `${plural(days, 'day', 'days')} late`,
  remindersAbout: 'A camwatch that runs sends them by mail at its hours.',
  lettersAbout: 'Choose, look at and send letters',
};

export type PlanTexts = typeof planTextsEn;
