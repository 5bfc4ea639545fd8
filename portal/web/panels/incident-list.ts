import {
  nameAreas,
  tellFlags,
  totalCameras,
} from '../../../alerts/notifications/messages/words/incident-words.ts';
import { type RootView, viewRoot } from '../../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, type Words } from '../../../alerts/notifications/messages/words/root-words.ts';
import { upFirst } from '../../../core/text/up-first.ts';
import type { IncidentRoot } from '../../../ledger/record/incidents/incident-event.ts';
import { countCameras, type DownNow, rootKey } from '../../city/down-now.ts';
import type { StandingIncidents } from '../../city/standing-incidents.ts';
import { publicWords, type ToldIncident } from '../../city/tell-incidents.ts';
import { type Html, html } from '../frame/html.ts';
import { renderIcon } from '../frame/icons.ts';
import {
  clip,
  describeDuration,
  describeReason,
  isBlind,
  linkTo,
  type PageContext,
} from '../frame/page-context.ts';
import { describeSnooze } from './duty-facts.ts';
import { describeAcknowledged, describeLine, renderNumber } from './incident-facts.ts';
import { foldMembers, renderUnassigned, renderWithheld } from './lost-members.ts';

const SEVERITIES = ['critical', 'major', 'minor'] as const;

/**
 * What is wrong by its cause, the worst first, with what of it is lost now and whether somebody is at it. Above them what fell
 * a moment ago; one quiet line when nothing is.
 */
export function renderIncidents(context: PageContext, incidents: StandingIncidents, down: DownNow): Html {
  const { messages, formats } = context;
  const { heading, count, severities, more } = messages.incidents;
  const { told, total, bySeverity } = incidents;
  const unassigned = renderUnassigned(context, down);
  if (total === 0 && !unassigned && down.withheld.length === 0) return renderQuiet(context);
  const parts = SEVERITIES.filter((severity) => bySeverity[severity] > 0).map(
    (severity) => `${formats.count(bySeverity[severity])} ${severities[severity]}`,
  );
  const rest = total - told.length;
  const words = publicWords(context.view, messages.language);
  const lostIn = new Map(down.incidents.map(({ id, lost }) => [id, lost]));
  return html`<section class="panel incidents ${isBlind(context) && 'is-stale'}" data-part="incidents">
<header><h2>${heading}</h2>${total > 0 && html`<p>${count(formats.count(total), parts)}</p>`}</header>
<ol>${unassigned}${told.map((incident) => renderIncident({ context, words, incident, members: lostIn.get(incident.id) ?? [] }))}${renderWithheld(context, down)}</ol>
${rest > 0 && html`<p class="rest"><a href="${linkTo(context, '/incidents')}">${more(formats.count(rest))}</a></p>`}
<p class="rest keys">${messages.duty.list.keys}</p>
</section>`;
}

/** Green only where it is known that all is well: not while blind, and not of an empty inventory. */
function renderQuiet({ messages, view }: PageContext): Html {
  const isEmpty = view.watched === 0;
  const isWell = !isEmpty && view.health.sight === 'seeing';
  return html`<section class="incidents is-quiet" data-part="incidents"><p class="quiet">${renderIcon(isWell ? 'up' : 'unknown')}${isEmpty ? messages.noneInventoried : messages.incidents.none}</p></section>`;
}

interface IncidentRow {
  readonly context: PageContext;
  readonly words: Words;
  readonly incident: ToldIncident;
  /** Those of it that are lost now. */
  readonly members: readonly number[];
}

function renderIncident({ context, words, incident, members }: IncidentRow): Html {
  const { messages, formats, view } = context;
  const { summary } = incident;
  const { severity, sinceMs, root } = summary;
  const { incidents } = messages;
  const rootView = viewRoot(root, words.city);
  const total = totalCameras(summary, rootView);
  const facts = [
    nameAreas(summary, rootView, words),
    ...tellFlags(summary, incidents.flags),
    describeAcknowledged(context, incident),
    describeSnooze(context, incident.duty) ?? '',
    ...describeLine(context, rootView),
    describeSilence(context, rootView),
    isPerhapsPower(context, root, members) && messages.perhapsPower,
  ];
  // What is lost now is seen before the incident tells of it.
  const cameras = countCameras(view.fleet, members) || summary.camerasLost;
  const lost =
    total === undefined
      ? words.texts.camerasLost(cameras)
      : messages.lostCameras(formats.count(cameras), formats.count(Math.max(cameras, total)));
  const [first = -1] = members;
  const isAlone = members.length === 1 && rootKey(root) === view.fleet.deviceAt(first)?.entity;
  const isFolded = members.length > 0 && !isAlone;
  const path = `/incidents/${encodeURIComponent(incident.id)}`;
  const name = html`<bdi>${clip(upFirst(nameCause(rootView, words)))}</bdi>`;
  // A summary that opens is no link.
  const title = isFolded ? name : html`<a href="${linkTo(context, path)}">${name}</a>`;
  const row = html`<div class="cause-row"><span class="severity is-${severity}">${incidents.severities[severity]}</span><div class="cause-text"><p class="cause-name">${renderNumber(incident)}${title}</p><p class="cause-facts">${facts.flatMap((fact) => (fact ? [html`<span>${clip(fact)}</span>`] : []))}</p></div>${cameras > 0 && html`<p class="cause-count">${lost}</p>`}<p class="cause-since" title="${formats.fullTime(sinceMs)}">${messages.since(formats.shortTime(sinceMs, view.atMs))}<span>${describeDuration(context, view.atMs - sinceMs)}</span></p></div>`;
  return isFolded ? foldMembers(context, { key: incident.id, row, members, path }) : html`<li>${row}</li>`;
}

/** What a device that is down itself says of why. */
function describeSilence(context: PageContext, { device, port }: RootView): string | false {
  const { state, reason } = context.view.conditions.get(device?.id ?? '') ?? {};
  return port === undefined && state === 'down' && reason !== undefined && describeReason(context, reason);
}

/** Who refuses a connection has power. */
const SILENT_REASONS: ReadonlySet<string> = new Set(['timeout', 'unreachable', 'loss']);
const HAS_ONE_SUPPLY: ReadonlySet<string> = new Set(['site', 'cabinet', 'area']);

function isPerhapsPower({ view }: PageContext, root: IncidentRoot, members: readonly number[]): boolean {
  return (
    root.kind === 'common' &&
    HAS_ONE_SUPPLY.has(root.by) &&
    members.every((device) => SILENT_REASONS.has(view.conditionAt(device)?.reason ?? 'timeout'))
  );
}
