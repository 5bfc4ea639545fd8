import { z } from 'zod';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import { cursorParameter, renderCursor } from './cursor.ts';
import { describeDevice } from './device-json.ts';
import {
  filterParameters,
  limitParameter,
  oneOf,
  parseParameters,
  SHOWN_STATES,
  UNDETERMINED,
} from './parameters.ts';

/** One page of devices in the order of their ids, so that paging through meets each exactly once. */
export function listDevices(view: CityView, search: URLSearchParams) {
  const { limit, cursor, ...filter } = parseParameters(search, {
    limit: limitParameter,
    cursor: cursorParameter(z.tuple([z.string()])),
    state: oneOf(SHOWN_STATES).optional(),
    ...filterParameters(view.shown.inventory),
  });
  const { fleet } = view;
  const { state, indicator, ...place } = filter;
  const isGroup = fleet.columns.groups.map((group) => matchesGroup(group, place));
  const isOfState = stateFilter(view, { state, indicator });
  const matching = fleet.devices.filter(
    (device) => isGroup[fleet.columns.group[device] ?? -1] === true && isOfState(device),
  );
  const after = cursor?.[0];
  const from = after === undefined ? 0 : matching.findIndex((device) => fleet.columns.idOf(device) > after);
  const rest = from < 0 ? [] : matching.subarray(from);
  const page = fleet.first(rest, limit);
  const last = page.at(-1);
  return {
    at: apiTime(view.atMs, view.shown.settings.city.timeZone),
    sight: view.health.sight,
    total: matching.length,
    items: page.map((visible) => describeDevice(view, visible)),
    next: last && page.length < rest.length ? renderCursor([last.device.id]) : null,
  };
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

interface StateFilter {
  readonly state?: string | undefined;
  readonly indicator?: Indicator | undefined;
}

/** With an indicator, `state` is that of the indicator; without, that of the device as a whole. */
function stateFilter(
  { fleet, stateAt, statusesOf }: CityView,
  { state, indicator }: StateFilter,
): (device: number) => boolean {
  if (indicator === undefined)
    return (device) => state === undefined || (stateAt(device) ?? 'out-of-service') === state;
  return (device) => {
    if (stateAt(device) === undefined) return false;
    const status = statusesOf(fleet.columns.idOf(device)).find((one) => one.indicator === indicator);
    return status !== undefined && (state === undefined || status.state === state);
  };
}
