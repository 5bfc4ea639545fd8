import { namesOf } from '../grafana/influxql/select.ts';
import { buildDashboard } from './components/dashboard.ts';
import { UIDS } from './components/links.ts';
import { at, type PlacedPanel, tilesAt } from './components/place.ts';
import { nameVariable, tagVariable } from './components/variables.ts';
import { annotations } from './panels/annotations.ts';
import {
  type DeviceScope,
  deviceAbout,
  deviceBitrate,
  deviceChanges,
  deviceClockOverTime,
  deviceDays,
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
import { deviceTroubleTable, downTable } from './panels/event-panels.ts';
import { upstreamOnly } from './queries/events.ts';
import type { Context } from './scope/context.ts';

/** Devices that anything is measured of, by condition. */
const devicesWhere = (conditions: readonly string[]): string =>
  `SHOW TAG VALUES FROM /^(reach|stream)$/ WITH KEY = "device" WHERE ${conditions.join(' AND ')}`;

export const deviceVariable = (context: Context, where: readonly string[]) =>
  tagVariable(context, 'device', devicesWhere(where), where);

/** One device on all its rungs: what it answers, how fast, what flows, and what changed when. */
export function buildDevice(ofCity: Context) {
  const context = { ...ofCity, isOfOne: true };
  const { title, description } = context.texts.dashboards.device;
  const scope = deviceScope();
  return buildDashboard(context, {
    uid: UIDS.device,
    title,
    description,
    from: 'now-24h',
    variables: [
      nameVariable(context, 'district', context.names.districts, 'one-or-all'),
      deviceVariable(context, [namesOf('reach').isVariable('district', 'district')]),
    ],
    annotations: annotations(context, {
      outages: scope.events,
      maintenance: [namesOf('event').isVariable('district', 'district')],
    }),
    panels: [
      at(22, [0, 0, 24, 5], deviceTroubleTable(context, scope.events)),
      at(23, [0, 5, 24, 5], upstreamOf(context)),
      ...tilesAt(10, ...deviceTiles(context, scope)),
      ...deviceCharts(context, scope, { firstId: 10, y: 14 }),
    ],
  });
}

const upstreamOf = (context: Context) =>
  downTable(context, {
    name: 'deviceUpstream',
    indicators: ['reach'],
    where: [upstreamOnly, namesOf('trouble').isVariable('district', 'district')],
    places: [],
    leaveOut: 'kind',
    withCall: true,
  });

/** Everything of a device below its tiles. */
export function deviceCharts(
  around: Context,
  scope: DeviceScope,
  { firstId, y }: { readonly firstId: number; readonly y: number },
): readonly PlacedPanel[] {
  const context = { ...around, isOfOne: true };
  return [
    at(firstId + 10, [0, y, 24, 4], deviceAbout(context, scope)),
    at(firstId, [0, y + 4, 10, 7], deviceStates(context, scope)),
    at(firstId + 1, [10, y + 4, 14, 7], deviceTimeline(context, scope)),
    at(firstId + 2, [0, y + 11, 12, 8], deviceLatency(context, scope)),
    at(firstId + 3, [12, y + 11, 12, 8], deviceLossOverTime(context, scope)),
    at(firstId + 4, [0, y + 19, 8, 8], deviceService(context, scope)),
    at(firstId + 5, [8, y + 19, 8, 8], deviceBitrate(context, scope)),
    at(firstId + 6, [16, y + 19, 8, 8], deviceClockOverTime(context, scope)),
    at(firstId + 7, [0, y + 27, 12, 8], deviceTraffic(context, scope)),
    at(firstId + 8, [12, y + 27, 12, 8], deviceHours(context, scope)),
    at(firstId + 11, [0, y + 35, 24, 7], deviceDays(context, scope)),
    at(firstId + 9, [0, y + 42, 24, 9], deviceChanges(context, scope)),
  ];
}
