import type { Cell, Row } from 'exceljs';
import type { ChoiceLists, FormValue } from '../form.ts';
import type { CellType, FormColumn } from '../form-sheet.ts';
import type { FoundTable } from './find-table.ts';
import { createFindingList } from './finding-list.ts';
import type { FormFlaw, FormNote } from './form-flaw.ts';
import { shorten } from './form-flaw.ts';
import { readFormCell, readPlainText } from './read-form-cell.ts';

export interface ReadCell {
  readonly value: FormValue;
  /** `D7`. */
  readonly at: string;
}

/** A row in which something is written. */
export interface ReadRow {
  /** Absent in rows that a unit added itself. */
  readonly key?: string;
  readonly number: number;
  /** Where its key stands. */
  readonly at: string;
  readonly cells: Readonly<Record<string, ReadCell | undefined>>;
  /** Not all of it could be read: the flaws are told. */
  readonly isFlawed: boolean;
  /** What stands in cells that could not be read, by their columns: for whoever goes on to mend it. */
  readonly untaken?: Readonly<Record<string, string>>;
  /** Nothing is written there but its key. */
  readonly isEmpty: boolean;
}

export interface ReadTable {
  /** Name on the tab. */
  readonly tab: string;
  readonly rows: readonly ReadRow[];
  readonly flaws: readonly FormFlaw[];
  readonly notes: readonly FormNote[];
  /** Whether it has a column of ours: a form of an earlier version may not. */
  readonly hasColumn: (key: string) => boolean;
  /** Where a column of ours stands in a row. */
  readonly cellAt: (row: ReadRow, key: string) => string;
}

/** Reads what is asked for in a table: every cell by itself, with everything that is wrong. */
export function readTable(table: FoundTable, lists: ChoiceLists): ReadTable {
  const { sheet, worksheet, headerRow, keyColumn, columns, others } = table;
  const tab = worksheet.name;
  const flaws = createFindingList<FormFlaw>();
  const notes = createFindingList<FormNote>();
  const filledOthers = new Set<number>();
  const grows = sheet.spareRows > 0;
  const askedColumns = [...columns].filter(([{ role }]) => role !== 'shown');
  const rows: ReadRow[] = [];
  const toldMerges = new Set<string>();
  const keyLetter = worksheet.getColumn(keyColumn ?? 1).letter;

  worksheet.eachRow({ includeEmpty: false }, (row) => {
    if (row.number <= headerRow) return;
    for (const number of others.keys()) if (hasOwnText(row.findCell(number))) filledOthers.add(number);
    const read = readRow(row);
    if (read.key !== undefined || !read.isEmpty) rows.push(read);
  });
  for (const number of filledOthers)
    notes.add({ code: 'extra-column', sheet: tab, got: shorten(others.get(number) ?? '') });
  // Nothing that is kept leads back to the workbook: a hundred of them would be gigabytes.
  const letters = new Map([...columns].map(([{ key }, number]) => [key, worksheet.getColumn(number).letter]));
  return {
    tab,
    rows,
    flaws: flaws.list(),
    notes: notes.list(),
    hasColumn: (key) => letters.has(key),
    cellAt: (row, key) => `${letters.get(key) ?? 'A'}${row.number}`,
  };

  function readRow(row: Row): ReadRow {
    // A cell that is asked for and is not there would be made.
    const keyCell = keyColumn === undefined ? undefined : row.findCell(keyColumn);
    const key = keyCell ? readPlainText(keyCell) : '';
    const cells: Record<string, ReadCell | undefined> = {};
    const own: Findings = { flaws: [], notes: [], untaken: {} };
    let hasOwn = false;
    for (const [column, number] of askedColumns) {
      const cell = row.findCell(number);
      if (!cell) continue;
      const value = readCell(cell, column, own);
      if (value !== undefined) cells[column.key] = { value, at: cell.address };
      hasOwn ||= hasOwnText(cell);
    }
    // A cell that reaches down from above makes no entry of an empty row.
    const isEmpty = grows ? !hasOwn : Object.keys(cells).length === 0 && own.flaws.length === 0;
    if (!isEmpty) {
      flaws.add(...own.flaws);
      notes.add(...own.notes.filter(isFirstOfMerge));
    }
    return {
      ...(key !== '' && { key }),
      number: row.number,
      at: `${keyLetter}${row.number}`,
      cells: isEmpty ? {} : cells,
      isFlawed: own.flaws.length > 0,
      ...(own.flaws.length > 0 && !isEmpty && { untaken: own.untaken }),
      isEmpty,
    };
  }

  /** A merge over hundreds of rows is told once. */
  function isFirstOfMerge({ code, of }: FormNote): boolean {
    const merge = `${code} ${of}`;
    const isFirst = !toldMerges.has(merge);
    toldMerges.add(merge);
    return isFirst;
  }

  function readCell(cell: Cell, column: FormColumn, own: Findings): FormValue | undefined {
    const where = { sheet: tab, cell: cell.address };
    if (isPartOfOther(cell)) {
      const { master } = cell;
      if (readPlainText(master) === '') return undefined;
      if (Number(master.col) !== Number(cell.col)) {
        own.notes.push({ code: 'merged-empty', ...where, of: master.address });
        return undefined;
      }
      if (ADDS_UP.has(column.type.is)) {
        own.flaws.push({ code: 'merged-number', ...where, of: master.address });
        return undefined;
      }
      own.notes.push({ code: 'merged', ...where, of: master.address });
    }
    const read = readFormCell(cell, column.type, lists);
    if (read === undefined) return undefined;
    if ('value' in read) return read.value;
    own.flaws.push({ ...read.flaw, ...where });
    own.untaken[column.key] = readPlainText(cell) || read.flaw.got || '';
    return undefined;
  }
}

/** Of one row. */
interface Findings {
  readonly flaws: FormFlaw[];
  readonly notes: FormNote[];
  readonly untaken: Record<string, string>;
}

/** A number that stands for several rows would be counted once for each. */
const ADDS_UP: ReadonlySet<CellType['is']> = new Set(['count', 'dong']);

const isPartOfOther = (cell: Cell): boolean => cell.isMerged && cell.master.address !== cell.address;

function hasOwnText(cell: Cell | undefined): boolean {
  if (!cell || isPartOfOther(cell) || cell.value === null || cell.value === undefined) return false;
  // A formula or an error has no text that is taken, and is there all the same.
  return typeof cell.value === 'object' && !(cell.value instanceof Date) ? true : readPlainText(cell) !== '';
}
