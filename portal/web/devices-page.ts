import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { type DeviceFilter, findDevices, pageOfDevices } from '../api/list-devices.ts';
import { UNDETERMINED } from '../api/parameters.ts';
import { countTraits, SHOWN_STATES, type ShownState } from '../city/count-traits.ts';
import { devicesAt } from '../city/place-figures.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { type Html, html } from './frame/html.ts';
import { renderIcon } from './frame/icons.ts';
import { clip, describeReason, linkTo, type PageContext } from './frame/page-context.ts';
import { agencyLink, areaLink } from './frame/place-links.ts';
import { countFacets, type FacetGroup } from './panels/facets.ts';
import { type ListPage, renderListPage } from './panels/list-panels.ts';
import { namedBy, placeFacets } from './panels/place-facets.ts';
import { describeUnwatched } from './panels/unwatched-words.ts';

export interface DeviceChoice extends DeviceFilter {
  readonly state?: ShownState | undefined;
  readonly site?: string | undefined;
}

/** What is listed, and where. */
export interface DeviceList {
  readonly path: string;
  readonly heading: string;
  readonly count: (count: string) => string;
  /** Of all that is listed. */
  readonly kind?: string;
  readonly head: readonly string[];
  readonly renderRow: (visible: VisibleDevice) => Html;
}

/** On one page. */
const MOST_DEVICES = 100;

/** All devices, narrowed by what they are, where and whose; each list of filters counts what the others leave. */
export function renderDevicesPage(context: PageContext, choice: DeviceChoice, after?: string): Html {
  const { messages } = context;
  const { devicesPage, devicePage } = messages;
  return renderDeviceList(context, choice, {
    ...{ path: '/devices', heading: messages.sections.devices, count: devicesPage.count, after },
    head: [
      ...[devicePage.state, messages.device, devicePage.kind, messages.area],
      ...[devicePage.agency, devicePage.contractor, devicePage.sinceColumn],
    ],
    renderRow: (visible) => renderRow(context, visible),
  });
}

export function renderDeviceList(
  context: PageContext,
  choice: DeviceChoice,
  {
    path,
    heading,
    count,
    kind,
    head,
    renderRow: renderOne,
    after,
  }: DeviceList & { readonly after: string | undefined },
): Html {
  const { messages, formats, view } = context;
  const found = findDevices(view, kind === undefined ? choice : { ...choice, kind });
  const { page, next } = pageOfDevices(view, found, { limit: MOST_DEVICES, after });
  const list: ListPage = {
    ...{ path, heading, choice: { ...choice }, next, part: 'devices', none: messages.devicesPage.none },
    count: count(formats.count(found.length)),
    groups: groupFacets(context, choice, path, kind),
    file: '/api/v1/devices',
    ...(kind !== undefined && { fileFilter: { kind } }),
    isFirst: after === undefined,
    table:
      page.length === 0
        ? undefined
        : html`<div class="scroll"><table class="stack"><thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${page.map(renderOne)}</tbody></table></div>`,
  };
  return renderListPage(context, list);
}

/** Its state in a word, with why. */
export function renderState(context: PageContext, device: VisibleDevice['device']): Html {
  const { messages, view } = context;
  const { state, reason } = view.conditions.get(device.id) ?? {};
  const unwatched = describeUnwatched(context, device) ?? messages.listsPage.outOfService;
  const word = state === undefined ? unwatched : messages.states[state];
  const why = reason === undefined ? '' : describeReason(context, reason);
  return html`<span class="state" title="${why}">${state && renderIcon(state)}${word}</span>`;
}

export const renderName = (context: PageContext, { id, name }: VisibleDevice['device']): Html =>
  html`<a href="${linkTo(context, `/devices/${encodeURIComponent(id)}`)}"><bdi>${clip(name)}</bdi></a> <span><bdi>${clip(id)}</bdi></span>`;

function renderRow(context: PageContext, { device, area }: VisibleDevice): Html {
  const { messages, formats, view } = context;
  const { sinceMs } = view.conditions.get(device.id) ?? {};
  const contractor = view.shown.inventory.contractors.get(device.contractor ?? '');
  return html`<tr><td>${renderState(context, device)}</td><td class="wide">${renderName(context, device)}</td><td>${messages.oneOfKind[device.kind]}</td><td>${areaLink(context, area)}</td><td>${agencyLink(context, device.agency)}</td><td>${contractor ? clip(contractor.name, 40) : '–'}</td><td>${sinceMs === undefined ? '–' : formats.shortTime(sinceMs, view.atMs)}</td></tr>`;
}

/** What each value of a trait is called. */
type Namer = (value: string) => string;

function groupFacets(
  context: PageContext,
  { site, ...choice }: DeviceChoice,
  path: string,
  fixedKind: string | undefined,
): readonly FacetGroup[] {
  const { messages, view } = context;
  const { agencies, contractors } = view.shown.inventory;
  const counted = countTraits(view, site === undefined ? view.fleet.devices : devicesAt(view, site))
    .filter(({ traits }) => fixedKind === undefined || traits.kind === fixedKind)
    .map(({ traits, count }) => ({ count, traits: { ...traits, agency: traits.agency ?? UNDETERMINED } }));
  const stateName: Namer = (state) =>
    state === 'out-of-service' ? messages.listsPage.outOfService : (lookUp(messages.states, state) ?? state);
  const kindName: Namer = (kind) => lookUp(messages.kinds, kind) ?? kind;
  const fixed = { ...(site !== undefined && { site }) };
  const facets = (trait: string, heading: string, nameOf: Namer, order?: readonly string[]) =>
    countFacets({ path, counted, choice, fixed }, { ...{ trait, heading, nameOf }, ...(order && { order }) });
  const { list, devicePage } = messages;
  return [
    facets('state', devicePage.state, stateName, SHOWN_STATES),
    ...(fixedKind === undefined ? [facets('kind', list.byKind, kindName, DEVICE_KINDS)] : []),
    ...placeFacets(context, { path, counted, choice, fixed }),
    facets('agency', list.byAgency, namedBy(context, agencies)),
    facets('contractor', list.byContractor, namedBy(context, contractors)),
  ];
}

const lookUp = (words: Readonly<Record<string, string>>, key: string) => words[key];
