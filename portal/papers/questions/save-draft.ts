import { type CellChange, type CellConflict, changeCells } from '../../../plan/drafts/change-cells.ts';
import { fillInDraft } from '../../../plan/drafts/fill-in-draft.ts';
import type { DraftSheet } from '../../../plan/drafts/form-draft.ts';
import { FORM_SHEETS } from '../../../plan/forms/form-sheets.ts';
import { noSuch } from '../may-read.ts';
import { type AskedDraft, keepOpened, openDraft } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';

export interface SentCells extends AskedDraft {
  readonly sheets: readonly (readonly [sheet: string, changes: readonly CellChange[]])[];
}

export interface SavedCells {
  readonly changed: number;
  readonly conflicts: readonly (CellConflict & { readonly sheet: DraftSheet })[];
}

/**
 * Puts what somebody typed into the draft of their unit. Nothing goes on record. Drafts are written by this and by `dropDraft` alone,
 * in one thread one after the other. @throws PAPER_UNKNOWN, FORMS_REFUSED
 */
export async function saveDraftCells(context: PaperContext, sent: SentCells): Promise<SavedCells> {
  const open = openDraft(context, await context.openForms(sent.year), sent);
  const { form, lists, drafts, lastSeq } = open;
  const [by, atMs] = [context.who.account, context.nowMs];
  let { draft, filled } = open;
  let total = 0;
  const conflicts: SavedCells['conflicts'][number][] = [];
  for (const [sheet, changes] of sent.sheets) {
    const name = sheetOf(sheet);
    const result = changeCells(draft, name, changes, { form, filled, by, atMs });
    conflicts.push(...result.conflicts.map((conflict) => ({ ...conflict, sheet: name })));
    if (result.changed === 0) continue;
    total += result.changed;
    const before = draft;
    draft = {
      ...{ unit: form.unit.id, year: form.year, by, atMs, cells: result.cells },
      revision: (draft?.revision ?? 0) + 1,
      begunAfterSeq: draft?.begunAfterSeq ?? lastSeq,
    };
    filled = fillInDraft(form, draft, lists, { draft: before, filled });
  }
  if (draft && total > 0) keepOpened(open, { form, draft, filled, text: drafts.write(draft) });
  return { changed: total, conflicts };
}

function sheetOf(name: string): DraftSheet {
  if (name === 'guide') return name;
  const sheet = FORM_SHEETS.find((one) => one.name === name);
  if (!sheet) throw noSuch('sheet', 'trang tính', name);
  return sheet.name;
}

/**
 * Throws a draft away as it was at a revision; what was typed since stays. Of one that is gone nothing is done.
 * @throws PAPER_UNKNOWN, FORMS_REFUSED
 */
export async function dropDraft(
  context: PaperContext,
  { revision, ...asked }: AskedDraft & { readonly revision: number },
): Promise<{ readonly isDropped: boolean }> {
  const { draft, drafts } = openDraft(context, await context.openForms(asked.year), asked);
  if (draft && draft.revision !== revision) return { isDropped: false };
  if (draft) drafts.remove(draft);
  return { isDropped: true };
}
