const count = (value: number): string => value.toLocaleString('en-US');
const quoted = (text: string): string => `"${text}"`;
const butGot = (expected: string, got: string): string =>
  `expected ${expected}, got ${got === '' ? 'an empty cell' : quoted(got)}`;
const things = (value: number, one: string, many: string): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** What a flaw or note tells of. */
interface PhraseValues {
  readonly got: string;
  readonly of: string;
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
  flaws: {
    unreadable: ({ got }: PhraseValues) => `expected a file that can be read, got ${got}`,
    'empty-file': () => 'expected an Excel workbook (.xlsx), got a file of 0 bytes: send it again',
    'old-excel': () =>
      'expected an Excel workbook (.xlsx), got one of the old format (.xls): open it and save it as "Excel Workbook (.xlsx)"',
    'open-document': () =>
      'expected an Excel workbook (.xlsx), got an OpenDocument spreadsheet (.ods): open it and save it as .xlsx',
    'with-password': () =>
      'expected a workbook without a password, got an encrypted one: take the password away and hand it in again',
    'no-workbook': () =>
      'expected an Excel workbook (.xlsx), got something else under that name (a text, CSV or web page): open it and save it as "Excel Workbook (.xlsx)"',
    broken: ({ got }: PhraseValues) =>
      `expected a whole workbook, got one that is damaged or cut off${got === '' ? '' : ` (${got})`}`,
    'too-large': ({ got, of }: PhraseValues) => `expected a file of at most ${of}, got ${got}`,
    'unpacks-too-large': ({ of }: PhraseValues) => `expected a form that unpacks to at most ${of}, got more`,
    'too-many-cells': ({ got, of }: PhraseValues) =>
      `expected a form of at most ${count(Number(of))} cells, got ${count(Number(got))}`,
    'merged-too-much': () => 'expected a form, got a workbook that merges hundreds of thousands of cells',
    'no-form': () => 'expected a form of ours, got a workbook without any of its sheets',
    'newer-form': ({ got, of }: PhraseValues) =>
      `expected a form of version ${of}, got version ${got}: a newer camwatch wrote it`,
    'unknown-unit': ({ got }: PhraseValues) =>
      got === ''
        ? 'expected a form that says whose it is, got one without its hidden sheet and its page of instructions'
        : `expected a form of an agency that hands in, got ${quoted(got)}`,
    'other-year': ({ got, of }: PhraseValues) => `expected a form of ${of}, got one of ${got}`,
    'no-sheet': ({ of }: PhraseValues) => `expected a sheet ${quoted(of)}, got none`,
    'no-column': ({ of }: PhraseValues) =>
      `expected a column ${quoted(of)}, got none (its header may have been changed)`,
    'second-form': ({ of }: PhraseValues) =>
      `expected one form of an agency at a time, got another one that says something else: ${of}`,
    formula: ({ got }: PhraseValues) =>
      `expected a value, got the formula ${got}: copy the cell and paste its value`,
    'error-value': ({ got }: PhraseValues) => `expected a value, got the error ${got}`,
    'too-long': ({ got, of }: PhraseValues) => `expected at most ${of} characters, got ${got}`,
    date: ({ got }: PhraseValues) => butGot('a day such as 03/09/2025 (day/month/year)', got),
    year: ({ got }: PhraseValues) => butGot('a year such as 2025', got),
    count: ({ got }: PhraseValues) => butGot('a whole number, 0 or more', got),
    percent: ({ got }: PhraseValues) => butGot('a whole number from 0 to 100', got),
    dong: ({ got }: PhraseValues) => butGot('whole đồng, 0 or more', got),
    'unclear-number': ({ got }: PhraseValues) =>
      `expected a number that can be read in one way, got ${quoted(got)}: is the comma one of thousands or of decimals? Write the digits without it`,
    choice: ({ got, of }: PhraseValues) => butGot(`one of the list (${of})`, got),
    'merged-number': ({ of }: PhraseValues) =>
      `expected a number of its own in each row, got a cell that is merged with ${of}: split it and write each number`,
    needed: ({ of }: PhraseValues) => `expected ${quoted(of)}, got an empty cell`,
    'unknown-row': ({ got }: PhraseValues) =>
      butGot('an id of the form of this agency in the first column', got),
    'repeated-row': ({ got, of }: PhraseValues) =>
      `expected each row once, got ${got === '' ? 'this one' : quoted(got)} again, which is in cell ${of}`,
    'before-from': ({ of }: PhraseValues) => `expected a day that is not before that of cell ${of}`,
    contradiction: ({ of }: PhraseValues) =>
      `expected another state than "Hoạt động tốt" (works well), since cell ${of} says "Không" (not in use)`,
    'only-for': ({ of }: PhraseValues): string =>
      of === 'proposal'
        ? 'expected nothing in the row of an obstacle: this column is for proposals'
        : 'expected nothing in the row of a proposal: this column is for obstacles',
    'unknown-thing': ({ got }: PhraseValues) =>
      butGot('the id of a device or contract of the configuration', got),
    'not-own': ({ got, of }: PhraseValues) =>
      `expected a device or contract of this agency on ${of}, got one of ${got}`,
    'same-agency': () => 'expected another agency, got this one itself',
    'unknown-agency': ({ got }: PhraseValues) => butGot('an agency of the configuration', got),
    'agency-then': ({ got, of }: PhraseValues) =>
      `expected an agency that exists on ${of}, got ${got}, which does not`,
    'after-last': ({ got, of }: PhraseValues) =>
      `expected a day after the last hand-over (${of}), got ${got}`,
    'second-handover': ({ of }: PhraseValues) =>
      `expected each device or contract once, got it again, which is in cell ${of}`,
    configuration: ({ of }: PhraseValues) =>
      `expected hand-overs that the configuration holds together with, got: ${of}`,
    value: ({ of }: PhraseValues) => of,
  },
  notes: {
    'no-marker': () => 'its hidden sheet is gone; agency and year were taken from its page of instructions',
    'renamed-sheet': ({ of }: PhraseValues) => `was renamed, and is ${quoted(of)}; it was read`,
    'extra-sheet': () => 'is no part of the form; it was not read',
    'extra-column': ({ got }: PhraseValues) =>
      `the column ${quoted(got)} is no part of the form; it was not read`,
    'extra-row': ({ got }: PhraseValues) => `the row ${quoted(got)} is no part of the form; it was not read`,
    merged: ({ of }: PhraseValues) => `merged with ${of}, whose value was taken for all of its rows`,
    'merged-empty': ({ of }: PhraseValues) => `merged with ${of} of another column; taken as empty`,
    removed: ({ got }: PhraseValues) => `${got} does not stand in it any more and is taken away`,
    'not-confirmed': ({ got, of }: PhraseValues) => `${got} of ${of} devices are not confirmed`,
  },
  outcomes: {
    recorded: ({ unit, devices, entries, rows }: OutcomeValues) =>
      `recorded: ${unit}, ${things(devices, 'device', 'devices')}, ${things(entries, 'entry', 'entries')} (${things(rows, 'new row', 'new rows')} of the ledger)`,
    planned: ({ unit, devices, entries, rows }: OutcomeValues) =>
      `would be recorded: ${unit}, ${things(devices, 'device', 'devices')}, ${things(entries, 'entry', 'entries')} (${things(rows, 'new row', 'new rows')} of the ledger)`,
    superseding: (day: string) => `takes the place of the form received on ${day}`,
    late: (day: string) => `late, it was due on ${day}`,
    unchanged: (day: string) => `says what the form received on ${day} says; nothing new`,
    refused: (flaws: number) => `not recorded: ${things(flaws, 'problem', 'problems')}`,
  },
  more: (others: number, example: string) => `and ${count(others)} more in this column like ${example}`,
  notRead: (names: string) => `not read: ${names}`,
  handovers: (handovers: number, files: string) =>
    `wrote ${things(handovers, 'hand-over', 'hand-overs')} to ${files}:`,
  plannedHandovers: (handovers: number, files: string) =>
    `would write ${things(handovers, 'hand-over', 'hand-overs')} to ${files}:`,
  handedOver: ({ id, from, to, day, document }: HandedOverValues) =>
    `${id}: ${from} → ${to} from ${day} on (${document})`,
  takenOver:
    'They take effect when the configuration is read again: within seconds where "camwatch run" is running, else at its next start.',
  nothingRecorded: 'nothing was recorded (--dry-run)',
  standing: {
    title: ({
      year,
      done,
      late,
      all,
    }: {
      readonly year: number;
      readonly done: number;
      readonly late: number;
      readonly all: number;
    }) =>
      `Forms of ${year}: ${done} of ${all} handed in${late > 0 ? `, ${late} of them late` : ''}, ${all - done} not yet`,
    headers: ['agency', 'state', 'received', ''],
    inTime: 'handed in',
    late: 'late',
    waiting: 'not yet',
    overdue: (days: number) => `${things(days, 'day', 'days')} overdue`,
    nth: (nth: number) => (nth > 1 ? `no. ${nth}` : ''),
  },
};

export type FormsTexts = typeof formsTextsEn;
