import { viewRoot } from '../../alerts/notifications/messages/words/root-view.ts';
import { nameCause, type Words } from '../../alerts/notifications/messages/words/root-words.ts';
import { SITE_KINDS } from '../../core/domain/inventory.ts';
import { upFirst } from '../../core/text/up-first.ts';
import {
  type BlindChoice,
  type BlindSources,
  chooseSpots,
  pageOfSpots,
  type ToldSpot,
  tellSpots,
  whereIs,
} from '../api/list-blind-spots.ts';
import { BLIND_PLACES, BLIND_STATES, type BlindSpot } from '../city/blind-spots.ts';
import { publicWords } from '../city/tell-incidents.ts';
import { isWhole } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeDuration, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { agencyLink, areaLink, siteLink } from './frame/place-links.ts';
import type { Viewer } from './frame/viewer.ts';
import { describeHolder } from './panels/duty-facts.ts';
import { countAlike, countFacets, type FacetGroup } from './panels/facets.ts';
import { renderListPage } from './panels/list-panels.ts';
import { namedBy, placeFacets } from './panels/place-facets.ts';

export interface BlindPageSources extends BlindSources {
  readonly spots: readonly BlindSpot[];
  readonly viewer: Viewer;
  readonly cursor: Parameters<typeof pageOfSpots>[1]['cursor'];
}

const MOST_SPOTS = 100;
/** Of one place. */
const MOST_CAUSES = 3;
const MOST_AGENCIES = 3;

/** Where no camera is known to work: since when, why, whose, and what is done about it. */
export function renderBlindSpotsPage(
  context: PageContext,
  choice: BlindChoice,
  { spots, viewer, cursor, ...sources }: BlindPageSources,
): Html {
  const { messages, formats, view } = context;
  const { blindPage: texts } = messages;
  const found = chooseSpots(spots, choice);
  const { page, next } = pageOfSpots(found, { limit: MOST_SPOTS, cursor });
  const words = publicWords(view, messages.language);
  const head = [
    ...[texts.where, messages.devicePage.state, messages.devicePage.sinceColumn, texts.cause],
    ...[texts.whose, messages.district],
  ];
  return renderListPage(context, {
    ...{ path: '/blind-spots', heading: texts.heading, choice: { ...choice }, next },
    count: texts.count(formats.count(found.length)),
    groups: groupFacets(context, spots, choice),
    ...{ file: '/api/v1/blind-spots', part: 'blind-spots', none: texts.none, isFirst: cursor === undefined },
    hint: isWhole(view.fleet.sight) ? texts.about : `${texts.about} ${texts.aboutOwn}`,
    table:
      page.length === 0
        ? undefined
        : html`<div class="scroll"><table class="stack"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${tellSpots(view, page, sources).map((told) => renderRow(context, told, { viewer, words }))}</tbody></table></div>`,
  });
}

interface Telling {
  readonly viewer: Viewer;
  readonly words: Words;
}

function renderRow(context: PageContext, told: ToldSpot, telling: Telling): Html {
  const { messages, formats, view } = context;
  const { blindPage: texts, devicePage } = messages;
  const { spot } = told;
  const { sinceMs } = spot;
  const { site, area, district } = whereIs(view, spot);
  const where = site
    ? html`${siteLink(context, site)} <span><bdi>${clip(spot.id)}</bdi>${area && html` · ${areaLink(context, area)}`}</span>`
    : area && html`<b>${areaLink(context, area)}</b> <span>${texts.places.area}</span>`;
  const since =
    sinceMs === undefined
      ? '–'
      : html`${formats.shortTime(sinceMs, view.atMs)} <span class="small">${describeDuration(context, view.atMs - sinceMs)}</span>`;
  const rest = spot.agencies.length - MOST_AGENCIES;
  const whose = spot.agencies
    .slice(0, MOST_AGENCIES)
    .map((id, at) => html`${at > 0 && ', '}${agencyLink(context, id)}`);
  return html`<tr><td class="wide">${where}</td><td>${renderState(context, spot)}</td><td data-label="${devicePage.sinceColumn}">${since}</td><td class="wide">${renderCauses(context, told, telling)}${renderPlanned(context, told, telling)}</td><td data-label="${texts.whose}">${spot.agencies.length === 0 ? '–' : whose}${rest > 0 && html` ${messages.andMore(formats.count(rest))}`}</td><td data-label="${messages.district}">${district ? nameOf(context, district) : '–'}</td></tr>`;
}

function renderState(
  context: PageContext,
  { state, cameras, down, unknown, outOfService, area, place, id }: BlindSpot,
): Html {
  const { messages, formats } = context;
  const { blindPage: texts } = messages;
  const word = {
    lost: texts.lost(formats.count(cameras)),
    unknown: texts.notKnown(formats.count(down), formats.count(unknown)),
    'out-of-service': texts.outOfService(formats.count(outOfService)),
    'no-camera': texts.states['no-camera'],
  }[state];
  if (cameras + outOfService === 0) return html`<span class="state">${word}</span>`;
  const list = linkTo(
    context,
    `/devices?kind=camera&${place === 'site' ? 'site' : 'area'}=${encodeURIComponent(place === 'site' ? id : area)}`,
  );
  const icon = state === 'lost' ? renderIcon('down') : state === 'unknown' && renderIcon('unknown');
  return html`<span class="state">${icon}<a href="${list}">${word}</a></span>`;
}

/** The incidents that it is lost in, each with who has taken it. */
function renderCauses(
  context: PageContext,
  { spot, causes }: ToldSpot,
  { viewer, words }: Telling,
): Html | '' {
  const { messages, formats } = context;
  const told = causes.slice(0, MOST_CAUSES).map(({ id, number, root, duty }) => {
    const name = clip(upFirst(nameCause(viewRoot(root, words.city), words)));
    const path = linkTo(context, `/incidents/${encodeURIComponent(id)}`);
    return html`<p><a href="${path}">${number !== undefined && html`<b class="spoken">${number}</b> `}<bdi>${name}</bdi></a> <span>${describeHolder(context, viewer, duty)}</span></p>`;
  });
  const rest = causes.length - told.length;
  const isOpen = spot.down > 0 && causes.length === 0 && !spot.isCauseWithheld;
  if (told.length === 0 && !isOpen && !spot.isCauseWithheld) return '';
  return html`${told}${rest > 0 && html`<p>${messages.andMore(formats.count(rest))}</p>`}${spot.isCauseWithheld && html`<p>${messages.withheldCause}</p>`}${isOpen && html`<p>${messages.blindPage.noCause}</p>`}`;
}

/** Whoever has logged in may read more of it. */
function renderPlanned(
  context: PageContext,
  { planned: [work] }: ToldSpot,
  { viewer }: Telling,
): Html | undefined {
  if (work === undefined) return undefined;
  const { formats, view, messages } = context;
  const { fromMs, toMs } = work.interval;
  const text =
    fromMs <= view.atMs
      ? messages.blindPage.running(formats.shortTime(toMs, view.atMs))
      : messages.blindPage.planned(formats.range(fromMs, toMs));
  return html`<p class="planned">${viewer.account === undefined ? text : html`<a href="${linkTo(context, '/works')}">${text}</a>`}</p>`;
}

function groupFacets(
  context: PageContext,
  spots: readonly BlindSpot[],
  choice: BlindChoice,
): readonly FacetGroup[] {
  const { messages, view } = context;
  const { blindPage: texts, list, placePage } = messages;
  const traitsOf = ({ place, state, kind, area, district }: BlindSpot) => ({
    ...{ place, state, kind, area, district },
  });
  const { agency } = choice;
  // A place may have cameras of several.
  const ofAgency = spots.filter(({ agencies }) => agency === undefined || agencies.includes(agency));
  const byAgency = spots.flatMap((spot) => spot.agencies.map((one) => ({ ...traitsOf(spot), agency: one })));
  const faceted = {
    path: '/blind-spots',
    counted: countAlike(ofAgency, (spot) => ({ ...traitsOf(spot), agency })),
    choice: { ...choice },
  };
  const [places, states, kinds]: Readonly<Record<string, string>>[] = [
    texts.places,
    texts.states,
    placePage.siteKinds,
  ];
  const named = (trait: string, heading: string, names: typeof places, order: readonly string[]) =>
    countFacets(faceted, { trait, heading, order, nameOf: (value) => names?.[value] ?? value });
  return [
    named('place', texts.byPlace, places, BLIND_PLACES),
    named('state', messages.devicePage.state, states, BLIND_STATES),
    named('kind', placePage.kind, kinds, SITE_KINDS),
    countFacets(
      { ...faceted, counted: countAlike(byAgency, (traits) => traits) },
      { trait: 'agency', heading: list.byAgency, nameOf: namedBy(context, view.shown.inventory.agencies) },
    ),
    ...placeFacets(context, faceted),
  ];
}
