import type { Cell, CellValue } from 'exceljs';
import { Temporal } from 'temporal-polyfill';
import { EMPTY_CELL, type ForeignCell, tidyText } from './foreign-table.ts';

/** What a person sees in a cell, as our files write it: a date is `2025-07-01`, a number has a point. */
export function readCell(cell: Pick<Cell, 'value' | 'numFmt'>, timeZone: string): ForeignCell {
  return readValue(cell.value, cell.numFmt ?? '', timeZone);
}

function readValue(value: CellValue, format: string, timeZone: string): ForeignCell {
  if (value === null || value === undefined) return EMPTY_CELL;
  if (typeof value === 'string') return { text: tidyText(value) };
  if (typeof value === 'number') return { text: renderNumber(value, format) };
  if (typeof value === 'boolean') return refuse('a text, a number or a date', value ? 'TRUE' : 'FALSE');
  if (value instanceof Date) return readDate(value, timeZone);
  if ('error' in value) return refuse('a value', value.error);
  if ('richText' in value) return { text: tidyText(value.richText.map(({ text }) => text).join('')) };
  if ('hyperlink' in value) return readValue(value.text, format, timeZone);
  if ('result' in value && value.result !== undefined) return readValue(value.result, format, timeZone);
  return refuse('the result of the formula (open the workbook in Excel and save it)', 'none');
}

function refuse(expected: string, got: string): ForeignCell {
  return { text: '', flaw: `expected ${expected}, got ${got}` };
}

/** The number format `00000` is how Excel keeps the zeros of a code. */
function renderNumber(value: number, format: string): string {
  const text = String(value);
  return /^0+$/.test(format) && Number.isInteger(value) && value >= 0
    ? text.padStart(format.length, '0')
    : text;
}

const MS_PER_SECOND = 1_000;

/** Excel's dates know no time zone: they are the clock on the wall, here carried as if it were UTC. */
function readDate(date: Date, timeZone: string): ForeignCell {
  if (Number.isNaN(date.getTime())) return refuse('a date', 'one that cannot be read');
  const roundedMs = Math.round(date.getTime() / MS_PER_SECOND) * MS_PER_SECOND;
  const wall = Temporal.Instant.fromEpochMilliseconds(roundedMs).toZonedDateTimeISO('UTC').toPlainDateTime();
  if (wall.toPlainTime().equals(new Temporal.PlainTime())) return { text: wall.toPlainDate().toString() };
  const smallestUnit = wall.second === 0 ? 'minute' : 'second';
  return { text: `${wall.toString({ smallestUnit })}${wall.toZonedDateTime(timeZone).offset}` };
}
