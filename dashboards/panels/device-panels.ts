import { minutes } from '../../core/time/units.ts';
import {
  EVERY_INTERVAL,
  namesOf,
  type Select,
  type SelectParts,
  select,
} from '../../grafana/influxql/select.ts';
import { SERIES_COLOURS, STATE_COLOURS } from '../components/colours.ts';
import { graph, tile, timeline } from '../components/panels.ts';
import { lowerIsWorse, type Steps } from '../components/steps.ts';
import { table } from '../components/table-panel.ts';
import { inRange, overTime, SUMS } from '../queries/devices.ts';
import { stateLines } from '../queries/events.ts';
import type { Context } from '../scope/context.ts';
import { changesTable } from './event-panels.ts';

const reach = namesOf('reach');
const service = namesOf('service');
const stream = namesOf('stream');
const traffic = namesOf('traffic');
const event = namesOf('event');
const availability = namesOf('availability');

const last = (field: string) => `last(${field})`;
const mean = (field: string) => `mean(${field})`;

/** One device: what its variable holds, and within what else is given, such as the agency it must be of. */
export interface DeviceScope {
  readonly where: readonly string[];
  readonly events: readonly string[];
}

export function deviceScope(within: readonly string[] = []): DeviceScope {
  return {
    where: [reach.isVariable('device', 'device'), ...within],
    events: [`${event.tag('entity')} =~ /^device:\${device:regex}$/`, ...within],
  };
}

export function deviceTiles(context: Context, { where }: DeviceScope) {
  const drift = context.city.settings.findings.clockDriftMs;
  return [
    tile(context, {
      name: 'deviceAnswers',
      query: inRange('reach', { answers: last(reach.field('up')) }, where),
      columns: [{ column: 'answers', steps: lowerIsWorse({ warn: 1, bad: 1 }) }],
      within: '15m',
    }),
    tile(context, {
      name: 'deviceAvailability',
      query: inRange('availability', { availability: SUMS.availability, coverage: SUMS.coverage }, [
        availability.is('indicator', 'reach'),
        ...where,
      ]),
      columns: ['availability', 'coverage'],
    }),
    tile(context, {
      name: 'deviceRtt',
      query: inRange('reach', { rtt: mean(reach.field('rtt_avg_ms')) }, where),
      columns: ['rtt'],
      within: '1h',
    }),
    tile(context, {
      name: 'deviceLoss',
      query: inRange('reach', { loss: mean(reach.field('loss_ratio')) }, where),
      columns: ['loss'],
      within: '1h',
    }),
    tile(context, {
      name: 'deviceClock',
      query: inRange('service', { clock: last(service.field('clock_offset_ms')) }, where),
      columns: [{ column: 'clock', steps: offset(drift) }],
      within: '1h',
    }),
  ];
}

/** Far ahead and far behind are both wrong. */
const offset = (driftMs: number): Steps => [
  [null, STATE_COLOURS.degraded],
  [-driftMs, STATE_COLOURS.up],
  [driftMs, STATE_COLOURS.degraded],
];

/** What it is called, what it is and where: by the last change of it. */
export function deviceAbout(context: Context, { events }: DeviceScope) {
  const place = ['kind', 'agency', 'district', 'area'] as const;
  return table(context, {
    name: 'deviceAbout',
    query: inRange('event', { title: `last(${event.field('title')})` }, events, place.map(event.tag)),
    columns: ['title', ...place],
    within: '2y',
  });
}

export function deviceStates(context: Context, { events }: DeviceScope) {
  return table(context, {
    name: 'deviceStates',
    query: inRange('event', { state: last(event.field('state')), reason: event.field('reason') }, events, [
      event.tag('indicator'),
    ]),
    columns: ['indicator', 'state', { column: 'Time', label: 'since' }, 'reason'],
    within: '90d',
  });
}

export function deviceTimeline(context: Context, { events }: DeviceScope) {
  const query = { query: stateLines(events, 'indicator', 10), alias: '$tag_indicator' };
  const panel = timeline(context, 'deviceTimeline', query).noValue(context.texts.noneRecorded);
  for (const [indicator, text] of Object.entries(context.texts.indicators))
    panel.overrideByName(indicator, [{ id: 'displayName', value: text }]);
  return panel;
}

export function deviceLatency(context: Context, { where }: DeviceScope) {
  return graph(context, {
    name: 'deviceLatency',
    queries: [
      {
        query: overTime(
          'reach',
          {
            rttMin: `min(${reach.field('rtt_min_ms')})`,
            rtt: mean(reach.field('rtt_avg_ms')),
            rttMax: `max(${reach.field('rtt_max_ms')})`,
            jitter: mean(reach.field('jitter_ms')),
          },
          where,
        ),
        alias: '$col',
      },
    ],
    unit: 'ms',
    columns: ['rttMin', 'rtt', 'rttMax', 'jitter'],
  });
}

export function deviceLossOverTime(context: Context, { where }: DeviceScope) {
  return graph(context, {
    name: 'deviceLossOverTime',
    queries: [{ query: overTime('reach', { loss: mean(reach.field('loss_ratio')) }, where), alias: '$col' }],
    unit: 'percentunit',
    columns: [{ column: 'loss', steps: [[null, SERIES_COLOURS[0]]] }],
    most: 1,
    bars: true,
  });
}

export function deviceService(context: Context, { where }: DeviceScope) {
  const answers = overTime(
    'service',
    { connect: mean(service.field('connect_ms')), response: mean(service.field('response_ms')) },
    where,
  );
  const plays = overTime('stream', { firstPacket: mean(stream.field('first_packet_ms')) }, where);
  return graph(context, {
    name: 'deviceService',
    queries: [
      { query: answers, alias: '$col' },
      { query: plays, alias: '$col' },
    ],
    unit: 'ms',
    columns: ['connect', 'response', 'firstPacket'],
  });
}

export function deviceClockOverTime(context: Context, { where }: DeviceScope) {
  return graph(context, {
    name: 'deviceClockOverTime',
    queries: [
      { query: overTime('service', { clock: mean(service.field('clock_offset_ms')) }, where), alias: '$col' },
    ],
    unit: 'ms',
    columns: ['clock'],
    least: undefined,
  });
}

export function deviceBitrate(context: Context, { where }: DeviceScope) {
  return graph(context, {
    name: 'deviceBitrate',
    queries: [
      { query: overTime('stream', { bitrate: mean(stream.field('bits_per_second')) }, where), alias: '$col' },
    ],
    unit: 'bps',
    columns: ['bitrate'],
  });
}

export function deviceTraffic(context: Context, { where }: DeviceScope) {
  return graph(context, {
    name: 'deviceTraffic',
    queries: [
      {
        query: overTime(
          'traffic',
          { in: mean(traffic.field('in_bps')), out: mean(traffic.field('out_bps')) },
          where,
          [traffic.tag('interface')],
        ),
        alias: `$tag_interface $col`,
      },
    ],
    unit: 'bps',
    longestGapMs: LONGEST_GAP_OF_PORTS_MS,
  });
}

/** A port without a link may have a point an hour. */
const LONGEST_GAP_OF_PORTS_MS = minutes(90);

export function deviceChanges(context: Context, { events }: DeviceScope) {
  return changesTable(context, {
    name: 'deviceChanges',
    where: events,
    columns: ['Time', 'indicator', 'state', 'reason', 'title'],
    limit: 100,
  });
}

const LOST_TIME = ['downTime', 'degradedTime', 'unknownTime'] as const;

export function deviceHours(context: Context, { where }: DeviceScope) {
  const { from } = availability;
  return lostTime(context, 'deviceHours', select({ ...lostMinutes(from, where), groupBy: [EVERY_INTERVAL] }));
}

/** A year by days: hours are kept for some weeks only. */
export function deviceDays(context: Context, { where }: DeviceScope) {
  const { from } = namesOf('availability', 'rolled-up');
  const { timeZone } = context.city.settings.city;
  const query = select({ ...lostMinutes(from, where), groupBy: ['time(1d)'], timeZone });
  return lostTime(context, 'deviceDays', query).timeFrom('1y').hideTimeOverride(true);
}

function lostMinutes(from: string, where: readonly string[]): SelectParts {
  const inMinutes = (name: Parameters<typeof availability.field>[0]) =>
    `sum(${availability.field(name)}) / ${minutes(1)}`;
  return {
    columns: {
      downTime: inMinutes('down_ms'),
      degradedTime: inMinutes('degraded_ms'),
      unknownTime: inMinutes('unknown_ms'),
    },
    from,
    where: [availability.is('indicator', 'reach'), ...where],
    fill: 'null',
  };
}

const lostTime = (context: Context, name: 'deviceHours' | 'deviceDays', query: Select) =>
  graph(context, {
    name,
    queries: [{ query, alias: '$col' }],
    unit: `suffix:${context.texts.units.minutes}`,
    columns: LOST_TIME.map((column) => ({ column, unit: 'minutes' })),
    stacked: true,
    bars: true,
    interval: name === 'deviceHours' ? '1h' : '1d',
  });
