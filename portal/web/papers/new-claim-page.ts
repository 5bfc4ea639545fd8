import type { ClaimedOutage } from '../../../contracts/claims/check-filing.ts';
import { localInput } from '../../../core/time/local-input.ts';
import type { ContractListed } from '../../papers/questions/list-contracts.ts';
import type { ToClaim } from '../../papers/questions/outages-to-claim.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import {
  claimTexts,
  contractName,
  contractTexts,
  entityLink,
  type PaperPage,
  partyName,
  renderProblem,
  renderTold,
  sent,
} from './paper-page.ts';

/** Of more that were down at the same time all are taken, or none. */
const MOST_BOXES = 200;
const MOST_LATE = 20;

/** For which contract a claim is filed. */
export function renderChooseContractPage({ context }: PaperPage, contracts: readonly ContractListed[]): Html {
  const texts = claimTexts(context.messages.language);
  return renderLayout(
    context,
    texts.newHeading,
    html`<section class="panel" data-part="claim-contract"><header><h2>${texts.newHeading}</h2></header>
<p>${texts.whichContract}</p>
<ul class="choices">${contracts.map(({ id }) => html`<li><a href="${linkTo(context, `/claims/new?${new URLSearchParams({ contract: id })}`)}">${contractName(context, id)}</a></li>`)}</ul>
${contracts.length === 0 && html`<p class="quiet">${contractTexts(context.messages.language).none}</p>`}</section>`,
  );
}

/** What is claimed: of which outages, which part, for which cause, and what bears it out. */
export function renderNewClaimPage(page: PaperPage, found: ToClaim, parties: readonly string[]): Html {
  const { context, token } = page;
  const texts = claimTexts(context.messages.language);
  const { timeZone } = context.view.shown.settings.city;
  const [first] = found.outages;
  const time = (name: string, label: string, usualMs: number | undefined, isRequired: boolean) =>
    html`<label>${label}<input type="datetime-local" step="any" name="${name}"${isRequired && html` required`} value="${sent(page, name, usualMs === undefined ? '' : localInput(usualMs, timeZone))}">${renderProblem(page, name)}</label>`;
  return renderLayout(
    context,
    texts.newHeading,
    html`<section class="panel" data-part="new-claim"><header><h2>${texts.newHeading}</h2><p>${contractName(context, found.contract)}</p></header>
${renderTold(page)}
<p class="small">${texts.newAbout} ${texts.within(describeDuration(context, found.withinMs))}</p>
${
  first === undefined
    ? html`<p class="quiet">${texts.noOutages}</p>`
    : html`<form method="post" enctype="multipart/form-data" action="${linkTo(context, '/claims/new')}" class="door wide">
<input type="hidden" name="token" value="${token ?? ''}"><input type="hidden" name="contract" value="${found.contract}">
<fieldset><legend>${texts.whichOutages}</legend>${renderBoxes(page, found, found.outages, true)}</fieldset>
${found.alongside.length > 0 && html`<details class="act"><summary>${texts.alongside(context.formats.count(found.alongside.length))}</summary><fieldset><label class="check"><input type="checkbox" name="alongside" value="all"${page.tried?.form.alongside !== undefined && html` checked`}> <b>${texts.allAlongside}</b></label>${renderBoxes(page, found, found.alongside.slice(0, MOST_BOXES), false)}</fieldset>${found.alongside.length > MOST_BOXES && html`<p class="small">${context.messages.andMore(context.formats.count(found.alongside.length - MOST_BOXES))}</p>`}</details>`}
<div class="in-row">${time('fromMs', texts.claimFrom, first.fromMs, true)}${time('toMs', texts.claimTo, first.toMs === undefined ? found.nowMs : Math.ceil(first.toMs / 1_000) * 1_000, true)}</div>
<p class="small">${texts.partAbout}</p>
<label class="check"><input type="checkbox" name="whole" value="yes"${page.tried?.form.whole !== undefined && html` checked`}> <span>${texts.whole}</span></label>
<label>${texts.facts.cause}<select name="cause" required><option value="">–</option>${found.causes.map((cause) => html`<option value="${cause}"${sent(page, 'cause') === cause && html` selected`}>${texts.causes[cause]}</option>`)}</select>${renderProblem(page, 'cause')}</label>
${found.upsAutonomyMs > 0 && found.causes.includes('power-cut') && html`<p class="small" data-part="batteries">${texts.batteries(describeDuration(context, found.upsAutonomyMs))} ${texts.cutCounts}</p>`}
<details class="act"${(page.tried?.form.cutFromMs?.[0] || page.tried?.form.cutToMs?.[0]) && html` open`}><summary>${texts.cutAbout}</summary><div class="in-row">${time('cutFromMs', texts.cutFrom, undefined, false)}${time('cutToMs', texts.cutTo, undefined, false)}</div></details>
<label>${texts.facts.evidence}<textarea name="evidence" rows="3" minlength="3" maxlength="2000" required>${sent(page, 'evidence')}</textarea>${renderProblem(page, 'evidence')}</label>
${parties.length > 0 && html`<label>${texts.facts.against}<select name="against"><option value="">${texts.nobody}</option>${parties.map((party) => html`<option value="${party}"${sent(page, 'against') === party && html` selected`}>${partyName(context, party as Parameters<typeof partyName>[1])}</option>`)}</select></label>`}
<label>${texts.facts.files}<input type="file" name="file" multiple data-most-bytes="20000000" data-too-large="${texts.tooLarge}"></label>
${page.tried?.problems.has('sure') && html`<label class="check"><input type="checkbox" name="sure" value="yes" required> <span>${texts.sure}</span></label>`}
<p class="buttons"><button>${texts.file}</button></p></form>`
}
${renderLate(context, found)}</section>`,
  );
}

/** What is too late is told with its limit, and may not be chosen. */
function renderLate(context: PageContext, { late, withinMs, nowMs }: ToClaim): Html | false {
  if (late.length === 0) return false;
  const texts = claimTexts(context.messages.language);
  const one = (outage: ClaimedOutage) =>
    html`<li>${entityLink(context, outage.entity)} <span class="small">${describeOutage(context, outage, nowMs)} · ${texts.lateSince(context.formats.fullTime((outage.toMs ?? nowMs) + withinMs))}</span></li>`;
  return html`<div class="quiet" data-part="late-outages"><h3>${texts.tooLate(describeDuration(context, withinMs))}</h3><ul class="lines">${late.slice(0, MOST_LATE).map(one)}</ul>${late.length > MOST_LATE && html`<p class="small">${context.messages.andMore(context.formats.count(late.length - MOST_LATE))}</p>`}</div>`;
}

/** One box for each device or link: a claim is about a time, and all that is chosen of it. */
function renderBoxes(
  page: PaperPage,
  found: ToClaim,
  outages: readonly ClaimedOutage[],
  isChosen: boolean,
): readonly Html[] {
  const { context, tried } = page;
  const texts = claimTexts(context.messages.language);
  const chosen = tried ? new Set(tried.form.entity) : undefined;
  const [first] = found.outages;
  const byEntity = Map.groupBy(outages, ({ entity }) => entity);
  return [...byEntity].map(([entity, own]) => {
    const isOn = chosen ? chosen.has(entity) : isChosen && entity === first?.entity;
    return html`<label class="check"><input type="checkbox" name="entity" value="${entity}"${isOn && html` checked`}> <span><bdi>${clip(entity.replace(/^(device|link):/, ''))}</bdi> <span class="small">${own.slice(0, 3).map((one, index) => html`${index > 0 && ' · '}${describeOutage(context, one, found.nowMs)}${one.toMs !== undefined && html` – ${texts.claimUntil(context.formats.fullTime(one.toMs + found.withinMs), describeDuration(context, one.toMs + found.withinMs - found.nowMs))}`}`)}${own.length > 3 && html` ${context.messages.andMore(context.formats.count(own.length - 3))}`}</span></span></label>`;
  });
}

const describeOutage = (context: PageContext, { fromMs, toMs }: ClaimedOutage, nowMs: number): string =>
  `${context.formats.range(fromMs, toMs ?? nowMs)} (${describeDuration(context, (toMs ?? nowMs) - fromMs)})`;
