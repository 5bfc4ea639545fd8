import { tellFlags } from '../../alerts/notifications/messages/words/incident-words.ts';
import { type RootView, viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause } from '../../alerts/notifications/messages/words/root-words.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { upFirst } from '../../core/text/up-first.ts';
import type { StoredMember } from '../../ledger/record/incidents/incident-reads.ts';
import type { TimelineStep } from '../../ledger/record/outbox/occasion.ts';
import type { MemberPage } from '../city/incident-members.ts';
import { publicWords, type ToldIncident } from '../city/tell-incidents.ts';
import { isWhole } from '../city/visible-fleet.ts';
import { isRestricted } from '../server/blur-places.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeDuration, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { areaLink } from './frame/place-links.ts';
import type { Viewer } from './frame/viewer.ts';
import { renderLayout } from './layout.ts';
import { renderActs } from './panels/acts-panel.ts';
import { renderCalled } from './panels/called.ts';
import { renderClocks } from './panels/clocks.ts';
import { describeHolder, describeSnooze } from './panels/duty-facts.ts';
import { renderFlapping } from './panels/flapping-notice.ts';
import { renderHealthStrip } from './panels/health-strip.ts';
import { describeAcknowledged, linkToRoot, renderNumber } from './panels/incident-facts.ts';
import { type IncidentForm, renderIncidentForm } from './panels/incident-form.ts';
import { renderIndicators } from './panels/indicators-panel.ts';
import { type IncidentPeople, renderLinked } from './panels/linked-incidents.ts';
import { renderMessages } from './panels/messages-panel.ts';
import { type ListPager, renderPager } from './panels/pager.ts';
import { renderUpstreams, renderWayOf } from './panels/upstreams.ts';

export interface IncidentPageSources {
  readonly incident: ToldIncident;
  readonly members: MemberPage;
  readonly course: readonly TimelineStep[];
  /** The last times that its cause was lost. */
  readonly losses: readonly StoredMember[];
  /** Where the next page of members is. */
  readonly nextPath: string | undefined;
  readonly viewer: Viewer;
  readonly form: IncidentForm | undefined;
  readonly people: IncidentPeople;
  readonly pager: ListPager;
}

/** One incident: what it is blamed on and since when, whose it is and whom to call, everything it took, and its course. */
export function renderIncidentPage(context: PageContext, sources: IncidentPageSources): Html {
  const { incident, members, course, losses, nextPath, form, people, pager, viewer } = sources;
  const words = publicWords(context.view, context.messages.language);
  const root = viewRoot(incident.summary.root, words.city);
  const name = clip(upFirst(nameCause(root, words)));
  const title = [incident.number, name].filter(Boolean).join(' · ');
  return renderLayout(
    context,
    title,
    html`${renderHealthStrip(context)}
${renderPager(context, pager)}
<div class="columns is-two is-incident">
${renderFacts(context, { incident, root, name, people, viewer, losses })}
${form && renderIncidentForm(context, incident, form)}
${renderEvidence(context, root)}
${renderCourse(context, course, { names: words.texts.course, isWhole: incident.isWhole })}
${renderWay(context, root)}
${renderPeople(context, viewer, people)}
${renderMembers(context, members, nextPath)}
</div>`,
  );
}

/** What its cause was asked last and answered. */
function renderEvidence(context: PageContext, { device, port, link }: RootView): Html | undefined {
  const { fleet, statusesOf, statusesOfLink } = context.view;
  if (link && fleet.linkById.has(link.id)) return renderIndicators(context, statusesOfLink(link.id));
  const isSeen = device && port === undefined && fleet.deviceById.has(device.id);
  return isSeen ? renderIndicators(context, statusesOf(device.id)) : undefined;
}

/** The way to it as a picture. */
function renderWay(context: PageContext, { device, link }: RootView): Html | undefined {
  const { deviceById, linkById } = context.view.fleet;
  const line = link && linkById.get(link.id);
  if (line) return renderWayOf(context, line);
  const visible = device && deviceById.get(device.id);
  return visible && renderUpstreams(context, visible);
}

/** Persons, and what they wrote, are for whoever logged in; messages for whoever sees the city. */
function renderPeople(
  context: PageContext,
  viewer: Viewer,
  people: IncidentPeople,
): readonly (Html | false)[] {
  if (viewer.account === undefined) return [];
  const isOfCity = isWhole(context.view.fleet.sight);
  return [
    renderActs(context, viewer, people.acts, people.numberOf),
    isOfCity && renderMessages(context, people.messages),
  ];
}

interface Blamed {
  readonly incident: ToldIncident;
  readonly losses: readonly StoredMember[];
  readonly people: IncidentPeople;
  readonly viewer: Viewer;
  readonly root: RootView;
  readonly name: string;
}

function renderFacts(context: PageContext, { incident, root, name, people, viewer, losses }: Blamed): Html {
  const { messages, formats, view } = context;
  const { duty } = messages;
  const { page, severities } = messages.incidents;
  const { summary, resolvedMs, state } = incident;
  const { severity, sinceMs, areas, lostNow, lostEver } = summary;
  const endMs = resolvedMs ?? view.atMs;
  const facts: readonly [string, Html | string | false][] = [
    [page.state, messages.incidents.states[state]],
    [page.since, formats.fullTime(sinceMs)],
    [resolvedMs === undefined ? page.lasting : page.lasted, describeDuration(context, endMs - sinceMs)],
    [page.resolved, resolvedMs !== undefined && formats.fullTime(resolvedMs)],
    [page.lost, page.lostOf(formats.count(lostNow), formats.count(lostEver))],
    [page.where, areas.length > 0 && describeAreas(context, incident)],
    [
      page.line,
      [root.link?.circuit, root.link && !root.link.interface && messages.inferred]
        .filter(Boolean)
        .join(' · '),
    ],
    [duty.list.call, renderCalled(context, root)],
    [page.acknowledged, incident.acknowledged.length > 0 && describeAcknowledged(context, incident)],
    [duty.list.has, resolvedMs === undefined && describeHolder(context, viewer, incident.duty)],
    [duty.snooze.name, resolvedMs === undefined && (describeSnooze(context, incident.duty) ?? false)],
    [duty.link.act, renderLinked(context, people)],
    ...renderClocks(context, people.clocks),
    [page.more, tellFlags(summary, messages.incidents.flags).join(' · ')],
    [messages.placePage.code, html`<span class="incident-id">${clip(incident.id)}</span>`],
  ];
  return html`<section class="panel facts" data-part="facts">
<header><h2>${renderNumber(incident)}${linkToRoot(context, summary.root, html`<bdi>${name}</bdi>`)}</h2></header>
<p class="verdict">${renderIcon(resolvedMs === undefined ? 'down' : 'up')}<span class="severity is-${severity}">${severities[severity]}</span></p>
${renderFlapping(context, incident, losses)}
<dl>${facts.map(([label, value]) => value !== false && value !== '' && html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
</section>`;
}

function describeAreas(context: PageContext, { summary }: ToldIncident): Html {
  const { inventory } = context.view.shown;
  const told = summary.areas.toSorted((a, b) => b.lost - a.lost);
  return html`${told.map(({ area, lost, of }, place) => {
    const known = inventory.areas.get(area);
    const name = known ? areaLink(context, known) : clip(area);
    return html`${place > 0 && ', '}${name} ${context.formats.count(lost)}/${context.formats.count(of)}`;
  })}`;
}

interface CourseTold {
  readonly names: Readonly<Record<TimelineStep['kind'], string>>;
  /** Else how many were lost at a step would tell of what is withheld. */
  readonly isWhole: boolean;
}

function renderCourse(
  context: PageContext,
  course: readonly TimelineStep[],
  { names, isWhole }: CourseTold,
): Html {
  const { messages, formats } = context;
  const { page } = messages.incidents;
  return html`<section class="panel table" data-part="course">
<header><h2>${page.course}</h2></header>
<div class="scroll"><table class="stack"><thead><tr><th scope="col">${page.at}</th><th scope="col">${page.step}</th><th scope="col" class="number">${page.cameras}</th></tr></thead>
<tbody>${course.map(({ kind, atMs, cameras }) => html`<tr><td>${formats.fullTime(atMs)}</td><td class="wide">${upFirst(names[kind])}</td><td class="number" data-label="${page.cameras}">${isWhole ? formats.count(cameras) : '–'}</td></tr>`)}</tbody></table></div>
</section>`;
}

function renderMembers(
  context: PageContext,
  { items, total }: MemberPage,
  nextPath: string | undefined,
): Html {
  const { messages, formats } = context;
  const { page } = messages.incidents;
  return html`<section class="panel table outages" data-part="members">
<header><h2>${page.members}</h2><p>${formats.count(total)}</p></header>
${total === 0 && html`<p class="quiet">${page.noMembers}</p>`}
${
  total > 0 &&
  html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${messages.devicePage.state}</th><th scope="col">${page.member}</th><th scope="col" class="minor">${messages.devicePage.site}</th><th scope="col">${page.joined}</th><th scope="col">${page.left}</th></tr></thead>
<tbody>${items.map((member) => renderMember(context, member))}</tbody></table></div>`
}
${nextPath !== undefined && html`<p class="rest"><a href="${linkTo(context, nextPath)}" rel="next">${context.messages.list.next}</a></p>`}
</section>`;
}

function renderMember(context: PageContext, { entity, joinedMs, leftMs }: StoredMember): Html | undefined {
  const { messages, formats, view } = context;
  const { page } = messages.incidents;
  const told = tellMember(context, entity);
  if (!told) return undefined;
  const { path, name, place, state } = told;
  const word = state === undefined ? '–' : html`${renderIcon(state)}${messages.states[state]}`;
  return html`<tr class="${leftMs !== undefined && 'is-gone'}"><td><span class="state">${word}</span></td><td class="wide"><a href="${linkTo(context, path)}"><bdi>${name}</bdi></a></td><td class="minor"><bdi>${place}</bdi></td><td data-label="${page.joined}">${formats.shortTime(joinedMs, view.atMs)}</td><td data-label="${page.left}">${leftMs === undefined ? '–' : formats.shortTime(leftMs, view.atMs)}</td></tr>`;
}

function tellMember(context: PageContext, entity: string) {
  const { fleet, conditions, linkConditions } = context.view;
  const { kind, id = '' } = parseEntity(entity) ?? {};
  if (kind === 'link') {
    const visible = fleet.linkById.get(id);
    return (
      visible && {
        path: `/links/${encodeURIComponent(id)}`,
        name: clip(visible.link.name),
        place: nameOf(context, visible.area),
        state: linkConditions.get(id)?.state,
      }
    );
  }
  const visible = fleet.deviceById.get(id);
  if (!visible) return undefined;
  const { device, site, area } = visible;
  return {
    path: `/devices/${encodeURIComponent(id)}`,
    name: clip(device.name),
    place: isRestricted(site) ? nameOf(context, area) : clip(site.name),
    state: conditions.get(id)?.state,
  };
}
