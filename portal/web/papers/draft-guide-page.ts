import { NOTHING } from '../../../plan/drafts/form-draft.ts';
import { sheetNamed } from '../../../plan/forms/form-sheets.ts';
import type { FormFlaw, FormNote } from '../../../plan/forms/reading/form-flaw.ts';
import type { SheetFound } from '../../papers/questions/draft-sheet.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';
import { draftPath, draftTexts, renderDraftFrame, sheetPath } from './draft-frame.ts';
import { cellFields, renderChoice } from './draft-sheet-page.ts';
import { renderFlaws, renderNotes } from './form-flaws.ts';
import { type PaperPage, renderProblem, renderTold } from './paper-page.ts';
import { planTexts } from './plan-names.ts';

/** What became of a file that was loaded into a draft. */
export interface LoadedFile {
  readonly changed: number;
  readonly refused: readonly FormFlaw[];
  readonly flawCount: number;
  readonly notes: readonly FormNote[];
}

export const DRAFT_DONE = ['yes', 'discarded'] as const;
type DraftDone = (typeof DRAFT_DONE)[number];

/** From here on XLSX is the quicker way. */
const MANY_DEVICES = 500;

/** The page of instructions: how the form is filled in, what its sheets hold, and its way as a spreadsheet. */
export function renderDraftGuidePage(
  page: PaperPage,
  found: SheetFound,
  { loaded, done }: { readonly loaded?: LoadedFile | undefined; readonly done?: DraftDone | undefined } = {},
): Html {
  const { context } = page;
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const devices = found.sheets.find(({ name }) => name === 'devices')?.rows ?? 0;
  return renderDraftFrame(
    page,
    found,
    'guide',
    html`${renderTold({ ...page, isDone: false })}${done && html`<p role="status" class="told">${done === 'yes' ? texts.savedNow : texts.discarded}</p>`}${loaded && renderLoaded(context, loaded)}
${devices >= MANY_DEVICES && html`<p class="told">${texts.large(formats.count(devices))}</p>`}
<section class="panel table" data-part="sheets"><header><h2>${texts.sheets}</h2><p>${texts.goesTo(found.reportingAgency)}</p></header>
<ul class="sheet-list" lang="vi">${found.sheets.map(({ name, rows, filled }) => html`<li><a href="${linkTo(context, sheetPath(found, { sheet: name }))}"><b>${sheetNamed(name).tab}</b></a> <span>${sheetNamed(name).title}</span> <span class="small" lang="${messages.language}">${sheetNamed(name).spareRows > 0 ? texts.rowsFilled(formats.count(filled)) : texts.rows(formats.count(filled), formats.count(rows))}</span></li>`)}</ul></section>
<section class="panel" data-part="how"><header><h2>${texts.howHeading}</h2></header><ul class="lines">${texts.how.map((line) => html`<li>${line}</li>`)}</ul></section>
<section class="panel" data-part="nothing"><header><h2>${texts.nothing}</h2></header>
<form method="post" enctype="multipart/form-data" action="${linkTo(context, draftPath(found, 'fill'))}" class="door wide">${cellFields(page, 'guide')}
<input type="hidden" name="row" value="${NOTHING}"><input type="hidden" name="was" value="${JSON.stringify({ [NOTHING]: found.nothing.mark })}">
<label>${texts.nothingAbout}${renderChoice(`c.0.${NOTHING}`, found.lists['yes-no'] ?? [], found.nothing.text, texts.choose)}</label>
<p class="buttons"><button>${texts.save}</button></p></form></section>
<section class="panel" data-part="file"><header><h2>${texts.file}</h2></header>
<p class="takes"><a href="${linkTo(context, draftPath(found, 'draft.xlsx'))}" download>${texts.takeDraft}</a></p>
<form method="post" enctype="multipart/form-data" action="${linkTo(context, draftPath(found, 'load'))}" class="door wide"><input type="hidden" name="token" value="${page.token ?? ''}">
<p class="small">${texts.loadAbout}</p>
<label>${texts.load}<input type="file" name="file" required accept=".xlsx" data-most-bytes="20000000" data-too-large="${planTexts(messages.language).tooLarge}">${renderProblem(page, 'file')}</label>
<p class="buttons"><button class="second">${texts.loadButton}</button></p></form>
${
  found.draft &&
  html`<details class="act" data-key="discard"><summary>${texts.discard}</summary><form method="post" action="${linkTo(context, draftPath(found, 'discard'))}" class="door wide"><input type="hidden" name="token" value="${page.token ?? ''}"><input type="hidden" name="revision" value="${String(found.draft.revision)}">
<p class="small">${texts.discardAbout}</p><p class="buttons"><button class="second">${texts.discardButton}</button></p></form></details>`
}</section>`,
  );
}

function renderLoaded(context: PageContext, { changed, refused, flawCount, notes }: LoadedFile): Html {
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  if (refused.length > 0)
    return html`<section class="panel" data-part="loaded"><p role="alert" class="told problem">${texts.loadRefused}</p>${renderFlaws(context, refused)}</section>`;
  return html`<section class="panel" data-part="loaded"><p role="status" class="told">${texts.loaded(formats.count(changed))}${flawCount > 0 && html` ${texts.loadedFlaws(formats.count(flawCount))}`}</p>${notes.length > 0 && renderNotes(context, notes)}</section>`;
}
