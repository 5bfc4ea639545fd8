import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { type DeviceFilter, findDevices, matchesGroup, pageOfDevices } from '../api/list-devices.ts';
import { UNDETERMINED } from '../api/parameters.ts';
import { countTraits, type DeviceTraits, SHOWN_STATES, type ShownState } from '../city/count-traits.ts';
import { devicesAt } from '../city/place-figures.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeReason, isBlind, linkTo, nameOf, type PageContext } from './frame/page-context.ts';
import { agencyLink, areaLink } from './frame/place-links.ts';
import { renderLayout } from './layout.ts';
import { type Facet, listPath, renderFacets } from './panels/facets.ts';
import { renderHealthStrip } from './panels/health-strip.ts';

export interface DeviceChoice extends DeviceFilter {
  readonly state?: ShownState | undefined;
  readonly site?: string | undefined;
}

/** On one page. */
const MOST_DEVICES = 100;

/** All devices, narrowed by what they are, where and whose; each list of filters counts what the others leave. */
export function renderDevicesPage(context: PageContext, choice: DeviceChoice, after?: string): Html {
  const { messages, formats, view } = context;
  const { list, devicesPage, devicePage } = messages;
  const found = findDevices(view, choice);
  const { page, next } = pageOfDevices(view, found, { limit: MOST_DEVICES, after });
  const pathTo = (cursor?: string) => linkTo(context, listPath('/devices', { ...choice, cursor }));
  return renderLayout(
    context,
    messages.sections.devices,
    html`${renderHealthStrip(context)}
<section class="panel facets" data-part="facets">
<header><h2>${devicesPage.count(formats.count(found.length))}</h2>${isNarrowed(choice) && html`<p><a href="${linkTo(context, '/devices')}">✕ ${list.clearFilter}</a></p>`}</header>
<div class="facet-row">${renderChoices(context, choice)}</div>
</section>
<section class="panel table devices ${isBlind(context) && 'is-stale'}" data-part="devices">
<header><h2>${messages.sections.devices}</h2><p><a href="${listPath('/api/v1/devices', { format: 'csv', ...choice })}">${list.asTable}</a></p></header>
${found.length === 0 && html`<p class="quiet">${devicesPage.none}</p>`}
${
  page.length > 0 &&
  html`<div class="scroll"><table class="stack"><thead><tr><th scope="col">${devicePage.state}</th><th scope="col">${messages.device}</th><th scope="col">${devicePage.kind}</th><th scope="col">${messages.area}</th><th scope="col">${devicePage.agency}</th><th scope="col">${devicePage.contractor}</th><th scope="col">${devicePage.sinceColumn}</th></tr></thead>
<tbody>${page.map((visible) => renderRow(context, visible))}</tbody></table></div>`
}
<p class="rest">${after !== undefined && html`<a href="${pathTo()}">${list.first}</a> `}${next !== undefined && html`<a href="${pathTo(next)}" rel="next">${list.next}</a>`}</p>
</section>`,
  );
}

const isNarrowed = (choice: DeviceChoice) => Object.values(choice).some((value) => value !== undefined);

function renderRow(context: PageContext, { device, area }: VisibleDevice): Html {
  const { messages, formats, view } = context;
  const { contractors } = view.shown.inventory;
  const { state, reason, sinceMs } = view.conditions.get(device.id) ?? {};
  const contractor = contractors.get(device.contractor ?? '');
  const word = state === undefined ? messages.devicePage.notInService : messages.states[state];
  const why = reason === undefined ? '' : describeReason(context, reason);
  return html`<tr><td><span class="state" title="${why}">${state && renderIcon(state)}${word}</span></td><td class="wide"><a href="${linkTo(context, `/devices/${encodeURIComponent(device.id)}`)}"><bdi>${clip(device.name)}</bdi></a> <span><bdi>${clip(device.id)}</bdi></span></td><td>${messages.oneOfKind[device.kind]}</td><td>${areaLink(context, area)}</td><td>${agencyLink(context, device.agency)}</td><td>${contractor ? clip(contractor.name, 40) : '–'}</td><td>${sinceMs === undefined ? '–' : formats.shortTime(sinceMs, view.atMs)}</td></tr>`;
}

/** What each value of a trait is called. */
type Namer = (value: string) => string;

function renderChoices(context: PageContext, choice: DeviceChoice): readonly Html[] {
  const { messages, view } = context;
  const { agencies, contractors, districts, areas } = view.shown.inventory;
  const { site } = choice;
  const counted = countTraits(view, site === undefined ? view.fleet.devices : devicesAt(view, site));
  const named =
    (places: ReadonlyMap<string, { name: string; nameEn?: string }>): Namer =>
    (id) => {
      const place = places.get(id);
      return place ? nameOf(context, place) : messages.devicePage.agencyUndetermined;
    };
  const stateName: Namer = (state) =>
    state === 'out-of-service' ? messages.devicePage.notInService : (lookUp(messages.states, state) ?? state);
  const kindName: Namer = (kind) => lookUp(messages.kinds, kind) ?? kind;
  const facets = (trait: Trait, heading: string, nameOfValue: Namer, order?: readonly string[]) =>
    renderFacets(context, heading, listFacets(counted, choice, { trait, nameOfValue, order }));
  const { list, devicePage } = messages;
  return [
    facets('state', devicePage.state, stateName, SHOWN_STATES),
    facets('kind', list.byKind, kindName, DEVICE_KINDS),
    facets('district', list.byDistrict, named(districts)),
    ...((choice.district ?? choice.area) === undefined ? [] : [facets('area', list.byArea, named(areas))]),
    facets('agency', list.byAgency, named(agencies)),
    facets('contractor', list.byContractor, named(contractors)),
  ];
}

type Trait = 'state' | 'kind' | 'district' | 'area' | 'agency' | 'contractor';

interface FacetList {
  readonly trait: Trait;
  readonly nameOfValue: Namer;
  /** Where the values have one; otherwise what most have comes first. */
  readonly order?: readonly string[] | undefined;
}

function listFacets(
  counted: ReturnType<typeof countTraits>,
  choice: DeviceChoice,
  { trait, nameOfValue, order }: FacetList,
): readonly Facet[] {
  const { [trait]: chosen, ...others } = choice;
  const counts = new Map<string, number>(chosen === undefined ? [] : [[chosen, 0]]);
  for (const { traits, count } of counted) {
    const value = trait === 'agency' ? (traits.agency ?? UNDETERMINED) : traits[trait];
    if (value !== undefined && isAlike(traits, others)) counts.set(value, (counts.get(value) ?? 0) + count);
  }
  const sorted = [...counts].toSorted(([a, countA], [b, countB]) =>
    order ? order.indexOf(a) - order.indexOf(b) : countB - countA,
  );
  return sorted.map(([value, count]) => ({
    label: nameOfValue(value),
    count,
    isChosen: value === chosen,
    path: listPath('/devices', { ...others, [trait]: value === chosen ? undefined : value }),
  }));
}

const isAlike = (traits: DeviceTraits, { state, site: _, ...group }: DeviceChoice) =>
  (state === undefined || traits.state === state) && matchesGroup(traits, group);

const lookUp = (words: Readonly<Record<string, string>>, key: string) => words[key];
