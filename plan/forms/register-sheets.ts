import { DeclarationValues, type REGISTERS } from '../definition/registers.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import type { PlanState } from '../state/plan-state.ts';
import type { FormRow, FormValue } from './form.ts';
import type { SheetName } from './form-sheet.ts';
import { sheetNamed } from './form-sheets.ts';

/** The registers that units fill in. */
export const FORM_REGISTERS = [
  'document',
  'inspection',
  'training',
  'research',
  'funding',
  'obstacle',
  'proposal',
  'next-task',
  'declaration',
] as const satisfies readonly (keyof typeof REGISTERS)[];
export type FormRegister = (typeof FORM_REGISTERS)[number];

export type RegisterSheetName = Exclude<
  SheetName,
  'devices' | 'tasks' | 'requests' | 'opinions' | 'handovers'
>;

/** Which registers the rows of a sheet go into; where there are two, the column `kind` says which. */
export const SHEET_REGISTERS: Readonly<Record<RegisterSheetName, readonly FormRegister[]>> = {
  documents: ['document'],
  inspections: ['inspection'],
  trainings: ['training'],
  research: ['research'],
  funding: ['funding'],
  obstacles: ['obstacle', 'proposal'],
  'next-tasks': ['next-task'],
  declarations: ['declaration'],
};

/** The year that an entry is of, where its register asks for one: what is to be done next year is of next year. */
export const entryYear = (register: FormRegister, year: number): number =>
  register === 'next-task' ? year + 1 : year;

/** An entry, as the rows of forms see it. */
interface PlainEntry {
  /** `document:so-xay-dung-2025-1`. */
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What is on record of a unit for a year in the registers of a sheet, in order of their ids. */
export function registerRows(
  sheet: RegisterSheetName,
  unit: string,
  year: ReportYear,
  state: PlanState,
): readonly FormRow[] {
  return SHEET_REGISTERS[sheet].flatMap((register) =>
    entriesOf(register, state)
      .filter(({ key, values }) => values.agency === unit && isOfYear(register, key, values, unit, year))
      .map(({ key, values }) => ({
        key,
        values: { ...kindOf(sheet, register), ...shownValues(sheet, values) },
      })),
  );
}

/** Of a sheet of two registers. */
const kindOf = (sheet: RegisterSheetName, register: FormRegister) =>
  SHEET_REGISTERS[sheet].length > 1 ? { kind: register } : {};

function entriesOf(register: FormRegister, state: PlanState): readonly PlainEntry[] {
  return state[register].map(({ id, values }) => ({ key: `${register}:${id}`, values: { ...values } }));
}

/** By the year it names, else by its day; what came in with a form of the year is of the year in any case. */
function isOfYear(
  register: FormRegister,
  key: string,
  { year: named, date }: PlainEntry['values'],
  unit: string,
  { year, fromDate, toDate }: ReportYear,
): boolean {
  if (key.startsWith(`${register}:${unit}-${year}-`)) return true;
  if (typeof named === 'number') return named === entryYear(register, year);
  return typeof date !== 'string' || (date >= fromDate && date < toDate);
}

function shownValues(sheet: SheetName, values: PlainEntry['values']): Record<string, FormValue | undefined> {
  const shown = sheetNamed(sheet).columns.flatMap(({ key }): [string, FormValue][] => {
    const value = key === 'answer' ? answerText(values) : values[key];
    // What was confirmed is asked anew where amounts change.
    if (key === 'confirmed' || !(typeof value === 'string' || typeof value === 'number')) return [];
    return [[key, value]];
  });
  return Object.fromEntries(shown);
}

/** What became of cameras that a unit declared. */
function answerText(values: PlainEntry['values']): string | undefined {
  const { data } = DeclarationValues.safeParse(values);
  if (!data) return undefined;
  const { devices, declined } = data;
  const answers = [
    ...(devices.length > 0 ? [`Đã đưa vào danh mục: ${devices.join(', ')}`] : []),
    ...(declined === undefined ? [] : [`Không đưa vào danh mục: ${declined}`]),
  ];
  return answers.length === 0 ? undefined : answers.join('; ');
}
