import type { Claim, ClaimStatus } from '../../../ledger/decisions/claims.ts';
import { CLAIM_STATUSES, isPending } from '../../../ledger/decisions/claims.ts';
import type { ClaimsAsked, ClaimsFound } from '../../papers/questions/list-claims.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderLayout } from '../layout.ts';
import { listPath } from '../panels/facets.ts';
import {
  claimTexts,
  contractName,
  entityLinks,
  type PaperPage,
  partyName,
  renderTold,
} from './paper-page.ts';

const MOST_CLAIMS = 200;
const MOST_NAMES = 3;

/** All claims that somebody may read: what must be decided first comes first. */
export function renderClaimsPage(page: PaperPage, asked: ClaimsAsked, found: ClaimsFound): Html {
  const { context, token } = page;
  const { messages, formats } = context;
  const texts = claimTexts(messages.language);
  const { claims, counts } = found;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rest = claims.length - MOST_CLAIMS;
  return renderLayout(
    context,
    texts.heading,
    html`<section class="panel" data-part="claim-counts">
<header><h2>${texts.heading}</h2></header>
${renderTold(page)}
<p class="small">${texts.about}</p>
<p class="chips">${renderChip(context, asked, undefined, texts.all, total)}${CLAIM_STATUSES.map((status) => renderChip(context, asked, status, texts.statuses[status], counts[status]))}</p>
${token !== undefined && html`<p class="offers"><a class="offer" href="${linkTo(context, '/claims/new')}">${texts.file}</a></p>`}
</section>
<section class="panel table claims" data-part="claims">
${
  claims.length === 0
    ? html`<p class="quiet">${texts.none}</p>`
    : html`<div class="scroll"><table class="stack"><thead><tr>${texts.head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${claims.slice(0, MOST_CLAIMS).map((claim) => renderRow(context, claim, found.nowMs))}</tbody></table></div>`
}
${rest > 0 && html`<p class="rest">${messages.andMore(formats.count(rest))}</p>`}
</section>`,
  );
}

function renderChip(
  context: PageContext,
  { contract, status: chosen }: ClaimsAsked,
  status: ClaimStatus | undefined,
  name: string,
  count: number,
): Html {
  const path = linkTo(context, listPath('/claims', { contract, status }));
  return html`<a href="${path}"${status === chosen && html` aria-current="page"`}><b>${context.formats.count(count)}</b> ${name}</a>`;
}

function renderRow(context: PageContext, claim: Claim, nowMs: number): Html {
  const { formats, messages } = context;
  const texts = claimTexts(messages.language);
  const { id, status, contract, cause, interval, entities, by } = claim;
  const [, state, ofContract, why, time, what, filer, due] = texts.head;
  return html`<tr><td><a href="${linkTo(context, `/claims/${id}`)}"><b>${id}</b></a></td><td data-label="${state}">${texts.statuses[status]}</td><td class="wide" data-label="${ofContract}">${clip(contractName(context, contract))}</td><td data-label="${why}">${texts.causes[cause]}</td><td data-label="${time}">${formats.range(interval.fromMs, interval.toMs)}</td><td data-label="${what}">${formats.count(entities.length)}: ${entityLinks(context, entities, MOST_NAMES)}</td><td data-label="${filer}">${partyName(context, by)}</td><td data-label="${due}">${isPending(claim) ? describeDue(context, claim, nowMs) : '–'}</td></tr>`;
}

export function describeDue(context: PageContext, { decideByMs }: Claim, nowMs: number): Html {
  const { messages, formats } = context;
  const texts = claimTexts(messages.language);
  const leftMs = decideByMs - nowMs;
  const left =
    leftMs < 0
      ? texts.overdue(describeDuration(context, -leftMs))
      : texts.dueIn(describeDuration(context, leftMs));
  return html`${formats.fullTime(decideByMs)} <b class="${leftMs < 0 && 'clock is-late'}">${left}</b>`;
}
