import { namesOf } from '../grafana/influxql/select.ts';
import type { Context } from './context.ts';
import { annotations } from './house/annotations.ts';
import { buildDashboard } from './house/dashboard.ts';
import { UIDS } from './house/links.ts';
import { at, type PlacedPanel, tiles } from './house/place.ts';
import { nameVariable, tagVariable } from './house/variables.ts';
import {
  type DeviceScope,
  deviceBitrate,
  deviceChanges,
  deviceClockOverTime,
  deviceHours,
  deviceLatency,
  deviceLossOverTime,
  deviceScope,
  deviceService,
  deviceStates,
  deviceTiles,
  deviceTimeline,
  deviceTraffic,
} from './panels/device-panels.ts';

/** Devices that anything is measured of, by condition. */
export const devicesWhere = (...conditions: readonly string[]): string =>
  `SHOW TAG VALUES FROM /^(reach|stream)$/ WITH KEY = "device" WHERE ${conditions.join(' AND ')}`;

/** One device on all its rungs: what it answers, how fast, what flows, and what changed when. */
export function buildDevice(context: Context) {
  const { title, description } = context.texts.dashboards.device;
  const scope = deviceScope();
  return buildDashboard(context, {
    uid: UIDS.device,
    title,
    description,
    from: 'now-24h',
    variables: [
      nameVariable(context, 'district', context.names.districts, 'one'),
      tagVariable(context, 'device', devicesWhere(namesOf('reach').isVariable('district', 'district'))),
    ],
    annotations: annotations(context, {
      outages: scope.events,
      maintenance: [namesOf('event').isVariable('district', 'district')],
    }),
    panels: [
      ...tiles(...deviceTiles(context, scope)),
      ...deviceCharts(context, scope, { firstId: 10, y: 4 }),
    ],
  });
}

/** Everything of a device below its tiles. */
export function deviceCharts(
  context: Context,
  scope: DeviceScope,
  { firstId, y }: { readonly firstId: number; readonly y: number },
): readonly PlacedPanel[] {
  return [
    at(deviceStates(context, scope), firstId, 0, y, 10, 7),
    at(deviceTimeline(context, scope), firstId + 1, 10, y, 14, 7),
    at(deviceLatency(context, scope), firstId + 2, 0, y + 7, 12, 8),
    at(deviceLossOverTime(context, scope), firstId + 3, 12, y + 7, 12, 8),
    at(deviceService(context, scope), firstId + 4, 0, y + 15, 8, 8),
    at(deviceBitrate(context, scope), firstId + 5, 8, y + 15, 8, 8),
    at(deviceClockOverTime(context, scope), firstId + 6, 16, y + 15, 8, 8),
    at(deviceTraffic(context, scope), firstId + 7, 0, y + 23, 12, 8),
    at(deviceHours(context, scope), firstId + 8, 12, y + 23, 12, 8),
    at(deviceChanges(context, scope), firstId + 9, 0, y + 31, 24, 9),
  ];
}
