import { describeEntity, titleOf } from '#collector/influx/lines/entity-tags.ts';
import type { FleetRow, FleetSeries } from '#collector/influx/lines/fleet-counts.ts';
import { type Fields, renderSeriesKey, type Tags } from '#collector/influx/lines/line-protocol.ts';
import type { Config } from '#config/load-config.ts';
import type { Device } from '#core/domain/inventory.ts';
import { deviceEntity, INDICATORS, type Indicator, linkEntity } from '#core/domain/state.ts';
import { RETENTION, SERIES, type SeriesName } from '#core/names/series.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import { openDeviceTags } from '#test/support/device-tags.ts';
import { countStatuses } from '#test/support/live-of.ts';
import { surroundingsOf } from '#test/support/surroundings-of.ts';
import {
  ANSWERS,
  COLLECTOR,
  DOWNTIME,
  dayTexts,
  HOURS,
  REACH,
  RECORDER,
  RECORDINGS,
  SERVICE,
  SLA,
  STREAM,
  TRAFFIC,
  TRAFFIC_DAYS,
  TRAFFIC_LONG,
} from './dashboard-fields.ts';
import { gridLines, rowLines, startMs, textLines } from './dashboard-lines.ts';

/** Points of one measurement and policy, in order of time. */
export interface Feed {
  readonly policy: string;
  readonly measurement: string;
  readonly lines: () => Iterable<string>;
}

export interface FeedOptions {
  readonly city: Pick<Config, 'inventory' | 'settings'>;
  /** Where the data end. */
  readonly nowMs: number;
  /** How far back `policy.measurement` is read; what is not named is not made. */
  readonly readBackMs: ReadonlyMap<string, number>;
  /** Where its devices are looked at, one after the other. */
  readonly district: string;
  /** The one that is looked at alone. */
  readonly device: string;
}

/** Of readings there is a day. */
const RAW_MS = days(1);
/** Above 20,000 devices, readings are summed up over five minutes. */
const SUMMED_MS = minutes(5);

/** Made-up points of a city, as camwatch writes them: of all that is read, no further back than a day for each device. */
export function buildFeeds({ city, nowMs, readBackMs, district, device }: FeedOptions): readonly Feed[] {
  const { inventory, settings } = city;
  const surroundings = surroundingsOf(inventory);
  const devices = [...inventory.devices.values()].filter(({ address }) => address !== undefined);
  const measures = (device: Device, indicator: Indicator) =>
    settings.profiles[device.profile]?.[indicator] !== undefined;
  const isNear = ({ site }: Device) =>
    inventory.areas.get(inventory.sites.get(site)?.area ?? '')?.district === district;
  const [chosen, others] = partition(devices, ({ id }) => id === device);
  const [near, far] = partition(others, isNear);
  /** All series are there; of devices elsewhere, which rules alone look at, four points are. */
  const spread = (make: (of: { readonly devices: readonly Device[]; readonly mostMs: number }) => Feed) => [
    make({ devices: chosen, mostMs: RAW_MS }),
    make({ devices: near, mostMs: hours(6) }),
    make({ devices: far, mostMs: minutes(20) }),
  ];
  const backOf = (name: SeriesName, policy: 'raw' | 'long') =>
    readBackMs.get(`${RETENTION[policy].name}.${SERIES[name].measurement}`) ?? 0;

  const feed = <Name extends SeriesName>(
    name: Name,
    policy: 'raw' | 'long',
    { stepMs, mostMs, keys, fields }: Grid<Name>,
  ): Feed => ({
    policy: RETENTION[policy].name,
    measurement: SERIES[name].measurement,
    lines: () =>
      gridLines(name, keys, fields, { stepMs, nowMs, backMs: Math.min(mostMs, backOf(name, policy)) }),
  });
  const readings = <Name extends 'reach' | 'service' | 'stream' | 'recorder'>(
    name: Name,
    indicator: Indicator,
    fields: readonly Fields<Name>[],
    of: { readonly devices: readonly Device[]; readonly mostMs: number },
  ) => {
    const keys = of.devices
      .filter((device) => measures(device, indicator))
      .map((device) => renderSeriesKey(name, openDeviceTags(inventory, device)).text);
    return feed(name, 'raw', { stepMs: SUMMED_MS, mostMs: of.mostMs, keys, fields });
  };
  const hourKeys = (of: readonly Device[]) =>
    of
      .filter((device) => measures(device, 'reach'))
      .map(
        (device) =>
          renderSeriesKey('availability', { ...openDeviceTags(inventory, device), indicator: 'reach' }).text,
      );

  return [
    ...spread((of) => readings('reach', 'reach', REACH, of)),
    ...spread((of) => readings('service', 'service', SERVICE, of)),
    feed('answers', 'raw', {
      ...{ stepMs: minutes(5), mostMs: RAW_MS, fields: ANSWERS },
      keys: [
        ...new Set(
          devices.map((device) => renderSeriesKey('answers', openDeviceTags(inventory, device)).text),
        ),
      ],
    }),
    ...spread((of) => readings('stream', 'stream', STREAM, of)),
    readings('recorder', 'recording', RECORDER, { devices, mostMs: RAW_MS }),
    feed('recordings', 'raw', {
      ...{ stepMs: minutes(5), mostMs: RAW_MS, fields: RECORDINGS },
      keys: [
        ...new Set(
          devices
            .filter((device) => measures(device, 'recording'))
            .map((device) => renderSeriesKey('recordings', openDeviceTags(inventory, device)).text),
        ),
      ],
    }),
    ...trafficFeeds(),
    ...fleetFeeds(),
    ...spread(({ devices: of, mostMs }) =>
      feed('availability', 'raw', {
        ...{ stepMs: hours(1), keys: hourKeys(of), fields: HOURS },
        mostMs: Math.max(mostMs, hours(6)),
      }),
    ),
    feed('availability', 'long', {
      ...{ stepMs: days(1), mostMs: days(35), keys: hourKeys(devices), fields: HOURS },
    }),
    // One device in forty has time down.
    feed('downtime', 'raw', {
      ...{ stepMs: hours(1), mostMs: RAW_MS, fields: DOWNTIME },
      keys: devices
        .filter((_, place) => place % 40 === 0)
        .map((device) => renderSeriesKey('downtime', openDeviceTags(inventory, device)).text),
    }),
    ...dayFeeds(),
    feed('collector', 'raw', {
      stepMs: seconds(10),
      mostMs: RAW_MS,
      keys: [renderSeriesKey('collector', { collector: settings.collector.id }).text],
      fields: COLLECTOR,
    }),
    { policy: RETENTION.raw.name, measurement: SERIES.trouble.measurement, lines: troubleLines },
    ...(['event', 'recentEvent'] as const).map((name) => {
      const { measurement, retention } = SERIES[name];
      return {
        policy: RETENTION[retention].name,
        measurement,
        lines: () => eventLines(name, Math.min(days(35), backOf(name, retention))),
      };
    }),
  ];

  function trafficFeeds(): readonly Feed[] {
    const keys = [...inventory.links.values()].flatMap(({ id, interface: at }) => {
      const device = at && inventory.devices.get(at.device);
      if (!device) return [];
      const tags = { ...openDeviceTags(inventory, device), interface: at.name, link: id };
      return [renderSeriesKey('traffic', tags).text];
    });
    const polled = feed('traffic', 'raw', { stepMs: SUMMED_MS, mostMs: RAW_MS, keys, fields: TRAFFIC });
    const rolledUp: Feed = {
      policy: RETENTION.long.name,
      measurement: SERIES.traffic.measurement,
      lines: () =>
        textLines(keys, TRAFFIC_LONG, { stepMs: minutes(15), nowMs, backMs: backOf('traffic', 'long') }),
    };
    const dayKeys = [...inventory.links.values()].flatMap(({ id, interface: at }) => {
      const device = at && inventory.devices.get(at.device);
      const { agency, district: place } = device ? openDeviceTags(inventory, device) : {};
      return device ? [renderSeriesKey('trafficDay', { link: id, agency, district: place }).text] : [];
    });
    const ofDays = feed('trafficDay', 'long', {
      ...{ stepMs: days(1), mostMs: days(35), keys: dayKeys, fields: TRAFFIC_DAYS },
    });
    return [polled, rolledUp, ofDays];
  }

  function fleetFeeds(): readonly Feed[] {
    const statuses = devices.flatMap((device, index) =>
      INDICATORS.filter((indicator) => measures(device, indicator)).map((indicator) => ({
        ...{ entity: deviceEntity(device.id), indicator, sinceMs: 0, afterMs: 0 },
        state: index % 50 === 0 ? ('down' as const) : ('up' as const),
      })),
    );
    const counts = countStatuses(inventory, statuses, nowMs);
    const of = <Name extends FleetSeries>(name: Name, rows: readonly FleetRow<Name>[]): readonly Feed[] => {
      const keys = rows.map(({ tags }) => renderSeriesKey(name, tags).text);
      const texts = rows.map((row) => countTexts(name, row));
      return (['raw', 'long'] as const).map((policy) => ({
        policy: RETENTION[policy].name,
        measurement: SERIES[name].measurement,
        lines: () =>
          rowLines(keys, texts, {
            stepMs: policy === 'raw' ? minutes(1) : minutes(15),
            nowMs,
            backMs: backOf(name, policy),
          }),
      }));
    };
    return [
      ...of('fleetCity', counts.fleetCity),
      ...of('fleetAgency', counts.fleetAgency),
      ...of('fleetDistrict', counts.fleetDistrict),
      ...of('fleetArea', counts.fleetArea),
      ...of('fleetContractor', counts.fleetContractor),
      ...of('fleetProgramme', counts.fleetProgramme),
      ...of('fleetAgencyDistrict', counts.fleetAgencyDistrict),
    ];
  }

  /** A few variants of how many are down, and where the area lies. */
  function countTexts<Name extends FleetSeries>(
    name: Name,
    { tags, counts }: FleetRow<Name>,
  ): readonly string[] {
    const total = counts.up + counts.down;
    const { area: id = '' }: { readonly area?: string | undefined } = tags;
    const area = inventory.areas.get(id);
    const place = area ? `,latitude=${area.latitude},longitude=${area.longitude}` : '';
    return [0, 1, 2, 3].map((more) => {
      const down = Math.min(total, counts.down + more * Math.ceil(total / 500));
      return `degraded=0i,down=${down}i,unknown=0i,up=${total - down}i${name === 'fleetArea' ? place : ''}`;
    });
  }

  function dayFeeds(): readonly Feed[] {
    const groups = new Map<DaySeries, Map<string, number>>();
    const add = <Name extends DaySeries>(name: Name, tags: Tags<Name>) => {
      const own = groups.get(name) ?? new Map<string, number>();
      const key = renderSeriesKey(name, tags).text;
      groups.set(name, own.set(key, (own.get(key) ?? 0) + 1));
    };
    for (const device of devices) {
      const { agency, district: place } = describeEntity(surroundings, deviceEntity(device.id));
      const { kind, contractor, programme } = device;
      for (const indicator of INDICATORS.filter((one) => measures(device, one))) {
        const common = { kind, indicator };
        add('availabilityCityDay', common);
        add('availabilityAgencyDay', { agency, ...common });
        add('availabilityDistrictDay', { district: place, ...common });
        add('availabilityDay', { agency, district: place, ...common });
        add('availabilityProgrammeDay', { programme, district: place, ...common });
        add('availabilityContractorDay', { contractor, ...common });
      }
    }
    const contracts = [...inventory.contracts.keys()];
    return [
      ...[...groups].map(([name, own]) => ({
        policy: RETENTION.long.name,
        measurement: SERIES[name].measurement,
        lines: () =>
          rowLines([...own.keys()], [...own.values()].map(dayTexts), {
            stepMs: days(1),
            nowMs,
            backMs: backOf(name, 'long'),
          }),
      })),
      feed('sla', 'long', {
        stepMs: days(1),
        mostMs: days(1_830),
        keys: contracts.map((contract) => renderSeriesKey('sla', { contract }).text),
        fields: SLA,
      }),
    ];
  }

  /** One in forty is down, minute by minute over the last twenty. */
  function* troubleLines(): Generator<string> {
    const broken = [
      ...devices.filter((_, place) => place % 40 === 0).map(({ id }) => deviceEntity(id)),
      ...[...inventory.links.keys()].filter((_, place) => place % 40 === 0).map(linkEntity),
    ].map((entity) => {
      const { id, ...tags } = describeEntity(surroundings, entity);
      const name = titleOf(surroundings, entity, { id, ...tags });
      return { key: renderSeriesKey('trouble', { ...tags, indicator: 'reach' }).text, name };
    });
    for (let atMs = startMs(nowMs, minutes(20), minutes(1)); atMs < nowMs; atMs += minutes(1)) {
      for (const { key, name } of broken)
        yield `${key} state="down",reason="timeout",lasts=1i,since_ms=${atMs - hours(1)}i,title=${JSON.stringify(name)},id="x" ${atMs}`;
    }
  }

  /** One in twenty breaks once a day, for an hour; planned work touches twenty places a day. */
  function* eventLines(name: 'event' | 'recentEvent', backMs: number): Generator<string> {
    const isRecent = name === 'recentEvent';
    const indicators = isRecent ? (['reach'] as const) : (['reach', 'stream', 'recording'] as const);
    const breaking = [
      ...devices.flatMap((device) =>
        indicators
          .filter((indicator) => measures(device, indicator))
          .map((indicator) => ({ id: device.id, entity: deviceEntity(device.id), indicator })),
      ),
      ...[...inventory.links.keys()].map((id) => ({
        ...{ id, entity: linkEntity(id), indicator: 'reach' as const },
      })),
    ].map(({ id, entity, indicator }) => {
      const { kind, agency, district: place, area } = describeEntity(surroundings, entity);
      const tags = { kind, entity, indicator, agency, district: place, area };
      return { id, key: renderSeriesKey(name, tags).text };
    });
    const districts = [...inventory.districts.keys()];
    // The last day, too, where less is asked for.
    const firstMs = startMs(nowMs, Math.max(backMs, days(1)), days(1));
    for (let atMs = firstMs, day = 0; atMs < nowMs; atMs += days(1), day++) {
      for (let index = day % 20; index < breaking.length; index += 20) {
        const one = breaking[index];
        const brokeMs = atMs + ((index * 7_919) % 82_800) * 1_000;
        if (!one || brokeMs >= nowMs) continue;
        const fields = `after_ms=${brokeMs}i,title="${one.id}",id="${one.id}"`;
        yield `${one.key} state="down",reason="timeout",${fields} ${brokeMs}`;
        if (!isRecent && brokeMs + hours(1) < nowMs)
          yield `${one.key} state="up",${fields} ${brokeMs + hours(1)}`;
      }
      for (const [place, id] of (isRecent ? [] : districts).slice(0, 20).entries()) {
        const entity = `maintenance:${day}-${place}`;
        const tags = {
          kind: 'maintenance',
          entity,
          indicator: undefined,
          agency: undefined,
          district: id,
          area: undefined,
        };
        const key = renderSeriesKey(name, tags).text;
        yield `${key} state="begin",reason="planned-work",until_ms=${atMs + hours(2)}i,title="New lenses" ${atMs}`;
        yield `${key} state="end",reason="planned-work",title="New lenses" ${atMs + hours(2)}`;
      }
    }
  }
}

function partition<Item>(items: readonly Item[], isFirst: (item: Item) => boolean) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))] as const;
}

type DaySeries = Extract<SeriesName, `availability${string}Day`>;

interface Grid<Name extends SeriesName> {
  readonly stepMs: number;
  readonly mostMs: number;
  readonly keys: readonly string[];
  readonly fields: readonly Fields<Name>[];
}
