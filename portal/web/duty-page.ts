import {
  nameAreas,
  tellFlags,
  totalCameras,
} from '../../alerts/notifications/messages/words/incident-words.ts';
import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, type Words } from '../../alerts/notifications/messages/words/root-words.ts';
import type { ClocksNow } from '../../contracts/response/clocks-now.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { DutyCounts, DutyEntry } from '../city/duty-list.ts';
import { publicWords, type ToldIncident } from '../city/tell-incidents.ts';
import { type Html, html } from './frame/html.ts';
import { clip, describeDuration, linkTo, type PageContext } from './frame/page-context.ts';
import type { Viewer } from './frame/viewer.ts';
import { renderLayout } from './layout.ts';
import type { ListChoice } from './list-choice.ts';
import { renderCalled } from './panels/called.ts';
import { renderClocks } from './panels/clocks.ts';
import { describeHolder, describeSnooze } from './panels/duty-facts.ts';
import { renderDutyFilters } from './panels/duty-filters.ts';
import { listPath } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { renderNumber } from './panels/incident-facts.ts';
import { renderNames } from './panels/linked-incidents.ts';
import { viewsPlace } from './panels/views-panel.ts';

export interface DutyPageSources {
  readonly choice: ListChoice;
  readonly viewer: Viewer;
  readonly counts: DutyCounts;
  readonly toTake: number;
  readonly told: readonly ToldIncident[];
  readonly total: number;
  readonly entryOf: ReadonlyMap<string, DutyEntry>;
  readonly linkedWith: (id: string) => readonly ToldIncident[];
  readonly clocksOf: (incident: ToldIncident) => ClocksNow;
  readonly next: string | undefined;
  /** Whether this is not the first page. */
  readonly hasCursor: boolean;
}

/** The one list of causes: how many there are of each kind, then each with whose it is, whom to call and how long there is. */
export function renderDutyPage(context: PageContext, sources: DutyPageSources): Html {
  const { messages, formats } = context;
  const { list } = messages.duty;
  const { choice, counts, told, total, next, hasCursor } = sources;
  const words = publicWords(context.view, messages.language);
  const pathTo = (cursor?: string) => linkTo(context, listPath('/incidents', { ...choice, cursor }));
  const isAll = Object.values(choice).every((value) => value === undefined) && counts.byState.snoozed === 0;
  const heading = choice.state === 'resolved' ? list.resolvedOfLate : list.heading;
  return renderLayout(
    context,
    messages.sections.incidents,
    html`${renderHealthStrip(context)}
${renderDutyFilters(context, sources)}
<section class="panel duty" data-part="duty">
<header><h2>${heading}</h2>${total > 0 && html`<p>${list.shown(formats.count(told.length), formats.count(total))}<span class="keys"> · ${list.keys}</span></p>`}</header>
${told.length === 0 && html`<p class="quiet">${isAll ? messages.incidents.none : list.none}</p>`}
<ol>${told.map((incident) => renderRow(context, words, { incident, sources }))}</ol>
<p class="rest">${hasCursor && html`<a href="${pathTo()}">${messages.list.first}</a> `}${next !== undefined && html`<a href="${pathTo(next)}" rel="next">${messages.list.next}</a>`}</p>
</section>
${viewsPlace(nameChosen(context, choice))}`,
  );
}

/** What this list is called when it is saved. */
function nameChosen(
  { messages, view }: PageContext,
  { state, severity, mine, ...places }: ListChoice,
): string {
  const { sections, duty, incidents } = messages;
  const { inventory } = view.shown;
  const known = [inventory.districts, inventory.areas, inventory.agencies, inventory.contractors];
  const named = Object.values(places).flatMap(
    (id) => known.flatMap((places) => places.get(String(id)) ?? []).at(0)?.name ?? [],
  );
  const chosen = [
    mine !== undefined && duty.list.mine,
    state === 'resolved' ? duty.list.resolvedOfLate : state !== undefined && incidents.states[state],
    severity !== undefined && incidents.severities[severity],
    ...named,
  ].filter((one) => one !== false);
  return chosen.length === 0 ? sections.incidents : `${sections.incidents}: ${chosen.join(', ')}`;
}

interface Row {
  readonly incident: ToldIncident;
  readonly sources: DutyPageSources;
}

function renderRow(context: PageContext, words: Words, { incident, sources }: Row): Html {
  const { messages, formats, view } = context;
  const { duty, incidents } = messages;
  const { viewer, choice, entryOf } = sources;
  const { id, summary, resolvedMs, state } = incident;
  const root = viewRoot(summary.root, words.city);
  const list = listPath('', { ...choice }).slice(1);
  const path = listPath(`/incidents/${encodeURIComponent(id)}`, list === '' ? {} : { list });
  const lasted = describeDuration(context, (resolvedMs ?? view.atMs) - summary.sinceMs);
  const snooze = resolvedMs === undefined ? describeSnooze(context, incident.duty) : undefined;
  const linked = sources.linkedWith(id);
  const hasCarrier = root.carrier !== undefined || root.carrierHotline !== undefined;
  const facts = [
    nameAreas(summary, root, words),
    // Beside whom to call it stands already.
    !hasCarrier && root.link?.circuit !== undefined && duty.list.circuit(clip(root.link.circuit, 40)),
    ...tellFlags(summary, incidents.flags),
  ].filter((fact) => typeof fact === 'string' && fact !== '');
  const has =
    resolvedMs === undefined ? describeHolder(context, viewer, incident.duty) : incidents.states.resolved;
  return html`<li class="duty-row is-${state}"><p class="what"><span class="severity is-${summary.severity}">${incidents.severities[summary.severity]}</span>${renderNumber(incident)}</p>
<div class="cause"><p class="cause-name"><a class="row-link" href="${linkTo(context, path)}"><bdi>${clip(upFirst(nameCause(root, words)))}</bdi></a></p><p class="cause-facts">${facts.map((fact) => html`<span>${clip(String(fact))}</span>`)}</p>${linked.length > 0 && html`<p class="small">${duty.linkedWith('')}${renderNames(context, linked)}</p>`}</div>
<p class="lost"><b>${describeLost(context, words, incident, entryOf.get(id))}</b><span title="${formats.fullTime(summary.sinceMs)}">${messages.since(formats.shortTime(summary.sinceMs, view.atMs))} · ${lasted}</span></p>
<div class="who"><p class="${state === 'open' && 'is-open'}">${has}</p>${snooze !== undefined && html`<p class="small">${snooze}</p>`}${renderCalled(context, root)}</div>
<dl class="clocks">${resolvedMs === undefined && renderClocks(context, sources.clocksOf(incident)).map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl></li>`;
}

/** `mất 12/12 camera`; what is lost now is seen before the incident tells of it. */
function describeLost(
  { messages, formats }: PageContext,
  words: Words,
  { summary }: ToldIncident,
  entry: DutyEntry | undefined,
): string {
  const cameras = entry && entry.cameras > 0 ? entry.cameras : summary.camerasLost;
  if (cameras === 0) return '';
  const total = totalCameras(summary, viewRoot(summary.root, words.city));
  if (total === undefined) return words.texts.camerasLost(cameras);
  return messages.lostCameras(formats.count(cameras), formats.count(Math.max(cameras, total)));
}
