import type { ClaimEffect } from '../../../contracts/actions/claims/claim-effects.ts';
import type { DecisionPreview } from '../../../contracts/actions/claims/decide-claim.ts';
import type { ClaimRead } from '../../papers/questions/read-claim.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { renderCarried, renderTyped } from './carried-fields.ts';
import { claimPath, renderToHear } from './claim-page.ts';
import { claimTexts, contractName, entityLinks, type PaperPage, paperWords } from './paper-page.ts';

const MOST_NAMES = 20;

/** What a decision would change, to be confirmed: the same figures that it changes then. */
export function renderDecisionPage(page: PaperPage, read: ClaimRead, preview: DecisionPreview): Html {
  const { context } = page;
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { claim, decided, effects, hearings } = preview;
  const isAccepted = decided.verdict === 'accepted';
  const { fromMs = claim.interval.fromMs, toMs = claim.interval.toMs, entities = claim.entities } = decided;
  const silent = isAccepted ? hearings.filter(({ hearing }) => hearing !== 'done') : [];
  return renderLayout(
    context,
    texts.preview,
    html`<section class="panel" data-part="preview">
<header><h2>${texts.preview}: ${texts.title(claim.id)}</h2></header>
<p>${isAccepted ? html`${texts.previewAccepted(formats.count(entities.length), formats.range(fromMs, toMs))} ${entityLinks(context, entities, MOST_NAMES)}` : texts.previewRejected}</p>
<p><b>${texts.reason}:</b> <span class="said">${decided.reason}</span></p>
<p class="small">${texts.nothingYet}</p>
</section>
${isAccepted && renderEffects(context, effects)}
${silent.length > 0 && html`<section class="panel" data-part="must-hear"><p class="told problem">${texts.mustHear}</p><ul class="to-hear">${silent.map((one) => renderToHear(page, read, one))}</ul></section>`}
${renderConfirm(page, read, isAccepted ? texts.accept : texts.reject, silent.length === 0)}`,
  );
}

function renderConfirm(
  page: PaperPage,
  { claim, afterSeq }: ClaimRead,
  name: string,
  isReady: boolean,
): Html {
  const { context } = page;
  const texts = claimTexts(context.messages.language);
  return html`<section class="panel" data-part="confirm"><form method="post" action="${linkTo(context, `${claimPath(claim)}/decide`)}" class="door">
${renderCarried(page, { afterSeq })}${renderTyped(page, ['token', 'after'])}
<p class="small">${texts.isFinal}</p>
<p class="buttons">${isReady && html`<button>${name}</button>`} <button class="second" formaction="${linkTo(context, `${claimPath(claim)}/change`)}">${texts.back}</button></p></form></section>`;
}

function renderEffects(context: PageContext, effects: readonly ClaimEffect[]): Html {
  const texts = claimTexts(context.messages.language);
  const changing = effects.filter(({ changed }) => changed.length > 0);
  if (changing.length === 0)
    return html`<section class="panel" data-part="effects"><header><h2>${texts.effects}</h2></header><p class="quiet">${texts.noEffect}</p></section>`;
  return html`<section class="panel table" data-part="effects"><header><h2>${texts.effects}</h2></header>
<div class="scroll"><table class="stack"><thead><tr>${texts.effectHead.map((name, index) => html`<th scope="col" class="${index > 1 && 'number'}">${name}</th>`)}</tr></thead>
${changing.map((effect) => renderEffect(context, effect))}</table></div></section>`;
}

function renderEffect(context: PageContext, effect: ClaimEffect): Html {
  const texts = claimTexts(context.messages.language);
  const words = paperWords(context);
  const { contract, period, before, after, changed, isProvisional, statement } = effect;
  const { availability, down, excused, money, changed: whose } = texts.effectRows;
  const [, , now, then] = texts.effectHead;
  const share = (of: ClaimEffect['before']) => (of.countedMs === 0 ? texts.nothingCounts : words.share(of));
  const rows: readonly (readonly [string, string, string])[] = [
    [availability, share(before), share(after)],
    [down, words.span(before.downMs), words.span(after.downMs)],
    [excused, words.span(before.excusedMs), words.span(after.excusedMs)],
    [money, words.vnd(`${before.money}`), words.vnd(`${after.money}`)],
  ];
  return html`<tbody><tr><th scope="rowgroup" rowspan="${String(rows.length + (statement ? 3 : 2))}">${contractName(context, contract)}<br>${words.period(period.label)}${isProvisional && html` (${texts.provisional})`}</th></tr>
${rows.map(([name, old, next]) => html`<tr><td class="wide">${name}</td><td class="number" data-label="${now}">${old}</td><td class="number" data-label="${then}">${old === next ? next : html`<b>${next}</b>`}</td></tr>`)}
<tr><td class="wide">${whose}</td><td colspan="2">${entityLinks(context, changed, MOST_NAMES)}</td></tr>
${statement && html`<tr><td colspan="3">${texts.statementSteps[statement]}</td></tr>`}</tbody>`;
}
