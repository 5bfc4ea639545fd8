import { toSlug } from '../../../core/text/to-slug.ts';
import { cellText, markOf } from '../../../plan/drafts/cell-text.ts';
import { readFilledSheet, rowNumberAt } from '../../../plan/drafts/draft-tables.ts';
import type { FilledForm } from '../../../plan/drafts/fill-in-draft.ts';
import { type DraftCell, NOTHING } from '../../../plan/drafts/form-draft.ts';
import { judgeDraft, judgeSheet } from '../../../plan/drafts/judge-draft.ts';
import type { Choice, FormRow } from '../../../plan/forms/form.ts';
import {
  type FormColumn,
  type FormSheet,
  type ListName,
  letterAt,
  type SheetName,
} from '../../../plan/forms/form-sheet.ts';
import type { FormFlaw } from '../../../plan/forms/reading/form-flaw.ts';
import { askedSheets } from '../../../plan/forms/writing/asked-sheets.ts';
import { noSuch } from '../may-read.ts';
import { type AskedDraft, type OpenDraft, openDraft } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';

export const ROWS_SHOWN = ['filled', 'wrong'] as const;
export type RowsShown = (typeof ROWS_SHOWN)[number];

export interface AskedSheet extends AskedDraft {
  /** Absent: the page of instructions. */
  readonly sheet?: string | undefined;
  readonly page: number;
  readonly search?: string | undefined;
  readonly show?: RowsShown | undefined;
}

/** A cell to be filled in. */
export interface CellShown {
  readonly column: string;
  /** `D7`, as in the workbook. */
  readonly at: string;
  readonly text: string;
  /** Of the text: what whoever changes it saw. */
  readonly mark: string;
  /** Who typed it, and when; absent: it is on record, or empty. */
  readonly by?: string;
  readonly atMs?: number;
}

export interface RowShown {
  readonly key: string;
  readonly number: number;
  /** What is on record of it and not to be changed. */
  readonly facts: readonly (readonly [header: string, text: string])[];
  readonly cells: readonly CellShown[];
}

export interface SheetCount {
  readonly name: SheetName;
  readonly rows: number;
  readonly filled: number;
}

/** Whose form it is, and how its draft stands. */
export interface DraftHead {
  readonly unit: { readonly id: string; readonly name: string };
  readonly year: number;
  readonly dataUntil: string;
  readonly deadline: string;
  readonly reportingAgency: string;
  readonly sheets: readonly SheetCount[];
  readonly nothing: CellShown;
  readonly draft?: {
    readonly by: string;
    readonly atMs: number;
    readonly revision: number;
    /** A form came in since it was begun. */
    readonly isOvertaken: boolean;
  };
  readonly isHandedIn: boolean;
  /** What was typed in rows that the form has no more. */
  readonly gone: readonly {
    readonly sheet: SheetName;
    readonly key: string;
    readonly texts: readonly string[];
  }[];
}

export interface SheetFound extends DraftHead {
  readonly sheet?: SheetName;
  readonly rows: readonly RowShown[];
  /** Of those that are looked for. */
  readonly total: number;
  readonly page: number;
  readonly lists: Partial<Readonly<Record<ListName, readonly Choice[]>>>;
  /** What is wrong in the sheet, and in the cells that are shown. */
  readonly flaws: readonly FormFlaw[];
  readonly inCells: readonly FormFlaw[];
}

/** A sheet is shown in pages; one whose rows have few cells to fill in has longer ones. */
export const rowsOnPage = ({ spareRows }: Pick<FormSheet, 'spareRows'>): number => (spareRows > 0 ? 15 : 30);
/** A longer sheet is judged as a whole by the check alone. */
const MOST_JUDGED = 2_000;
/** A longer list is not sent along. */
const MOST_CHOICES = 500;

/** A page of a form to fill in. @throws PAPER_UNKNOWN, FORMS_REFUSED */
export async function readDraftSheet(context: PaperContext, asked: AskedSheet): Promise<SheetFound> {
  const open = openDraft(context, await context.openForms(asked.year), asked);
  const head = headOf(open);
  if (asked.sheet === undefined)
    return { ...head, rows: [], total: 0, page: 1, lists: listsOf(open, []), flaws: [], inCells: [] };
  const sheet = askedSheets(open.filled).find(({ name }) => name === asked.sheet);
  if (!sheet) throw noSuch('sheet', 'trang tính', asked.sheet);
  const { filled } = open;
  const all = [...filled.rows[sheet.name].entries()];
  const isJudged = all.length <= MOST_JUDGED || asked.show === 'wrong';
  const flaws = isJudged ? await judge(open, sheet.name, all) : [];
  const found = all.filter(createFilter(sheet, asked, flaws, open.words));
  const size = rowsOnPage(sheet);
  const page = Math.max(1, Math.min(asked.page, Math.ceil(found.length / size)));
  const shown = found.slice((page - 1) * size, page * size);
  return {
    ...head,
    sheet: sheet.name,
    rows: shown.map((entry) => showRow(sheet, entry, open)),
    ...{ total: found.length, page },
    lists: listsOf(open, sheet.columns),
    flaws,
    inCells: await judge(open, sheet.name, shown),
  };
}

/** Whose form it is, and how far it is filled in. */
export function headOf({ form, filled, draft, lastSeq }: OpenDraft): DraftHead {
  const { unit, year, dataUntil, deadline, reportingAgency, nothing } = filled;
  return {
    ...{ unit, year, dataUntil, deadline, reportingAgency },
    sheets: askedSheets(filled).map((sheet) => {
      const asked = sheet.columns.filter(isAsked);
      const rows = filled.rows[sheet.name];
      return {
        name: sheet.name,
        rows: rows.length,
        filled: rows.filter((row) => isFilled(row, asked)).length,
      };
    }),
    nothing: showCell(
      NOTHING,
      NOTHING,
      cellText(nothing, { is: 'choice', list: 'yes-no' }, form.lists),
      filled.cells.guide?.[NOTHING]?.[NOTHING],
    ),
    ...(draft && {
      draft: {
        ...{ by: draft.by, atMs: draft.atMs, revision: draft.revision },
        isOvertaken: draft.begunAfterSeq !== lastSeq,
      },
    }),
    isHandedIn: lastSeq > 0,
    gone: goneOf(filled),
  };

  function goneOf({ gone }: FilledForm) {
    return gone.map(({ sheet, key, row }) => ({
      sheet,
      key,
      texts: Object.values(row).map(([text]) => text),
    }));
  }
}

const isAsked = ({ role }: FormColumn): boolean => role !== 'shown';
const isFilled = ({ values }: FormRow, asked: readonly FormColumn[]): boolean =>
  asked.some(({ key }) => values[key] !== undefined);

const showCell = (column: string, at: string, text: string, typed: DraftCell | undefined): CellShown => ({
  ...{ column, at, text, mark: markOf(text) },
  ...(typed && { by: typed[1], atMs: typed[2] }),
});

type Entry = readonly [index: number, row: FormRow];

async function judge(
  { filled, lists, context, plan }: OpenDraft,
  name: SheetName,
  rows: readonly Entry[],
): Promise<readonly FormFlaw[]> {
  const read = readFilledSheet(filled, name, rows, lists);
  const judged =
    name === 'handovers' ? [await judgeDraft(plan.folder, read, context)] : judgeSheet(read, context);
  return judged.flatMap(({ submission }) => submission.flaws);
}

function createFilter(
  sheet: FormSheet,
  { search = '', show }: AskedSheet,
  flaws: readonly FormFlaw[],
  known: OpenDraft['words'],
): (entry: Entry) => boolean {
  const words = toSlug(search).split('-').filter(Boolean);
  const asked = sheet.columns.filter(isAsked);
  const wrong = new Set(flaws.map(({ cell = '' }) => Number(/\d+$/.exec(cell)?.[0] ?? 0)));
  return ([index, row]) => {
    if (show === 'filled' && !isFilled(row, asked)) return false;
    if (show === 'wrong' && !wrong.has(rowNumberAt(index))) return false;
    if (words.length === 0) return true;
    const text = known.get(row) ?? toSlug([row.key, ...Object.values(row.values).map(plainText)].join(' '));
    known.set(row, text);
    return words.every((word) => text.includes(word));
  };
}

const plainText = (content: FormRow['values'][string]): string =>
  content === undefined ? '' : typeof content === 'object' ? content.typed : String(content);

function showRow(sheet: FormSheet, [index, row]: Entry, { form, filled }: OpenDraft): RowShown {
  const number = rowNumberAt(index);
  const text = ({ key, type }: FormColumn) => cellText(row.values[key], type, form.lists);
  return {
    ...{ key: row.key, number },
    facts: sheet.columns
      .filter((column) => !isAsked(column) && text(column) !== '')
      .map((column) => [column.header, text(column)]),
    cells: sheet.columns.flatMap((column, place) =>
      isAsked(column)
        ? [
            showCell(
              column.key,
              `${letterAt(place + 1)}${number}`,
              text(column),
              filled.cells[sheet.name]?.[row.key]?.[column.key],
            ),
          ]
        : [],
    ),
  };
}

function listsOf({ form }: OpenDraft, columns: readonly FormColumn[]): SheetFound['lists'] {
  const names = columns.flatMap(({ type }) =>
    type.is === 'choice' ? [type.list] : type.is === 'text' && type.suggestions ? [type.suggestions] : [],
  );
  const sent = new Set<ListName>(['yes-no', ...names]);
  return Object.fromEntries(
    [...sent]
      .map((name) => [name, form.lists[name]])
      .filter(([, list]) => (list?.length ?? 0) <= MOST_CHOICES),
  );
}
