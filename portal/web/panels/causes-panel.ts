import { viewRoot } from '../../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, type Words } from '../../../alerts/notifications/messages/words/root-words.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { CausesOf } from '../../city/causes-of.ts';
import { publicWords, type ToldIncident } from '../../city/tell-incidents.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from '../frame/page-context.ts';
import { renderCalled } from './called.ts';
import { describeAcknowledged, renderNumber } from './incident-facts.ts';

/** Why a device or line is lost: the incidents it is in, each with who is at it and whom to call. Nothing where nothing is wrong. */
export function renderCauses(context: PageContext, { incidents, unsettled }: CausesOf): Html | undefined {
  const { messages } = context;
  const { told, total } = incidents;
  const words = publicWords(context.view, messages.language);
  const notes = {
    none: undefined,
    unassigned: messages.incidents.unassigned,
    withheld: messages.withheldCause,
  };
  const note = notes[unsettled];
  if (told.length === 0 && note === undefined) return undefined;
  const rest = total - told.length;
  return html`<section class="panel causes" data-part="causes">
<header><h2>${messages.incidents.heading}</h2></header>
${note !== undefined && html`<p>${note}</p>`}
<ol>${told.map((incident) => renderCause(context, words, incident))}</ol>
${rest > 0 && html`<p class="rest">${messages.andMore(context.formats.count(rest))}</p>`}
</section>`;
}

function renderCause(context: PageContext, words: Words, incident: ToldIncident): Html {
  const { messages, formats, view } = context;
  const { severity, sinceMs, root } = incident.summary;
  const rootView = viewRoot(root, words.city);
  const { circuit } = rootView.link ?? {};
  const facts = [
    messages.since(formats.shortTime(sinceMs, view.atMs)),
    describeDuration(context, view.atMs - sinceMs),
    describeAcknowledged(context, incident),
    circuit !== undefined && messages.duty.list.circuit(clip(circuit, 40)),
  ].filter((fact) => typeof fact === 'string');
  const path = linkTo(context, `/incidents/${encodeURIComponent(incident.id)}`);
  return html`<li class="cause-row"><span class="severity is-${severity}">${messages.incidents.severities[severity]}</span><div class="cause-text"><p class="cause-name">${renderNumber(incident)}<a href="${path}"><bdi>${clip(upFirst(nameCause(rootView, words)))}</bdi></a></p><p class="cause-facts">${facts.map((fact) => html`<span>${clip(fact)}</span>`)}</p></div>${renderCalled(context, rootView)}</li>`;
}
