import { cellText, markOf } from '../../../plan/drafts/cell-text.ts';
import { cellsOfFile } from '../../../plan/drafts/cells-of-file.ts';
import type { CellChange } from '../../../plan/drafts/change-cells.ts';
import { NOTHING } from '../../../plan/drafts/form-draft.ts';
import { countFindings } from '../../../plan/forms/reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../../../plan/forms/reading/form-flaw.ts';
import { readForm } from '../../../plan/forms/reading/read-form.ts';
import { writeForm } from '../../../plan/forms/writing/write-form.ts';
import { type AskedDraft, openDraft } from '../open-forms.ts';
import type { PaperContext } from '../paper-context.ts';
import { fileNameOf } from './hand-in-draft.ts';

/** A draft as the file that it would be handed in as. @throws PAPER_UNKNOWN, FORMS_REFUSED */
export async function writeDraftFile(
  context: PaperContext,
  asked: AskedDraft,
): Promise<{ readonly name: string; readonly content: Uint8Array }> {
  const { filled } = openDraft(context, await context.openForms(asked.year), asked);
  return { name: fileNameOf(filled), content: await writeForm(filled) };
}

/** What a file brings into a draft. */
export interface FileRead {
  /** For `draft-save`; none where the file is none of this form. */
  readonly sheets: readonly (readonly [sheet: string, changes: readonly CellChange[]])[];
  /** Why nothing of it is taken. */
  readonly refused: readonly FormFlaw[];
  /** What is wrong in it, which goes along. */
  readonly flawCount: number;
  readonly notes: readonly FormNote[];
}

/** Reads a form that somebody filled in as XLSX, with what is wrong in it: nothing is written. @throws PAPER_UNKNOWN, FORMS_REFUSED */
export async function readDraftFile(
  context: PaperContext,
  { content, ...asked }: AskedDraft & { readonly content: Uint8Array },
): Promise<FileRead> {
  const { form, filled, lists } = openDraft(context, await context.openForms(asked.year), asked);
  const read = await readForm(Buffer.from(content), lists);
  const refused = [...(read.tables.size === 0 ? read.flaws : []), ...otherForm()];
  if (refused.length > 0) return { sheets: [], refused, flawCount: refused.length, notes: [] };
  const { changes, unknown } = cellsOfFile(read, form, filled);
  const said = read.nothingAt ? [nothingOf('Có')] : [];
  return {
    sheets: [...changes, ...said],
    refused: [],
    flawCount: countFindings(read.flaws),
    notes: [...read.notes, ...unknown.map((row) => ({ code: 'extra-row', ...row }) as const)],
  };

  /** Of another unit nothing is told and nothing is taken. */
  function otherForm(): readonly FormFlaw[] {
    const { mark } = read;
    if (mark && mark.unit !== form.unit.id)
      return [{ code: 'other-unit', got: mark.unit, of: form.unit.name }];
    if (mark && mark.year !== form.year)
      return [{ code: 'other-year', of: String(form.year), got: String(mark.year) }];
    return [];
  }

  function nothingOf(text: string) {
    const was = markOf(cellText(filled.nothing, { is: 'choice', list: 'yes-no' }, form.lists));
    return ['guide', [{ row: NOTHING, column: NOTHING, was, text }]] as const;
  }
}
