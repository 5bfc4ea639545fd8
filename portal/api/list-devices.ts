import { z } from 'zod';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import { SHOWN_STATES } from '../city/count-traits.ts';
import { devicesAt } from '../city/place-figures.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
import { cursorParameter, renderCursor } from './cursor.ts';
import { describeDevice, describeStanding } from './device-json.ts';
import { formatParameter, type List, type Table } from './list.ts';
import {
  filterParameters,
  type KnownIn,
  limitParameter,
  oneOf,
  parseParameters,
  UNDETERMINED,
} from './parameters.ts';

/** The id of the last device of the page before. */
export const deviceCursor = cursorParameter(z.tuple([z.string()]));

/** Longer than any id. */
const MOST_LETTERS = 200;

/** What a list of devices may be narrowed by. */
export function deviceParameters(known: KnownIn) {
  return {
    state: oneOf(SHOWN_STATES).optional(),
    // Whether there is such a site is nobody's business who may not see it.
    site: z.string().max(MOST_LETTERS).optional(),
    ...filterParameters(known),
  };
}

export const deviceListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: deviceCursor,
  format: formatParameter,
  ...deviceParameters(known),
});

/** One page of devices, or all of them as a table. */
export function listDevices(view: CityView, search: URLSearchParams): List<DevicePage> {
  const { limit, cursor, format, ...filter } = parseParameters(search, deviceListParameters(view));
  const matching = findDevices(view, filter);
  if (format !== 'json') return { format, table: deviceTable(view, matching) };
  const { page, next } = pageOfDevices(view, matching, { limit, after: cursor?.[0] });
  return {
    format,
    body: {
      at: apiTime(view.atMs, view.shown.settings.city.timeZone),
      sight: view.health.sight,
      total: matching.length,
      items: page.map((visible) => describeDevice(view, visible)),
      next: next ?? null,
    },
  };
}

interface DevicePage {
  readonly at: ReturnType<typeof apiTime>;
  readonly sight: CityView['health']['sight'];
  readonly total: number;
  readonly items: readonly ReturnType<typeof describeDevice>[];
  readonly next: string | null;
}

/** By place in the columns, in the order of their ids. */
export function findDevices(
  view: CityView,
  { state, indicator, site, ...place }: DeviceFilter & StateFilter & SiteFilter,
): Uint32Array {
  const { columns } = view.fleet;
  const devices = site === undefined ? view.fleet.devices : devicesAt(view, site);
  const isGroup = columns.groups.map((group) => matchesGroup(group, place));
  const isOfState = stateFilter(view, { state, indicator });
  return devices.filter((device) => isGroup[columns.group[device] ?? -1] === true && isOfState(device));
}

/** In the order of ids, so that paging through meets each exactly once. */
export function pageOfDevices(
  { fleet }: CityView,
  matching: Uint32Array,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): { readonly page: readonly VisibleDevice[]; readonly next: string | undefined } {
  const from = after === undefined ? 0 : matching.findIndex((device) => fleet.columns.idOf(device) > after);
  const rest = from < 0 ? [] : matching.subarray(from);
  const page = fleet.first(rest, limit);
  const last = page.at(-1);
  return { page, next: last && page.length < rest.length ? renderCursor([last.device.id]) : undefined };
}

const HEAD = [
  'id',
  'name',
  'kind',
  'state',
  'reason',
  'indicator',
  'since',
  'stage',
  'agency',
  'contractor',
  'programme',
  'district',
  'area',
  'site',
];

const deviceTable = (view: CityView, matching: Uint32Array): Table => ({
  head: HEAD,
  size: matching.length,
  rowsOf: (from, to) =>
    view.fleet.first(matching.subarray(from, to)).map((visible) => cellsOf(describeStanding(view, visible))),
});

function cellsOf(device: ReturnType<typeof describeStanding>): readonly string[] {
  const { id, name, kind, state, reason, indicator, since, stage } = device;
  const { agency, contractor, programme, district, area, site } = device;
  const cells = [id, name, kind, state, reason, indicator, since?.iso, stage];
  return [...cells, agency, contractor, programme, district.id, area.id, site.id].map((cell) => cell ?? '');
}

export interface DeviceFilter {
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
  readonly area?: string | undefined;
  readonly contractor?: string | undefined;
  readonly kind?: string | undefined;
}

/** Whether the devices of a group are those that are asked for: by what they are at present. */
export function matchesGroup(group: DeviceGroup, filter: DeviceFilter): boolean {
  return (
    (filter.kind === undefined || group.kind === filter.kind) &&
    (filter.area === undefined || group.area === filter.area) &&
    (filter.district === undefined || group.district === filter.district) &&
    (filter.contractor === undefined || group.contractor === filter.contractor) &&
    (filter.agency === undefined || (group.agency ?? UNDETERMINED) === filter.agency)
  );
}

interface SiteFilter {
  readonly site?: string | undefined;
}

interface StateFilter {
  readonly state?: string | undefined;
  readonly indicator?: Indicator | undefined;
}

/** With an indicator, `state` is that of the indicator; without, that of the device as a whole. */
function stateFilter(
  { stateAt, rungAt }: CityView,
  { state, indicator }: StateFilter,
): (device: number) => boolean {
  if (indicator === undefined)
    return (device) => state === undefined || (stateAt(device) ?? 'out-of-service') === state;
  return (device) => {
    if (stateAt(device) === undefined) return false;
    const rung = rungAt(device, indicator);
    return rung !== undefined && (state === undefined || rung === state);
  };
}
