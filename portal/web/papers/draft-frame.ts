import { dateText } from '../../../core/language/date-text.ts';
import { inLanguage } from '../../../core/language/in-language.ts';
import type { Language } from '../../../core/language/language.ts';
import { HEADER_ROW, type SheetName } from '../../../plan/forms/form-sheet.ts';
import { sheetNamed } from '../../../plan/forms/form-sheets.ts';
import { flawTextsEn } from '../../../plan/forms/reading/flaw-texts-en.ts';
import { flawTextsVi } from '../../../plan/forms/reading/flaw-texts-vi.ts';
import type { FormFlaw } from '../../../plan/forms/reading/form-flaw.ts';
import { type DraftHead, type RowsShown, rowsOnPage } from '../../papers/questions/draft-sheet.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { type DraftTexts, draftTextsEn as en } from '../messages/draft-texts-en.ts';
import { draftTextsVi as vi } from '../messages/draft-texts-vi.ts';
import { listPath } from '../panels/facets.ts';
import type { PaperPage } from './paper-page.ts';

export const draftTexts: (language: Language) => DraftTexts = inLanguage({ en, vi });

interface Whose {
  readonly unit: { readonly id: string } | string;
  readonly year: number;
}

/** `/plan/forms/2025/ubnd-phuong-ba-dinh`, and what follows. */
export function draftPath({ unit, year }: Whose, act: string): string {
  const id = typeof unit === 'string' ? unit : unit.id;
  return `/plan/forms/${year}/${encodeURIComponent(id)}/${act}`;
}

export interface SheetLook {
  readonly sheet?: string | undefined;
  readonly page?: number | undefined;
  readonly search?: string | undefined;
  readonly show?: RowsShown | undefined;
}

/** A page of a sheet; the first page of its rows has no number. */
export const sheetPath = (whose: Whose, { sheet, page = 1, search, show }: SheetLook): string =>
  listPath(draftPath(whose, 'fill'), {
    sheet,
    ...(page > 1 && { page: String(page) }),
    q: search,
    show,
  });

/** The frame of every page of a form: whose it is, how its draft stands, and its sheets. */
export function renderDraftFrame(
  { context }: PaperPage,
  head: DraftHead,
  here: SheetName | 'guide' | 'check' | 'receipt',
  content: Html,
): Html {
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const { unit, year, draft, sheets } = head;
  const chip = (name: typeof here, path: string, label: string, count?: string) =>
    html`<a href="${linkTo(context, path)}"${name === 'check' && html` class="is-check"`}${name === here && html` aria-current="page"`}>${label}${count !== undefined && html` <b>${count}</b>`}</a>`;
  return renderLayout(
    context,
    texts.heading(String(year)),
    html`<section class="panel draft-head" data-part="draft"><header><h2>${texts.heading(String(year))} · <bdi>${clip(unit.name)}</bdi></h2><p>${texts.deadline(dateText(head.deadline))} · ${texts.until(dateText(head.dataUntil))}</p></header>
<p class="small">${draft ? texts.saved(draft.by, formats.shortTime(draft.atMs, context.view.atMs)) : texts.noDraft}${head.isHandedIn && html` <a href="${linkTo(context, draftPath(head, 'receipt'))}">${texts.handedIn}</a>.`}</p>
${draft?.isOvertaken === true && html`<p class="told problem">${texts.overtaken}</p>`}
<nav class="chips" aria-label="${texts.sheets}">${chip('guide', draftPath(head, 'fill'), texts.first)}${sheets.map(({ name, filled }) => chip(name, sheetPath(head, { sheet: name }), sheetNamed(name).tab, filled > 0 ? formats.count(filled) : undefined))}${chip('check', draftPath(head, 'check'), texts.check)}</nav>
${renderGone(context, head)}</section>
${content}`,
  );
}

/** What would else be lost without a word. */
function renderGone({ messages }: PageContext, { gone }: DraftHead): Html | false {
  const texts = draftTexts(messages.language);
  return (
    gone.length > 0 &&
    html`<details class="act" data-key="gone"><summary>${texts.gone} (${String(gone.length)})</summary><ul>${gone.map(({ sheet, key, texts: typed }) => html`<li>${sheetNamed(sheet).tab}, <bdi>${clip(key)}</bdi>: <bdi>${clip(typed.join('; '), 300)}</bdi></li>`)}</ul></details>`
  );
}

const FLAWS = { en: flawTextsEn, vi: flawTextsVi };

export const flawText = ({ messages }: PageContext, { code, got = '', of = '' }: FormFlaw): string =>
  clip(FLAWS[messages.language][code]({ got, of }), 600);

/** The page of a sheet on which a cell stands, at that cell. */
export function cellLink(
  context: PageContext,
  head: DraftHead,
  { sheet: tab, cell }: Pick<FormFlaw, 'sheet' | 'cell'>,
): string {
  const name = head.sheets.find((one) => sheetNamed(one.name).tab === tab)?.name;
  if (name === undefined || cell === undefined) return linkTo(context, draftPath(head, 'fill'));
  const place = Number(/\d+$/.exec(cell)?.[0] ?? 0) - HEADER_ROW - 1;
  const page = Math.floor(place / rowsOnPage(sheetNamed(name))) + 1;
  return `${linkTo(context, sheetPath(head, { sheet: name, page }))}#${cellId(cell)}`;
}

export const cellId = (cell: string): string => `cell-${cell}`;
