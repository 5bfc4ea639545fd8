import type { AnnouncedResult } from '../../../contracts/actions/works/announce-work.ts';
import type { ContractListed } from '../../papers/questions/list-contracts.ts';
import type { WorkListed } from '../../papers/questions/list-works.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { workTexts } from '../messages/work-texts.ts';
import { renderTyped } from './carried-fields.ts';
import { renderOutcomes, renderVerdicts } from './describe-work.ts';
import {
  claimTexts,
  contractName,
  entityLinks,
  type PaperPage,
  partyName,
  renderProblem,
  renderTold,
  sent,
} from './paper-page.ts';

const MOST_NAMES = 5;

/** Planned work, what is to come first; and to announce some. */
export function renderWorksPage(
  page: PaperPage,
  works: readonly WorkListed[],
  contracts: readonly ContractListed[],
): Html {
  const { context, token } = page;
  const texts = workTexts(context.messages.language);
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel table" data-part="works"><header><h2>${texts.heading}</h2><p><a href="/works.ics" download>${texts.calendar}</a></p></header>
${renderTold(page)}
<p class="small">${texts.about}</p>
${
  works.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}<td></td></tr></thead><tbody>${works.map((work) => renderRow(page, work))}</tbody></table></div>`
}</section>
${token !== undefined && contracts.length > 0 && renderAnnounce(page, contracts)}`,
  );
}

function renderRow({ context, token }: PaperPage, work: WorkListed): Html {
  const { formats, messages } = context;
  const texts = workTexts(messages.language);
  const states = claimTexts(messages.language).maintenanceStates;
  const { id, state, interval, entities, by, announcedMs, reason, cancelled, mayCancel, afterSeq, outcomes } =
    work;
  const [, ofState, time, what, who, told, why] = texts.head;
  return html`<tr><td>${id}</td><td data-label="${ofState}"><b>${states[state]}</b>${renderVerdicts(context, outcomes)}</td><td data-label="${time}">${formats.range(interval.fromMs, interval.toMs)}</td><td data-label="${what}">${formats.count(entities.length)}: ${entityLinks(context, entities, MOST_NAMES)}</td><td data-label="${who}">${partyName(context, by)}</td><td data-label="${told}">${formats.fullTime(announcedMs)}</td><td data-label="${why}"><span class="said">${reason}</span>${cancelled && html` <span class="small">${texts.cancelled(cancelled.reason)}</span>`}</td><td>${
    mayCancel &&
    token !== undefined &&
    html`<details><summary>${texts.cancel}</summary><form method="post" action="${linkTo(context, `/works/${id}/cancel`)}" class="door"><input type="hidden" name="token" value="${token}"><input type="hidden" name="after" value="${String(afterSeq)}"><label>${claimTexts(messages.language).reason}<input name="reason" required minlength="3" maxlength="2000"></label><button>${texts.cancel}</button></form></details>`
  }</td></tr>`;
}

function renderAnnounce(page: PaperPage, contracts: readonly ContractListed[]): Html {
  const { context, token } = page;
  const texts = workTexts(context.messages.language);
  return html`<section class="panel" data-part="announce" id="announce"><header><h2>${texts.announce}</h2></header>
<p class="small">${texts.announceAbout}</p>
<form method="post" action="${linkTo(context, '/works/preview')}" class="door" data-plain>
<input type="hidden" name="token" value="${token ?? ''}">
<label>${texts.contract}<select name="contract" required>${contracts.map(({ id }) => html`<option value="${id}"${sent(page, 'contract') === id && html` selected`}>${contractName(context, id)}</option>`)}</select></label>
<label>${texts.what}<input name="what" maxlength="5000" value="${sent(page, 'what')}" autocapitalize="none" spellcheck="false" aria-describedby="what-about">${renderProblem(page, 'what')}</label><p class="small" id="what-about">${texts.whatAbout}</p>
<div class="in-row"><label>${texts.from}<input type="datetime-local" name="fromMs" required value="${sent(page, 'fromMs')}">${renderProblem(page, 'fromMs')}</label><label>${texts.to}<input type="datetime-local" name="toMs" required value="${sent(page, 'toMs')}">${renderProblem(page, 'toMs')}</label></div>
<label>${texts.reason}<textarea name="reason" rows="2" required minlength="3" maxlength="2000">${sent(page, 'reason')}</textarea>${renderProblem(page, 'reason')}</label>
<p class="buttons"><button>${texts.preview}</button></p></form></section>`;
}

/** What would be announced, and what each contract makes of it, to be confirmed. */
export function renderWorkPreview(page: PaperPage, { work, outcomes }: AnnouncedResult): Html {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = workTexts(messages.language);
  return renderLayout(
    context,
    texts.announce,
    html`<section class="panel" data-part="work-preview"><header><h2>${texts.announce}</h2></header>
<p>${texts.would(formats.count(work.entities.length), formats.range(work.fromMs, work.toMs))} ${entityLinks(context, work.entities, 20)}</p>
${renderOutcomes(context, outcomes)}<p><span class="said">${work.reason}</span></p>
<p class="small">${claimTexts(messages.language).nothingYet}</p>
<form method="post" action="${linkTo(context, '/works/announce')}" class="door"><input type="hidden" name="token" value="${token ?? ''}">${renderTyped(page, ['token'])}
<p class="buttons"><button>${texts.announce}</button> <button class="second" formaction="${linkTo(context, '/works/change')}">${texts.back}</button></p></form></section>`,
  );
}
