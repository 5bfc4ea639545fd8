import type { Cell } from 'exceljs';
import { tidyText } from '../../../config/importers/foreign-table.ts';
import { UNSEEN } from '../../../core/text/unseen-text.ts';
import { dayOfDate, vietnameseDay } from '../date-serial.ts';
import type { ChoiceLists, FormValue } from '../form.ts';
import type { CellType } from '../form-sheet.ts';
import { type FlawCode, type FlawValues, shorten } from './form-flaw.ts';
import { matchChoice, nearestFirst } from './match-choice.ts';
import { checkDay, parseFormDate } from './parse-form-date.ts';
import { parseFormNumber } from './parse-form-number.ts';

export type ReadValue =
  | { readonly value: FormValue }
  | { readonly flaw: { readonly code: FlawCode } & FlawValues }
  /** Nothing is written there. */
  | undefined;

/** What a person wrote in a cell, as its column wants it. A cell that is merged into another is that other. */
export function readFormCell(
  cell: Pick<Cell, 'value' | 'numFmt'>,
  type: CellType,
  lists: ChoiceLists,
): ReadValue {
  const written = readWritten(cell);
  if (written === undefined) return undefined;
  if (written.flaw) return { flaw: written.flaw };
  const { plain } = written;
  if (plain === '') return undefined;
  return READERS[type.is](plain, type, { lists, isPercent: cell.numFmt?.includes('%') ?? false });
}

/** The text of a cell that rows or columns are known by. */
export function readPlainText(cell: Pick<Cell, 'value' | 'numFmt'>): string {
  const written = readWritten(cell);
  return written?.plain === undefined ? '' : textOf(written.plain);
}

type Plain = string | number | Date;

function readWritten({ value }: Pick<Cell, 'value'>) {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return { plain: tidy(value) };
  if (typeof value === 'number' || value instanceof Date) return { plain: value };
  if (typeof value === 'boolean') return { plain: value ? 'TRUE' : 'FALSE' };
  if ('richText' in value) return { plain: tidy(value.richText.map(({ text }) => text).join('')) };
  // Its text may be rich as well, whatever the type says.
  if ('hyperlink' in value) return { plain: tidy(hyperlinkText(value.text)) };
  if ('error' in value) return { flaw: { code: 'error-value', got: String(value.error) } } as const;
  const formula = 'formula' in value ? value.formula : value.sharedFormula;
  return { flaw: { code: 'formula', got: shorten(`=${formula}`) } } as const;
}

/** What is pasted from elsewhere brings marks along that nobody sees. */
const tidy = (text: string): string => tidyText(text.replaceAll(/\s/g, ' ').replaceAll(UNSEEN, ''));

function hyperlinkText(text: unknown): string {
  if (typeof text === 'string') return text;
  if (typeof text !== 'object' || text === null || !('richText' in text) || !Array.isArray(text.richText))
    return '';
  return text.richText.map((part: { readonly text?: unknown }) => String(part.text ?? '')).join('');
}

interface Ways {
  readonly lists: ChoiceLists;
  /** The number is shown as a percentage: 0.75 is 75 %. */
  readonly isPercent: boolean;
}

type Reader = (plain: Plain, type: CellType, ways: Ways) => ReadValue;

const MOST_CHARACTERS = 2_000;

const READERS: Readonly<Record<CellType['is'], Reader>> = {
  text: (plain) => {
    const text = textOf(plain);
    if (text.length <= MOST_CHARACTERS) return { value: text };
    return refuse('too-long', `${text.length}`, `${MOST_CHARACTERS}`);
  },
  date: (plain) => {
    const day =
      plain instanceof Date
        ? checkDay(dayOfDate(plain))
        : typeof plain === 'string'
          ? parseFormDate(plain)
          : undefined;
    return day === undefined ? refuse('date', textOf(plain)) : { value: day };
  },
  year: (plain) => readWhole(plain, 'year', 2_000, 2_100),
  count: (plain) => readWhole(plain, 'count', 0, 1_000_000),
  percent: (plain, _type, { isPercent }) => {
    if (typeof plain === 'number' && isPercent)
      return readWhole(Number((plain * 100).toFixed(6)), 'percent', 0, 100);
    return readWhole(typeof plain === 'string' ? plain.replace(/\s*%$/, '') : plain, 'percent', 0, 100);
  },
  dong: (plain) => {
    const digits = wholeDigits(plain);
    if (digits === 'unclear') return refuse('unclear-number', textOf(plain));
    return digits !== undefined && digits.length <= 18 ? { value: digits } : refuse('dong', textOf(plain));
  },
  choice: (plain, type, { lists }) => {
    const choices = type.is === 'choice' ? lists[type.list] : [];
    const choice = matchChoice(choices, textOf(plain));
    if (choice) return { value: choice.value };
    return refuse(
      'choice',
      textOf(plain),
      choicesText(
        choices.map(({ label }) => label),
        textOf(plain),
      ),
    );
  },
};

const MOST_CHOICES_TOLD = 8;

function choicesText(labels: readonly string[], text: string): string {
  const isCut = labels.length > MOST_CHOICES_TOLD;
  const told = (isCut ? nearestFirst(labels, text) : labels)
    .slice(0, MOST_CHOICES_TOLD)
    .map((label) => `"${label}"`)
    .join(', ');
  return isCut ? `${told}, …` : told;
}

function readWhole(plain: Plain, code: 'year' | 'count' | 'percent', least: number, most: number): ReadValue {
  const digits = wholeDigits(plain);
  if (digits === 'unclear') return refuse('unclear-number', textOf(plain));
  const number = digits === undefined ? Number.NaN : Number(digits);
  return number >= least && number <= most ? { value: number } : refuse(code, textOf(plain));
}

/** The digits of a whole number of 0 or more; `undefined` where it is none. */
function wholeDigits(plain: Plain): string | 'unclear' | undefined {
  if (plain instanceof Date) return undefined;
  if (typeof plain === 'number') return Number.isSafeInteger(plain) && plain >= 0 ? String(plain) : undefined;
  const parsed = parseFormNumber(plain);
  if (parsed === undefined || parsed === 'unclear') return parsed;
  return parsed.fraction === '' ? parsed.whole : undefined;
}

function refuse(code: FlawCode, got: string, of?: string): ReadValue {
  return { flaw: { code, got: shorten(got), ...(of !== undefined && { of }) } };
}

function textOf(plain: Plain): string {
  if (plain instanceof Date) return vietnameseDay(dayOfDate(plain) ?? '?');
  return String(plain);
}
