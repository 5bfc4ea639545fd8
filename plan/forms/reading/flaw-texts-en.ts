import type { FlawCode } from './form-flaw.ts';

const count = (value: number): string => value.toLocaleString('en-US');
const quoted = (text: string): string => `"${text}"`;
const butGot = (expected: string, got: string): string =>
  `expected ${expected}, got ${got === '' ? 'an empty cell' : quoted(got)}`;

const ask = (doubt: string, cell: string): string =>
  `${doubt}: choose "Có" in cell ${cell} (Xác nhận số liệu) where it is right, else correct it`;
const dong = (amounts: string): readonly string[] =>
  amounts.split(' ').map((digits) => BigInt(digits || '0').toLocaleString('en-US'));

/** What a flaw tells of. */
export interface PhraseValues {
  readonly got: string;
  readonly of: string;
}

export type FlawTexts = Readonly<Record<FlawCode, (values: PhraseValues) => string>>;

/** What is wrong with a form or one of its cells, in words. */
export const flawTextsEn: FlawTexts = {
  unreadable: ({ got }) => `expected a file that can be read, got ${got}`,
  'empty-file': () => 'expected an Excel workbook (.xlsx), got a file of 0 bytes: send it again',
  'old-excel': () =>
    'expected an Excel workbook (.xlsx), got one of the old format (.xls): open it and save it as "Excel Workbook (.xlsx)"',
  'open-document': () =>
    'expected an Excel workbook (.xlsx), got an OpenDocument spreadsheet (.ods): open it and save it again: in LibreOffice File → Save As, type "Excel 2007–365 (.xlsx)"; in Excel File → Save As, type "Excel Workbook (*.xlsx)"',
  'with-password': () =>
    'expected a workbook without a password, got an encrypted one: take the password away and hand it in again',
  'no-workbook': () =>
    'expected an Excel workbook (.xlsx), got something else under that name (a text, CSV or web page): open it and save it as "Excel Workbook (.xlsx)"',
  broken: ({ got }) =>
    `expected a whole workbook, got one that is damaged or cut off${got === '' ? '' : ` (${got})`}`,
  'too-large': ({ got, of }) => `expected a file of at most ${of}, got ${got}`,
  'unpacks-too-large': ({ of }) => `expected a form that unpacks to at most ${of}, got more`,
  'too-many-cells': ({ got, of }) =>
    `expected a form of at most ${count(Number(of))} cells, got ${count(Number(got))}`,
  'merged-too-much': () => 'expected a form, got a workbook that merges hundreds of thousands of cells',
  'no-form': () => 'expected a form of ours, got a workbook without any of its sheets',
  'newer-form': ({ got, of }) =>
    `expected a form of version ${of}, got version ${got}: a newer camwatch wrote it`,
  'unknown-unit': ({ got }) =>
    got === ''
      ? 'expected a form that says whose it is, got one without its hidden sheet and its page of instructions'
      : `expected a form of an agency that hands in, got ${quoted(got)}`,
  'other-unit': ({ got, of }) => `expected the form of ${of}, got that of ${got}`,
  'other-year': ({ got, of }) => `expected a form of ${of}, got one of ${got}`,
  'no-sheet': ({ of }) => `expected a sheet ${quoted(of)}, got none`,
  'no-column': ({ of }) => `expected a column ${quoted(of)}, got none (its header may have been changed)`,
  'second-form': ({ of }) =>
    `expected one form of an agency at a time, got another one that says something else: ${of}`,
  formula: ({ got }) => `expected a value, got the formula ${got}: copy the cell and paste its value`,
  'error-value': ({ got }) => `expected a value, got the error ${got}`,
  'too-long': ({ got, of }) => `expected at most ${of} characters, got ${got}`,
  date: ({ got }) => butGot('a day such as 03/09/2025 (day/month/year)', got),
  year: ({ got }) => butGot('a year such as 2025', got),
  count: ({ got }) => butGot('a whole number, 0 or more', got),
  percent: ({ got }) => butGot('a whole number from 0 to 100', got),
  dong: ({ got }) => butGot('whole đồng, 0 or more', got),
  'unclear-number': ({ got }) =>
    `expected a number that can be read in one way, got ${quoted(got)}: is the comma one of thousands or of decimals? Write the digits without it`,
  choice: ({ got, of }) => butGot(`one of the list (${of})`, got),
  'merged-number': ({ of }) =>
    `expected a number of its own in each row, got a cell that is merged with ${of}: split it and write each number`,
  needed: ({ of }) => `expected ${quoted(of)}, got an empty cell`,
  'unknown-row': ({ got }) => butGot('an id of the form of this agency in the first column', got),
  'repeated-row': ({ got, of }) =>
    `expected each row once, got ${got === '' ? 'this one' : quoted(got)} again, which is in cell ${of}`,
  'before-from': ({ of }) => `expected a day that is not before that of cell ${of}`,
  contradiction: ({ of }) =>
    `expected another state than "Hoạt động tốt" (works well), since cell ${of} says "Không" (not in use)`,
  'only-for': ({ of }): string =>
    of === 'proposal'
      ? 'expected nothing in the row of an obstacle: this column is for proposals'
      : 'expected nothing in the row of a proposal: this column is for obstacles',
  'unknown-thing': ({ got }) => butGot('the id of a device or contract of the configuration', got),
  'not-own': ({ got, of }) => `expected a device or contract of this agency on ${of}, got one of ${got}`,
  'same-agency': () => 'expected another agency, got this one itself',
  'unknown-agency': ({ got }) => butGot('an agency of the configuration', got),
  'agency-then': ({ got, of }) => `expected an agency that exists on ${of}, got ${got}, which does not`,
  'after-last': ({ got, of }) => `expected a day after the last hand-over (${of}), got ${got}`,
  'second-handover': ({ of }) =>
    `expected each device or contract once, got it again, which is in cell ${of}`,
  configuration: ({ of }) => `expected hand-overs that the configuration holds together with, got: ${of}`,
  value: ({ of }) => of,
  'disbursed-over-allocated': ({ got, of }) =>
    ask(`${dong(got)[0]} đồng were paid out of ${dong(got)[1]} that were granted`, of),
  'allocated-over-planned': ({ got, of }) =>
    ask(`${dong(got)[0]} đồng were granted of ${dong(got)[1]} that were planned`, of),
  'under-a-million': ({ got, of }) =>
    ask(`${dong(got).join('; ')} đồng are very few, and may have been written in millions`, of),
  'same-amounts': ({ got, of }) =>
    ask(`the same money stands in the row of cell ${got}, and may be written twice`, of),
  'nothing-yet-rows': ({ got }) =>
    `expected either nothing to report or rows, got a yes here and ${got} rows that are filled in`,
};
