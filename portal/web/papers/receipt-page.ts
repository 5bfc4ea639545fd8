import { dateText } from '../../../core/language/date-text.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { FormReceipt, HandoverSaid } from '../../papers/questions/form-receipt.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo } from '../frame/page-context.ts';
import { handoverTexts } from '../messages/handover-texts.ts';
import { draftPath, draftTexts, renderDraftFrame } from './draft-frame.ts';
import { renderHandoverNote, saidInForm } from './forms-page.ts';
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
<p class="takes"><a href="${linkTo(context, draftPath(receipt, 'fill'))}">${texts.again}</a></p></section>${renderHandovers(page, receipt)}`,
  );
}

/** They are in no register: what was sent of them is told here. */
function renderHandovers({ context }: PaperPage, { handovers = [] }: FormReceipt): Html | false {
  if (handovers.length === 0) return false;
  const { handoverHead, handoverStates } = planTexts(context.messages.language);
  const [, to, day, paper, state] = handoverHead;
  const row = (one: HandoverSaid) =>
    html`<tr><td class="wide">${clip(one.thing)}</td><td class="wide" data-label="${to ?? ''}">${one.to}</td><td data-label="${day ?? ''}">${dateText(one.day)}</td><td data-label="${paper ?? ''}">${clip(one.document)}</td><td class="wide" data-label="${state ?? ''}">${handoverStates[one.isInForce ? 'in-force' : 'waiting']}</td></tr>`;
  const waiting = handovers.filter(({ isInForce }) => !isInForce).length;
  return html`<section class="panel table" data-part="handovers"><header><h2>${handoverTexts(context.messages.language).heading}</h2><p>${context.formats.count(handovers.length)}</p></header>
${renderHandoverNote(context, waiting)}<div class="scroll"><table class="stack"><thead><tr>${handoverHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${handovers.map(row)}</tbody></table></div></section>`;
}
