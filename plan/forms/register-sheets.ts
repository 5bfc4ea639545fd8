import type { REGISTERS } from '../definition/registers.ts';
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
] as const satisfies readonly (keyof typeof REGISTERS)[];
export type FormRegister = (typeof FORM_REGISTERS)[number];

export type RegisterSheetName = Exclude<SheetName, 'devices' | 'tasks' | 'handovers'>;

/** Which registers the rows of a sheet go into; where there are two, the column `kind` says which. */
export const SHEET_REGISTERS: Readonly<Record<RegisterSheetName, readonly FormRegister[]>> = {
  documents: ['document'],
  inspections: ['inspection'],
  trainings: ['training'],
  research: ['research'],
  funding: ['funding'],
  obstacles: ['obstacle', 'proposal'],
  'next-tasks': ['next-task'],
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
      .map(({ key, values }) => ({ key, values: { ...shownValues(sheet, values), kind: register } })),
  );
}

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
  return Object.fromEntries(
    sheetNamed(sheet).columns.map(({ key }) => {
      // Asked anew where amounts change.
      const value = key === 'confirmed' ? undefined : values[key];
      return [key, typeof value === 'string' || typeof value === 'number' ? value : undefined];
    }),
  );
}
