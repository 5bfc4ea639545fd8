import { canonicalJson, isSameJson, type Json } from '../../../core/text/canonical-json.ts';
import { stableHash } from '../../../core/text/stable-hash.ts';
import { agencyParty } from '../../../ledger/decisions/party.ts';
import { REGISTERS } from '../../definition/registers.ts';
import { sheetNamed } from '../form-sheets.ts';
import { createFindingList } from '../reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../reading/form-flaw.ts';
import type { ReadCell, ReadRow, ReadTable } from '../reading/read-table.ts';
import { entryYear, type FormRegister, type RegisterSheetName, SHEET_REGISTERS } from '../register-sheets.ts';
import { entryId, spareNumber } from '../spare-rows.ts';
import { askAboutFunding } from './ask-about-funding.ts';
import { LEFT_OUT, type SubmissionContext, type SubmissionPart, type SubmissionStep } from './submission.ts';

/** The entries of a register sheet: what is new or other than on record, and what is left out of it. */
export function submitRegister(
  sheet: RegisterSheetName,
  table: ReadTable,
  context: SubmissionContext,
): SubmissionPart {
  const flaws = createFindingList<FormFlaw>();
  const notes = createFindingList<FormNote>();
  const steps: SubmissionStep[] = [];
  const counts: Record<string, number> = {};
  /** Where each of them stands. */
  const entries = new Map<string, string>();
  const recorded = recordedEntries(sheet, context);
  for (const row of table.rows) {
    if (row.isEmpty) continue;
    const read = readEntry(sheet, row, table, { ...context, recorded });
    flaws.add(...read.flaws);
    if (entries.has(read.id))
      flaws.add({
        code: 'repeated-row',
        sheet: table.tab,
        cell: row.at,
        got: row.key ?? '',
        of: entries.get(read.id),
      });
    // It is meant to stand there, so that it is not taken for left out as well.
    else entries.set(read.id, row.at);
    if (!read.values) continue;
    counts[read.register] = (counts[read.register] ?? 0) + 1;
    const before = recorded.get(read.id);
    if (!before || !isSameJson(before.values, read.values))
      steps.push({
        id: read.id,
        action: 'set',
        body: { values: read.values, by: agencyParty(context.unit.id) },
      });
  }
  for (const id of leftOut(recorded, entries, context)) {
    steps.push({ id, action: 'removed', body: { reason: LEFT_OUT, by: agencyParty(context.unit.id) } });
    notes.add({ code: 'removed', sheet: table.tab, got: id });
  }
  return { steps, counts, entries: [...entries.keys()], flaws: flaws.list(), notes: notes.list() };
}

interface ReadEntry {
  readonly register: FormRegister;
  readonly id: string;
  readonly values?: Json;
  readonly flaws: readonly FormFlaw[];
}

function readEntry(
  sheet: RegisterSheetName,
  row: ReadRow,
  table: ReadTable,
  { unit, year, recorded }: SubmissionContext & { readonly recorded: RecordedEntries },
): ReadEntry {
  const register = registerOf(sheet, row);
  const flaws: FormFlaw[] = [
    ...neededFlaws(sheet, row, table),
    ...orderFlaws(row, table),
    ...misplaced(register, row, table),
  ];
  const cells = ownCells(sheet, row);
  const schema = REGISTERS[register];
  const written = {
    ...Object.fromEntries(Object.entries(cells).map(([key, cell]) => [key, cell?.value])),
    ...('year' in schema.shape && { year: cells.year?.value ?? entryYear(register, year.year) }),
    agency: unit.id,
  };
  const id = idOf(register, row, written, unit.id, year.year);
  const before = recorded.get(id)?.values;
  const values = { ...unasked(register, before, table), ...written };
  if (register === 'funding' && !row.isFlawed) {
    const asked = askAboutFunding(row, table, { before, year: entryYear(register, year.year) });
    flaws.push(...asked.flaws);
    Object.assign(values, { confirmed: asked.confirmed });
  }
  // A copied or mistyped id must not change what another unit entered.
  if (!id.startsWith(`${register}:${unit.id}-${year.year}-`) && recorded.get(id)?.agency !== unit.id)
    flaws.push({ code: 'unknown-row', sheet: table.tab, cell: row.at, got: row.key ?? '' });
  if (register === 'declaration') reopenWhereChanged(values, before);
  if (row.isFlawed || flaws.length > 0) return { register, id, flaws };
  const parsed = schema.safeParse(values);
  if (parsed.success) return { register, id, values: JSON.parse(JSON.stringify(parsed.data)), flaws };
  return {
    register,
    id,
    flaws: parsed.error.issues.map(({ path: [key = ''], message }) => ({
      code: 'value',
      sheet: table.tab,
      cell: cells[String(key)]?.at ?? row.at,
      of: message,
    })),
  };
}

/** What was declined as it was declared then, is looked at anew once something else is declared. */
function reopenWhereChanged(values: Record<string, unknown>, before: Json | undefined): void {
  const declared = (all: object) => Object.entries(all).filter(([key]) => key !== 'declined');
  const now = Object.fromEntries(declared(JSON.parse(JSON.stringify(values))));
  if (!isSameJson(now, Object.fromEntries(declared({ ...Object(before) })))) delete values.declined;
}

/** Where a column says which of two registers a row goes into, it is none of its values. */
function ownCells(sheet: RegisterSheetName, { cells: { kind, ...cells } }: ReadRow): ReadRow['cells'] {
  return SHEET_REGISTERS[sheet].length > 1 || kind === undefined ? cells : { ...cells, kind };
}

/** What is on record in keys that the form has no column for stays as it is. */
function unasked(register: FormRegister, before: Json | undefined, { hasColumn }: ReadTable): object {
  const kept = Object.entries(before ?? {}).filter(
    ([key]) => key in REGISTERS[register].shape && !hasColumn(key),
  );
  return Object.fromEntries(kept);
}

function registerOf(sheet: RegisterSheetName, { cells }: ReadRow): FormRegister {
  const registers = SHEET_REGISTERS[sheet];
  const [first] = registers;
  const register = registers.find((name) => name === cells.kind?.value) ?? first;
  if (register === undefined) throw new Error(`the sheet ${sheet} has no register`);
  return register;
}

/** What has no number is known by what it says: handed in again, it is the same entry. */
function idOf(register: FormRegister, { key }: ReadRow, values: object, unit: string, year: number): string {
  const number = key === undefined ? undefined : spareNumber(key);
  if (number !== undefined) return `${register}:${entryId(unit, year, number)}`;
  const [, entry] = /^[a-z-]+:(.+)$/.exec(key ?? '') ?? [];
  if (entry !== undefined) return `${register}:${entry}`;
  const content: Json = JSON.parse(JSON.stringify(values));
  return `${register}:${unit}-${year}-x${stableHash(canonicalJson(content)).toString(16)}`;
}

function neededFlaws(sheet: RegisterSheetName, row: ReadRow, table: ReadTable): readonly FormFlaw[] {
  // A cell that cannot be read is not missing.
  if (row.isFlawed) return [];
  return sheetNamed(sheet)
    .columns.filter(({ key, role }) => role === 'needed' && !row.cells[key])
    .map(({ key, header }) => ({
      code: 'needed',
      sheet: table.tab,
      cell: table.cellAt(row, key),
      of: header.replace(' (*)', ''),
    }));
}

const ORDERED: readonly (readonly [first: string, last: string])[] = [
  ['date', 'until'],
  ['since', 'resolved'],
];

function orderFlaws({ cells }: ReadRow, { tab }: ReadTable): readonly FormFlaw[] {
  return ORDERED.flatMap(([from, to]) => {
    const [first, last] = [cells[from], cells[to]];
    if (!first || !last || String(last.value) >= String(first.value)) return [];
    return [{ code: 'before-from', sheet: tab, cell: last.at, of: first.at } as const];
  });
}

/** Columns of a sheet of two registers that only one of them has. */
function misplaced(register: FormRegister, { cells }: ReadRow, { tab }: ReadTable): readonly FormFlaw[] {
  if (register !== 'obstacle' && register !== 'proposal') return [];
  const shape = REGISTERS[register].shape;
  const wrong = (['to', 'cause', 'owner', 'proposal', 'due', 'since', 'resolved'] as const).flatMap(
    (key): readonly ReadCell[] => {
      const cell = cells[key];
      return cell && !(key in shape) ? [cell] : [];
    },
  );
  return wrong.map(({ at }) => ({
    code: 'only-for',
    sheet: tab,
    cell: at,
    of: register === 'obstacle' ? 'proposal' : 'obstacle',
  }));
}

/** Values of entries by what their rows are known by, `document:12`. */
type RecordedEntries = ReadonlyMap<string, { readonly agency: string | undefined; readonly values: Json }>;

function recordedEntries(sheet: RegisterSheetName, { state }: SubmissionContext): RecordedEntries {
  const recorded = new Map<string, { readonly agency: string | undefined; readonly values: Json }>();
  for (const register of SHEET_REGISTERS[sheet]) {
    for (const { id, values } of state[register])
      recorded.set(`${register}:${id}`, { agency: values.agency, values: { ...values } });
  }
  return recorded;
}

/** What the form was handed out with, or the last one brought, and what does not stand in it any more. */
function leftOut(
  recorded: RecordedEntries,
  entries: ReadonlyMap<string, string>,
  { unit, givenKeys = new Set(), lastEntries }: SubmissionContext,
): readonly string[] {
  return [...recorded]
    .filter(([id, { agency }]) => agency === unit.id && (givenKeys.has(id) || lastEntries.has(id)))
    .flatMap(([id]) => (entries.has(id) ? [] : [id]));
}
