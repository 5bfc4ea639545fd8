import type { LetterPreview, LettersFound } from '../../papers/questions/plan-letters.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { renderLetter } from './letter-shown.ts';
import { LETTER_FIELDS, renderAddresses } from './letters-page.ts';
import { type PaperPage, sent } from './paper-page.ts';
import { agencyName, letterTexts } from './plan-names.ts';

/** Letters as they will be, to be taken as files, changed or sent. */
export function renderLetterPreview(
  page: PaperPage,
  previews: readonly LetterPreview[],
  found: LettersFound,
): Html {
  const { context } = page;
  const texts = letterTexts(context.messages.language);
  const { count } = context.formats;
  const [first, ...rest] = previews;
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="letter-preview"><header><h2>${texts.previewHeading(count(previews.length))}</h2></header>
<p class="small">${texts.nothingYet}</p>
${first && renderOne(page, first, found, true)}${rest.map((preview) => renderOne(page, preview, found, false))}</section>
${renderSend(page, previews, found)}`,
  );
}

function renderOne(
  page: PaperPage,
  { letter, number, units, gaps }: LetterPreview,
  { agencies, hasMail }: LettersFound,
  isOpen: boolean,
): Html {
  const { context, token } = page;
  const { messages, formats } = context;
  const texts = letterTexts(messages.language);
  const names = units.map(({ agency }) => agencyName(context, agency, agencies));
  const title =
    names.length > 3
      ? `${names.slice(0, 3).join(', ')} ${messages.andMore(formats.count(names.length - 3))}`
      : names.join(', ');
  const without = units
    .filter(({ contacts }) => contacts.length === 0)
    .map(({ agency }) => agencyName(context, agency, agencies));
  const contacts = units.flatMap((unit) => unit.contacts);
  const [, symbol = ''] = /^\d+ *(\/.+)$/.exec(sent(page, 'number')) ?? [];
  return html`<details class="letter-one" data-key="letter-${units[0]?.agency ?? ''}"${isOpen && html` open`}><summary>${title}</summary>
${contacts.length > 0 && html`<p class="small">${texts.goesTo}<br>${renderAddresses(page, contacts)}</p>`}
${hasMail && gaps.length > 0 && html`<p class="told problem" data-part="letter-gaps">${texts.gaps(gaps.map((gap) => texts.gapNames[gap]).join(', '))}</p>`}
${without.length > 0 && html`<p class="told problem">${without.join(', ')}: ${texts.noAddress}</p>`}
<form method="post" action="${linkTo(context, '/plan/letters/file')}" data-plain class="inline takes"><input type="hidden" name="token" value="${token ?? ''}">${hiddenOf(
    page,
    units.map(({ agency }) => agency),
  )}<input type="hidden" name="number" value="${number === undefined ? '' : `${number}${symbol}`}"><button name="format" value="docx">${texts.takeDocx}</button><button name="format" value="pdf">${texts.takePdf}</button></form>
${renderLetter(letter, texts.annex)}</details>`;
}

/** What was typed, without the number: each letter has its own. */
const hiddenOf = (page: PaperPage, units: readonly string[]): Html =>
  html`<input type="hidden" name="units" value="${units.join(',')}">${['year', 'together', ...LETTER_FIELDS].map((name) => html`<input type="hidden" name="${name}" value="${sent(page, name)}">`)}`;

function renderSend(page: PaperPage, previews: readonly LetterPreview[], { hasMail }: LettersFound): Html {
  const { context, token } = page;
  const texts = letterTexts(context.messages.language);
  const { count } = context.formats;
  const all = previews.flatMap((preview) => preview.units);
  const units = all.map(({ agency }) => agency);
  const reached = all.filter(({ contacts }) => contacts.length > 0).length;
  const isBlank = previews.some(({ gaps }) => gaps.length > 0);
  // One that is not whole goes as the signed paper alone.
  const isMailed = hasMail && reached > 0 && (!isBlank || previews.length === 1);
  return html`<section class="panel" data-part="letter-send"><header><h2>${texts.sendHeading}</h2></header>
<form method="post" enctype="multipart/form-data" action="${linkTo(context, '/plan/letters/send')}" class="door wide" data-plain>
<input type="hidden" name="token" value="${token ?? ''}">${hiddenOf(page, units)}<input type="hidden" name="number" value="${sent(page, 'number')}">
<p class="small">${hasMail ? texts.sendAbout : texts.noMail}</p>
${previews.length === 1 && html`<label>${texts.signed} <input type="file" name="signed" accept=".pdf"${isMailed && isBlank && html` required`} data-most-bytes="20000000" data-too-large="${texts.tooLarge}"></label>`}
<p class="buttons">${isMailed && html`<button name="way" value="mail">${texts.byMail(count(reached), reached < all.length ? count(all.length - reached) : undefined)}</button>`} <button name="way" value="hand" class="second" formnovalidate>${texts.byHand}</button> <button class="second" formaction="${linkTo(context, '/plan/letters/change')}" formnovalidate>${texts.back}</button></p></form></section>`;
}
