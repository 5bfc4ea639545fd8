import { z } from 'zod';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import type { VisibleDevice } from '../city/visible-fleet.ts';
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
  const matching = view.fleet.devices.filter((visible) => matches(view, visible, filter));
  const after = cursor?.[0];
  const rest = after === undefined ? matching : matching.filter(({ device }) => device.id > after);
  const page = rest.slice(0, limit);
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

interface StateFilter extends DeviceFilter {
  readonly state?: string | undefined;
  readonly indicator?: string | undefined;
}

export function matchesDevice({ device, area, district }: VisibleDevice, filter: DeviceFilter): boolean {
  return (
    (filter.kind === undefined || device.kind === filter.kind) &&
    (filter.area === undefined || area.id === filter.area) &&
    (filter.district === undefined || district.id === filter.district) &&
    (filter.contractor === undefined || device.contractor === filter.contractor) &&
    (filter.agency === undefined || (device.agency ?? UNDETERMINED) === filter.agency)
  );
}

/** With an indicator, `state` is that of the indicator; without, that of the device as a whole. */
function matches(
  view: CityView,
  visible: VisibleDevice,
  { state, indicator, ...filter }: StateFilter,
): boolean {
  if (!matchesDevice(visible, filter)) return false;
  if (state === undefined && indicator === undefined) return true;
  const condition = view.conditions.get(visible.device.id);
  if (indicator === undefined || condition === undefined)
    return indicator === undefined && (condition?.state ?? 'out-of-service') === state;
  const status = view.statusesOf(visible.device.id).find((one) => one.indicator === indicator);
  return status !== undefined && (state === undefined || status.state === state);
}
