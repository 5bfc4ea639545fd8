import { upFirst } from '../../../core/text/up-first.ts';
import type { FormReceipt } from '../../papers/questions/form-receipt.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { draftPath, draftTexts, renderDraftFrame } from './draft-frame.ts';
import { saidInForm } from './forms-page.ts';
import { type PaperPage, renderFiles } from './paper-page.ts';
import { planTexts } from './plan-names.ts';

/** What is on record of the form that came in last, with the file that it came as. */
export function renderReceiptPage(
  page: PaperPage,
  receipt: FormReceipt,
  done: 'recorded' | 'unchanged' | undefined,
): Html {
  const { context } = page;
  const { formats, messages } = context;
  const texts = draftTexts(messages.language);
  const { unit, receivedMs, isLate, author, recordedMs, nth, seq, hash, counts, says, files } = receipt;
  const said = says === undefined ? saidInForm(context, counts) : planTexts(messages.language).handIn[says];
  const facts: readonly (readonly [string, Html | string])[] = [
    [texts.receivedAt, `${formats.fullTime(receivedMs)} (${isLate ? texts.late : texts.inTime})`],
    [texts.recordedBy, html`<bdi>${clip(author)}</bdi>, ${formats.fullTime(recordedMs)}`],
    [texts.nth, formats.count(nth)],
    [texts.content, upFirst(said)],
    [texts.entry, html`${String(seq)} <code>${hash.slice(0, 16)}…</code>`],
  ];
  return renderDraftFrame(
    page,
    receipt,
    'receipt',
    html`<section class="panel" data-part="receipt"><header><h2>${texts.receipt}</h2></header>
<p${done && html` role="status"`} class="told">${done === 'unchanged' ? texts.unchanged : texts.recorded(clip(unit.name))}</p>
<dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}<dt>${texts.theFile}</dt><dd>${renderFiles(context, files, draftPath(receipt, '').replace(/\/$/, '')) ?? '–'}</dd></dl>
<p class="takes"><a href="${linkTo(context, draftPath(receipt, 'fill'))}">${texts.again}</a></p></section>`,
  );
}
