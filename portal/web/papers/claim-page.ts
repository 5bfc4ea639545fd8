import type { ClaimedOutage } from '../../../contracts/claims/check-filing.ts';
import { localInput } from '../../../core/time/local-input.ts';
import type { Claim } from '../../../ledger/decisions/claims.ts';
import { decidedCut, isPending } from '../../../ledger/decisions/claims.ts';
import type { ClaimRead, PartyHeard } from '../../papers/questions/read-claim.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { renderCarried } from './carried-fields.ts';
import { describeDue } from './claims-page.ts';
import {
  claimTexts,
  contractName,
  entityLink,
  entityLinks,
  type PaperPage,
  paperWords,
  partyName,
  renderFiles,
  renderProblem,
  renderTold,
  sent,
} from './paper-page.ts';

const MOST_NAMES = 100;
const MOST_OUTAGES = 200;
/** Beyond them a part is chosen by time alone. */
const MOST_BOXES = 60;

/** A claim with its evidence, what others say, and what may be done about it by whoever looks. */
export function renderClaimPage(page: PaperPage, read: ClaimRead): Html {
  const { context } = page;
  const { claim } = read;
  const texts = claimTexts(context.messages.language);
  return renderLayout(
    context,
    texts.title(claim.id),
    html`<section class="panel" data-part="claim">
<header><h2>${texts.title(claim.id)}</h2><p><b>${texts.statuses[claim.status]}</b></p></header>
${renderTold(page)}
${renderFacts(context, read)}
</section>
${renderOutages(context, read)}
${renderHearings(page, read)}
${claim.decision && renderDecision(context, claim)}
${renderWithdrawn(context, claim)}
${read.may.decide && page.token !== undefined && renderDecide(page, read)}
${read.may.withdraw && page.token !== undefined && renderWithdraw(page, read)}`,
  );
}

export const claimPath = ({ id }: Pick<Claim, 'id'>): string => `/claims/${encodeURIComponent(id)}`;

function renderFacts(context: PageContext, { claim, nowMs, deciders, mostExcusedMs }: ClaimRead): Html {
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { facts } = texts;
  const { contract, cause, interval, cut, entities, by, against, evidence, files, receivedMs } = claim;
  const { span } = paperWords(context);
  const row = (name: string, value: Html | string | undefined) =>
    value !== undefined && html`<dt>${name}</dt><dd>${value}</dd>`;
  return html`<dl class="facts">
${row(facts.contract, contractName(context, contract))}
${row(facts.cause, texts.causes[cause])}
${row(facts.time, html`${texts.span(formats.fullTime(interval.fromMs), formats.fullTime(interval.toMs))} <span class="small">${texts.claimed(span(interval.toMs - interval.fromMs))}</span>`)}
${row(facts.cut, cut && texts.span(formats.fullTime(cut.fromMs), formats.fullTime(cut.toMs)))}
${row(facts.entities, html`${formats.count(entities.length)}: ${entityLinks(context, entities, MOST_NAMES)}`)}
${row(facts.by, partyName(context, by))}
${against.length > 0 && row(facts.against, against.map((party) => partyName(context, party)).join(', '))}
${row(facts.evidence, html`<span class="said">${evidence}</span>`)}
${row(facts.files, renderFiles(context, files, claimPath(claim)))}
${row(facts.received, formats.fullTime(receivedMs))}
${row(facts.recorded, texts.recordedBy(formats.fullTime(claim.recordedMs), claim.author))}
${isPending(claim) && row(texts.mostExcused, texts.mostExcusedIs(span(mostExcusedMs), formats.count(entities.length)))}
${isPending(claim) && row(texts.decidedBy, deciders.map((party) => partyName(context, party)).join(', '))}
${isPending(claim) && row(facts.decideUntil, html`${describeDue(context, claim, nowMs)} <span class="small">${texts.ifOverdue}</span>`)}
</dl>`;
}

function renderOutages(context: PageContext, { outages, claim: { interval }, nowMs }: ClaimRead): Html {
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const [, from, to, lasted] = texts.outageHead;
  const { span } = paperWords(context);
  const claimedMs = ({ fromMs, toMs = nowMs }: ClaimedOutage) =>
    Math.max(0, Math.min(toMs, interval.toMs) - Math.max(fromMs, interval.fromMs));
  const rest = outages.length - MOST_OUTAGES;
  const rows = outages
    .slice(0, MOST_OUTAGES)
    .map(
      ({ entity, fromMs, toMs }) =>
        html`<tr><td>${entityLink(context, entity)}</td><td data-label="${from}">${formats.fullTime(fromMs)}</td><td data-label="${to}">${toMs === undefined ? texts.lasts : formats.fullTime(toMs)}</td><td data-label="${lasted}">${toMs === undefined ? '–' : span(toMs - fromMs)}</td><td data-label="${texts.claimedPart}">${span(claimedMs({ entity, fromMs, ...(toMs !== undefined && { toMs }) }))}</td></tr>`,
    );
  return html`<section class="panel table" data-part="claim-outages">
<header><h2>${texts.outages}</h2><p>${formats.count(outages.length)}</p></header>
<div class="scroll"><table class="stack"><thead><tr>${[...texts.outageHead, texts.claimedPart].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`;
}

function renderHearings(page: PaperPage, read: ClaimRead): Html | false {
  const { context, token } = page;
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { claim, toHear, may } = read;
  if (!isPending(claim) && claim.hearings.length === 0) return false;
  const said = claim.hearings.map(
    ({ party, says, recordedMs, author, files }) =>
      html`<li><b>${partyName(context, party)}</b>: ${says === undefined ? texts.wasAsked : html`<span class="said">${says}</span>`} <span class="small">${texts.recordedBy(formats.fullTime(recordedMs), author)}</span>${renderFiles(context, files, claimPath(claim))}</li>`,
  );
  return html`<section class="panel" data-part="claim-hearings">
<header><h2>${texts.heardHeading}</h2></header>
${said.length > 0 && html`<ul class="said-list">${said}</ul>`}
${toHear.length > 0 ? html`<ul class="to-hear">${toHear.map((one) => renderToHear(page, read, one))}</ul>` : isPending(claim) && html`<p class="quiet">${texts.nobodyToHear}</p>`}
${
  may.answer &&
  token !== undefined &&
  html`<form method="post" enctype="multipart/form-data" action="${linkTo(context, `${claimPath(claim)}/answer`)}" class="door">
${renderCarried(page, read)}
<p class="small">${texts.answerAbout}</p>
<label>${texts.says}<textarea name="says" rows="3" minlength="3" maxlength="2000" required>${sent(page, 'says')}</textarea>${renderProblem(page, 'says')}</label>
<label>${texts.facts.files}<input type="file" name="file" multiple data-most-bytes="20000000" data-too-large="${texts.tooLarge}"></label>
<p class="buttons"><button>${texts.answer}</button></p></form>`
}
</section>`;
}

/** How far the hearing of a party is, and to ask it where whoever looks decides. */
export function renderToHear(
  page: PaperPage,
  read: ClaimRead,
  { party, hearing, untilMs }: PartyHeard,
): Html {
  const { context, token } = page;
  const texts = claimTexts(context.messages.language);
  const state =
    untilMs === undefined ? texts.hearings[hearing] : texts.askedUntil(context.formats.fullTime(untilMs));
  const mayAsk = hearing === 'not-asked' && read.may.decide && token !== undefined;
  return html`<li>${partyName(context, party)}: ${state}${mayAsk && html` <form method="post" action="${linkTo(context, `${claimPath(read.claim)}/ask`)}" class="inline">${renderCarried(page, read)}<input type="hidden" name="party" value="${party}"><button class="second">${texts.ask}</button></form>`}</li>`;
}

function renderDecision(context: PageContext, claim: Claim): Html | false {
  const { decision } = claim;
  if (!decision) return false;
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { by, reason, accepted, files, recordedMs, author } = decision;
  const cut = decidedCut(claim);
  return html`<section class="panel" data-part="claim-decision">
<header><h2>${texts.decision}</h2><p><b>${texts.statuses[claim.status]}</b></p></header>
<dl class="facts"><dt>${partyName(context, by)}</dt><dd><span class="said">${reason}</span> <span class="small">${texts.recordedBy(formats.fullTime(recordedMs), author)}</span></dd>
${accepted && html`<dt>${texts.facts.acceptedTime}</dt><dd>${formats.range(accepted.interval.fromMs, accepted.interval.toMs)}</dd><dt>${texts.facts.acceptedEntities}</dt><dd>${formats.count(accepted.entities.length)}: ${entityLinks(context, accepted.entities, MOST_NAMES)}</dd>`}
${cut && html`<dt>${texts.facts.cut}</dt><dd>${formats.range(cut.fromMs, cut.toMs)}</dd>`}
${files.length > 0 && html`<dt>${texts.facts.files}</dt><dd>${renderFiles(context, files, claimPath(claim))}</dd>`}
</dl></section>`;
}

function renderWithdrawn(context: PageContext, { withdrawn }: Claim): Html | false {
  if (!withdrawn) return false;
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { by, reason, recordedMs, author } = withdrawn;
  return html`<section class="panel" data-part="claim-withdrawn"><header><h2>${texts.withdrawnHeading}</h2></header>
<dl class="facts"><dt>${partyName(context, by)}</dt><dd><span class="said">${reason}</span> <span class="small">${texts.recordedBy(formats.fullTime(recordedMs), author)}</span></dd></dl></section>`;
}

function renderDecide(page: PaperPage, read: ClaimRead): Html {
  const { context } = page;
  const { claim } = read;
  const texts = claimTexts(context.messages.language);
  const { timeZone } = context.view.shown.settings.city;
  const time = (name: string, label: string, usual: number | undefined) =>
    html`<label>${label}<input type="datetime-local" step="any" name="${name}" value="${sent(page, name, usual === undefined ? '' : localInput(usual, timeZone))}">${renderProblem(page, name)}</label>`;
  const { fromMs, toMs } = claim.interval;
  const chosen = new Set(page.tried?.form.entity ?? claim.entities);
  return html`<section class="panel" data-part="claim-decide" id="decide">
<header><h2>${texts.decision}</h2></header>
<p class="small">${texts.decideAbout}</p>
<form method="post" action="${linkTo(context, `${claimPath(claim)}/preview`)}" class="door" data-plain>
${renderCarried(page, read)}
<div class="in-row">${time('fromMs', texts.from, fromMs)}${time('toMs', texts.to, toMs)}</div>
${claim.cause === 'power-cut' && html`<div class="in-row">${time('cutFromMs', texts.cutFrom, claim.cut?.fromMs)}${time('cutToMs', texts.cutTo, claim.cut?.toMs)}</div>`}
${
  claim.entities.length > 1 &&
  claim.entities.length <= MOST_BOXES &&
  html`<fieldset><legend>${texts.only}</legend>${claim.entities.map((entity) => html`<label class="check"><input type="checkbox" name="entity" value="${entity}"${chosen.has(entity) && html` checked`}> <bdi>${clip(entity.replace(/^device:/, ''))}</bdi></label>`)}</fieldset>`
}
<label>${texts.reason}<textarea name="reason" rows="3" minlength="3" maxlength="2000" required>${sent(page, 'reason')}</textarea>${renderProblem(page, 'reason')}</label>
<p class="buttons"><button name="verdict" value="accepted">${texts.previewAccept}</button> <button class="second" name="verdict" value="rejected">${texts.previewReject}</button></p>
</form></section>`;
}

function renderWithdraw(page: PaperPage, read: ClaimRead): Html {
  const { context } = page;
  const texts = claimTexts(context.messages.language);
  return html`<section class="panel acts" data-part="claim-withdraw"><details class="act"><summary>${texts.withdraw}</summary>
<form method="post" action="${linkTo(context, `${claimPath(read.claim)}/withdraw`)}" class="door">${renderCarried(page, read)}
<p class="small">${texts.withdrawAbout}</p>
<label>${texts.reason}<textarea name="reason" rows="2" minlength="3" maxlength="2000" required>${sent(page, 'reason')}</textarea></label>
<p class="buttons"><button>${texts.withdraw}</button></p></form></details></section>`;
}
