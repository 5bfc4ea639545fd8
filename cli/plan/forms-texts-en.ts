import { flawTextsEn } from '../../plan/forms/reading/flaw-texts-en.ts';
import { noteTextsEn } from '../../plan/forms/reading/note-texts-en.ts';
import type { HandInState } from '../../plan/state/hand-in-state.ts';
import { HAND_IN_WORDS_EN } from '../../plan/words/hand-in-words.ts';

const count = (value: number): string => value.toLocaleString('en-US');
const quoted = (text: string): string => `"${text}"`;
const things = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

interface StandingCounts {
  readonly year: number;
  readonly all: number;
  readonly counts: Readonly<Record<HandInState, number>>;
}

interface OutcomeValues {
  readonly unit: string;
  readonly devices: number;
  readonly entries: number;
  readonly rows: number;
}

interface HandedOverValues {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly day: string;
  readonly document: string;
}

/** Everything that `plan forms` and `plan collect` say to people. Days come in as people write them. */
export const formsTextsEn = {
  written: (forms: number, folder: string) => `wrote ${things(forms, 'form', 'forms')} to ${folder}`,
  deviceCount: (devices: number) => things(devices, 'device', 'devices'),
  taskCount: (tasks: number) => things(tasks, 'task', 'tasks'),
  ownerless: (devices: number, names: string) =>
    `${things(devices, 'device is', 'devices are')} in no form, since nobody is in charge of them yet: ${names}`,
  unasked: (agency: string, devices: number) =>
    `${things(devices, 'device', 'devices')} of ${agency} are in no form: it does not hand in (it ended, or units in plan.yaml leaves it out)`,
  day: (day: string) => day,
  place: ({
    file,
    sheet,
    cell,
  }: {
    readonly file: string;
    readonly sheet?: string;
    readonly cell?: string;
  }) =>
    [file, sheet !== undefined && `sheet ${quoted(sheet)}`, cell !== undefined && `cell ${cell}`]
      .filter((part) => part !== false)
      .join(', '),
  flaws: flawTextsEn,
  notes: noteTextsEn,
  outcomes: {
    recorded: ({ unit, devices, entries, rows }: OutcomeValues) =>
      `recorded: ${unit}, ${things(devices, 'device', 'devices')}, ${things(entries, 'entry', 'entries')} (${things(rows, 'new row', 'new rows')} of the ledger)`,
    planned: ({ unit, devices, entries, rows }: OutcomeValues) =>
      `would be recorded: ${unit}, ${things(devices, 'device', 'devices')}, ${things(entries, 'entry', 'entries')} (${things(rows, 'new row', 'new rows')} of the ledger)`,
    superseding: (day: string) => `takes the place of the form received on ${day}`,
    late: (day: string) => `late, it was due on ${day}`,
    unchanged: (day: string) => `says what the form received on ${day} says; nothing new`,
    refused: (flaws: number) => `${things(flaws, 'problem', 'problems')}: none of its rows was taken`,
    kept: 'recorded as sent with errors, and kept',
    wouldKeep: 'would be recorded as sent with errors, and kept',
    unread: 'nothing was recorded',
    known: 'the file is on record already',
    blank: 'nothing was filled in',
    'nothing-to-report': 'nothing to report',
  },
  more: (others: number, example: string) => `and ${count(others)} more in this column like ${example}`,
  notRead: (names: string) => `not read: ${names}`,
  handovers: (handovers: number, files: string) =>
    `wrote ${things(handovers, 'hand-over', 'hand-overs')} to ${files}:`,
  plannedHandovers: (handovers: number, files: string) =>
    `would write ${things(handovers, 'hand-over', 'hand-overs')} to ${files}:`,
  handedOver: ({ id, from, to, day, document }: HandedOverValues) =>
    `${id}: ${from} → ${to} from ${day} on (${document})`,
  agreed: {
    none: 'no hand-over was agreed on that is not in the configuration',
    line: ({ id, from, to, day, document }: HandedOverValues, devices: number) =>
      `hand-over ${id}: ${from} → ${to}, ${things(devices, 'device', 'devices')} from ${day} on (${document})`,
    outcomes: {
      written: 'written',
      planned: 'would be written',
      known: 'in the configuration already',
      refused: (why: string) => `not written: ${why}`,
    },
    files: (files: string) => `changed: ${files}`,
  },
  takenOver:
    'They take effect when the configuration is read again: within seconds where "camwatch run" is running, else at its next start.',
  nothingRecorded: 'nothing was recorded (--dry-run)',
  standing: {
    title: ({ year, all, counts }: StandingCounts) =>
      `Forms of ${year}: ${all} units; ${[
        `complete ${counts.complete}`,
        `nothing to report ${counts['nothing-to-report']}`,
        `blank ${counts.blank}`,
        `with errors ${counts['with-errors']}`,
        `not sent ${counts['not-sent']}`,
      ].join(', ')}`,
    headers: ['agency', 'state', 'received', ''],
    states: HAND_IN_WORDS_EN,
    late: 'late',
    overdue: (days: number) => `${things(days, 'day', 'days')} overdue`,
    nth: (nth: number) => (nth > 1 ? `no. ${nth}` : ''),
  },
};

export type FormsTexts = typeof formsTextsEn;
