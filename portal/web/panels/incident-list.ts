import {
  nameAreas,
  totalCameras,
  upFirst,
} from '../../../alerts/notifications/messages/words/incident-words.ts';
import { viewRoot } from '../../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../../alerts/notifications/messages/words/root-words.ts';
import { MESSAGE_TEXTS_EN } from '../../../alerts/notifications/messages/words/texts-en.ts';
import { MESSAGE_TEXTS_VI } from '../../../alerts/notifications/messages/words/texts-vi.ts';
import type { ActingParty } from '../../../ledger/decisions/acknowledgements.ts';
import type { StandingIncidents } from '../../city/standing-incidents.ts';
import { publicCity, type ToldIncident } from '../../city/tell-incidents.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import { clip, describeDuration, nameOf, type PageContext } from '../frame/page-context.ts';

const SEVERITIES = ['critical', 'major', 'minor'] as const;

/** What is wrong by its cause, the worst first, and whether somebody is at it; one quiet line when nothing is. */
export function renderIncidents(context: PageContext, incidents: StandingIncidents): Html {
  const { messages, formats, view } = context;
  const { heading, count, none, severities, more } = messages.incidents;
  const { told, total, bySeverity } = incidents;
  if (total === 0)
    return html`<section class="incidents is-quiet" data-part="incidents"><p class="quiet">${renderIcon(view.health.sight === 'seeing' ? 'up' : 'unknown')}${none}</p></section>`;
  const parts = SEVERITIES.filter((severity) => bySeverity[severity] > 0).map(
    (severity) => `${formats.count(bySeverity[severity])} ${severities[severity]}`,
  );
  const rest = total - told.length;
  return html`<section class="panel incidents" data-part="incidents">
<header><h2>${heading}</h2><p>${count(formats.count(total), parts)}</p></header>
<ol>${told.map((incident) => renderIncident(context, incident))}</ol>
${rest > 0 && html`<p class="rest">${more(formats.count(rest))}</p>`}
</section>`;
}

function renderIncident(context: PageContext, incident: ToldIncident): Html {
  const { messages, formats, view } = context;
  const { summary, acknowledged } = incident;
  const { severity, camerasLost, sinceMs, root } = summary;
  const { incidents } = messages;
  const city = publicCity(view, messages.language);
  const words = { city, texts: messages.language === 'vi' ? MESSAGE_TEXTS_VI : MESSAGE_TEXTS_EN };
  const rootView = viewRoot(root, city);
  const total = totalCameras(summary, rootView);
  const parties = [...new Set(acknowledged.map(({ party }) => nameOfParty(context, party)))].join(', ');
  const facts = [
    nameAreas(summary, rootView, words),
    summary.service === 'degraded' && incidents.degraded,
    summary.isFlapping && incidents.flapping,
    summary.isMuted && incidents.plannedWork,
    summary.times > 1 && incidents.again,
    parties === '' ? incidents.notAcknowledged : incidents.acknowledgedBy(parties),
  ];
  const lost =
    total === undefined
      ? words.texts.camerasLost(camerasLost)
      : messages.lostCameras(formats.count(camerasLost), formats.count(total));
  return html`<li class="cause-row"><span class="severity is-${severity}">${incidents.severities[severity]}</span><div class="cause-text"><p class="cause-name"><bdi>${clip(upFirst(nameCause(rootView, words)))}</bdi></p><p class="cause-facts">${facts.flatMap((fact) => (fact ? [html`<span>${clip(fact)}</span>`] : []))}</p></div>${camerasLost > 0 && html`<p class="cause-count">${lost}</p>`}<p class="cause-since" title="${formats.fullTime(sinceMs)}">${messages.since(formats.shortTime(sinceMs, view.atMs))}<span>${describeDuration(context, view.atMs - sinceMs)}</span></p></li>`;
}

function nameOfParty(context: PageContext, { kind, id = '' }: ActingParty): string {
  const { agencies, contractors } = context.view.shown.inventory;
  if (kind === 'operator') return context.messages.incidents.operator;
  const known = kind === 'agency' ? agencies.get(id) : contractors.get(id);
  return known ? nameOf(context, known) : clip(id);
}
