import { nameAreas } from '../../alerts/notifications/messages/words/incident-words.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import type { Said } from '../../core/language/said.ts';
import { upFirst } from '../../core/text/up-first.ts';
import { publicWords, type ToldIncident } from '../city/tell-incidents.ts';
import { type Html, html } from './frame/html.ts';
import { clip, linkTo, type PageContext } from './frame/page-context.ts';
import type { Viewer } from './frame/viewer.ts';
import { renderLayout } from './layout.ts';
import { renderCalled } from './panels/called.ts';
import { renderNumber } from './panels/incident-facts.ts';

/** As many as are read before one says yes, and as a form carries. */
export const MOST_TAKEN = 100;

/** What became of one of them. */
export interface TakenOne {
  readonly id: string;
  readonly number?: string | undefined;
  /** Why it was not done. */
  readonly refused?: Said;
}

interface TakeAll {
  readonly viewer: Viewer;
  readonly told: readonly ToldIncident[];
  readonly total: number;
  /** The last row of the record when the page was made. */
  readonly afterSeq: number;
}

/** All that is mine and not acknowledged: what the button takes stands above it, and stays as it was read. */
export function renderTakeAllPage(context: PageContext, { viewer, told, total, afterSeq }: TakeAll): Html {
  const { formats } = context;
  const { takeAll, list } = context.messages.duty;
  const rest = total - told.length;
  const count = formats.count(told.length);
  return renderLayout(
    context,
    takeAll.heading,
    html`<section class="panel acts" data-part="take-all">
<header><h2>${takeAll.heading}</h2></header>
${told.length === 0 && html`<p class="quiet">${takeAll.none}</p>`}
${
  told.length > 0 &&
  html`<form method="post" action="${linkTo(context, '/incidents/take-all')}" class="door" data-own>
<input type="hidden" name="token" value="${viewer.token ?? ''}"><input type="hidden" name="after" value="${String(afterSeq)}">${told.map(({ id }) => html`<input type="hidden" name="id" value="${id}">`)}
<p>${takeAll.about(count)}</p>
<ol class="those">${told.map((incident) => renderOne(context, incident))}</ol>
${rest > 0 && html`<p>${takeAll.rest(formats.count(rest))}</p>`}
<p class="buttons"><button>${takeAll.act(count)}</button></p></form>`
}
<p class="rest"><a href="${linkTo(context, '/incidents')}">☰ ${list.back}</a></p>
</section>`,
  );
}

const renderOne = (context: PageContext, incident: ToldIncident): Html =>
  html`<li>${renderNamed(context, incident).named}</li>`;

/** How bad it is, what it is called, where it is, and whom to call. */
function renderNamed(
  context: PageContext,
  incident: ToldIncident,
): { readonly named: Html; readonly called: Html | '' } {
  const { messages } = context;
  const { id, summary } = incident;
  const words = publicWords(context.view, messages.language);
  const root = viewRoot(summary.root, words.city);
  const place = nameAreas(summary, root, words);
  const named = html`<span class="severity is-${summary.severity}">${messages.incidents.severities[summary.severity]}</span> ${renderNumber(incident)}<a href="${linkTo(context, `/incidents/${encodeURIComponent(id)}`)}"><bdi>${clip(upFirst(nameCause(root, words)))}</bdi></a>${place !== undefined && html` <span class="small">${clip(place)}</span>`}`;
  return { named, called: renderCalled(context, root) };
}

/** What became of what was asked for last, one by one. */
export function renderTakenPage(
  context: PageContext,
  taken: readonly TakenOne[],
  told: readonly ToldIncident[],
): Html {
  const { formats, messages } = context;
  const { takeAll, list } = messages.duty;
  const toldOf = new Map(told.map((incident) => [incident.id, incident]));
  const done = taken.filter(({ refused }) => refused === undefined).length;
  return renderLayout(
    context,
    takeAll.heading,
    html`<section class="panel" data-part="taken"><p role="status" class="told ${done < taken.length && 'problem'}">${takeAll.done(formats.count(done), formats.count(taken.length))}</p>
<ul class="those">${taken.map((one) => renderTaken(context, one, toldOf.get(one.id)))}</ul>
<p class="rest"><a href="${linkTo(context, '/incidents')}">☰ ${list.back}</a></p></section>`,
  );
}

/** One that may not be seen any more has its number only. */
function renderTaken(
  context: PageContext,
  { id, number = id, refused }: TakenOne,
  incident: ToldIncident | undefined,
): Html {
  const { messages } = context;
  const { named, called } = incident
    ? renderNamed(context, incident)
    : { named: html`<b class="spoken">${number}</b>`, called: '' };
  const became = refused?.[messages.language] ?? messages.duty.takeAll.taken;
  return html`<li>${named}: <span class="${refused && 'problem'}">${became}</span>${called}</li>`;
}
