import { placeOfDevice, placeOfLink } from '../../collector/influx/lines/place-tags.ts';
import { DEVICE_KINDS, type Inventory } from '../../core/domain/inventory.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { isRolledUp, NO_TAG_VALUE, RETENTION, SERIES, TRAFFIC_ROLL_UP } from '../../core/names/series.ts';
import { days, hours, minutes } from '../../core/time/units.ts';

/** Values of every tag that any series has, of one thing that is watched. */
export type PlaceRow = Readonly<Record<string, string>>;

/** Points of one retention policy, in line protocol with times in milliseconds. */
export interface SyntheticPoints {
  readonly policy: string;
  readonly lines: readonly string[];
}

const DEVICE_SERIES = ['reach', 'service', 'stream', 'recorder', 'traffic', 'availability', 'downtime'];

/** Who is where: a row for each device and each link of the inventory, so that tags go together as they do in truth. */
export function rowsOf(inventory: Inventory): readonly PlaceRow[] {
  const [link = NO_TAG_VALUE] = inventory.links.keys();
  const links = [...inventory.links.keys()];
  const contractOf = (contracts: readonly string[]) => contracts[0] ?? [...inventory.contracts.keys()][0];
  const devices = [...inventory.devices.values()].map((device, place) =>
    withoutAbsent({
      ...placeOfDevice(inventory, device),
      device: device.id,
      entity: `device:${device.id}`,
      kind: device.kind,
      title: device.name,
      contractor: device.contractor,
      programme: device.programme,
      contract: contractOf(device.contracts),
      link: links[place % links.length] ?? link,
    }),
  );
  const ofLinks = [...inventory.links.values()].map((line) =>
    withoutAbsent({
      ...placeOfLink(inventory, line),
      device: line.interface?.device,
      entity: `link:${line.id}`,
      kind: 'link',
      title: line.name,
      contractor: line.carrier,
      contract: contractOf(line.contracts),
      link: line.id,
    }),
  );
  return [...devices, ...devices.flatMap((row) => missingKinds(row, devices)), ...ofLinks];
}

/** An agency that has no recorder yet may get one tomorrow: its dashboard asks for every kind already. */
function missingKinds(row: PlaceRow, all: readonly PlaceRow[]): readonly PlaceRow[] {
  const ofAgency = all.filter(({ agency }) => agency === row.agency);
  if (ofAgency[0] !== row) return [];
  const kinds = new Set(ofAgency.map(({ kind }) => kind));
  return DEVICE_KINDS.filter((kind) => !kinds.has(kind)).map((kind) => ({
    ...row,
    kind,
    device: `${kind}-of-${row.agency ?? NO_TAG_VALUE}`,
    entity: `device:${kind}-of-${row.agency ?? NO_TAG_VALUE}`,
  }));
}

const withoutAbsent = (row: Readonly<Record<string, string | undefined>>): PlaceRow =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/**
 * Points of every series with every field, for checks that queries run and find something: nothing that was measured, and
 * no picture of a real day. The last minutes, hours, days and months, the older the fewer.
 */
export function synthesizePoints(rows: readonly PlaceRow[], nowMs: number): readonly SyntheticPoints[] {
  const raw: string[] = [];
  const long: string[] = [];
  for (const [name, series] of Object.entries(SERIES)) {
    const isRaw = series.retention === 'raw';
    const times = timesOf(nowMs, isRaw ? RETENTION.raw.days - 1 : RETENTION.long.days);
    const keys = new Map(
      tagSetsOf(name, series.tags, rows).map((tags) => [renderKey(series.measurement, tags), tags]),
    );
    for (const [place, [key, tags]] of [...keys].entries()) {
      for (const [nth, atMs] of shareOf(times, place, keys.size).entries()) {
        (isRaw ? raw : long).push(
          `${key} ${renderFields(series.fields, { tags, place, nth, nowMs })} ${atMs}`,
        );
      }
      if (!isRolledUp(name)) continue;
      const fields = name === 'traffic' ? rolledUpFields() : series.fields;
      for (const [nth, atMs] of shareOf(quartersOf(nowMs), place, keys.size).entries())
        long.push(`${key} ${renderFields(fields, { tags, place, nth, nowMs })} ${atMs}`);
    }
  }
  return [
    { policy: RETENTION.raw.name, lines: raw },
    { policy: RETENTION.long.name, lines: long },
  ];
}

/** Of so many, each has its newest point and every fourth other: all of them together have points at all times. */
const MANY = 1_000;
const shareOf = (times: readonly number[], place: number, count: number): readonly number[] =>
  count < MANY ? times : times.filter((_, nth) => nth === 0 || (nth + place) % 4 === 0);

const rolledUpFields = () =>
  Object.fromEntries(
    Object.keys(TRAFFIC_ROLL_UP).map((name) => [name, name.endsWith('s') ? 'integer' : 'float']),
  );

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place);

function timesOf(nowMs: number, mostDays: number): readonly number[] {
  const lastMs = nowMs - minutes(1);
  const daysAgo = [
    ...range(12),
    ...range(12).map((count) => 14 + count),
    ...range(12).map((count) => 30 * (count + 1)),
  ];
  return [
    ...range(10).map((count) => lastMs - minutes(count)),
    ...range(6).map((count) => lastMs - hours(count + 1)),
    ...daysAgo.filter((count) => count < mostDays).map((count) => beginOfDay(nowMs) - days(count + 1)),
  ];
}

const quartersOf = (nowMs: number): readonly number[] => {
  const beganMs = Math.floor(nowMs / minutes(15)) * minutes(15);
  const quarters = range(8).map((count) => beganMs - minutes(15 * (count + 1)));
  return [...quarters, ...range(30).map((count) => beganMs - days(count + 1))];
};

const beginOfDay = (nowMs: number): number => Math.floor(nowMs / days(1)) * days(1);

/** A series has one point a tag set: rows that differ in other tags alone are one. */
function tagSetsOf(name: string, tags: readonly string[], rows: readonly PlaceRow[]): readonly PlaceRow[] {
  const isOfDevices = DEVICE_SERIES.includes(name);
  return rows
    .filter((row) => !isOfDevices || row.device !== undefined)
    .flatMap((row) => {
      const indicators = tags.includes('indicator') ? INDICATORS : [NO_TAG_VALUE];
      const all = indicators.map((indicator): PlaceRow => ({ ...row, indicator }));
      if (name !== 'event') return all;
      const work: PlaceRow = {
        ...row,
        kind: 'maintenance',
        entity: `maintenance:${row.entity}`,
        indicator: NO_TAG_VALUE,
      };
      return [...all, work];
    })
    .map((row) =>
      Object.fromEntries(
        tags
          .map((tag) => [tag, row[tag] ?? USUAL_TAGS[tag] ?? NO_TAG_VALUE])
          .concat([['title', row.title ?? '']]),
      ),
    );
}

const USUAL_TAGS: PlaceRow = { collector: 'collector-1', interface: 'ge-0-1' };

function renderKey(measurement: string, { title: _title, ...tags }: PlaceRow): string {
  const pairs = Object.entries(tags).map(([name, value]) => `${name}=${value.replace(/[,= ]/g, '\\$&')}`);
  return [measurement, ...pairs.toSorted()].join(',');
}

interface Point {
  readonly tags: PlaceRow;
  readonly place: number;
  /** 0 for the newest. */
  readonly nth: number;
  readonly nowMs: number;
}

function renderFields(fields: Readonly<Record<string, string>>, point: Point): string {
  return Object.entries(fields)
    .map(([name, type]) => {
      if (type === 'string') return `${name}=${JSON.stringify(textOf(name, point))}`;
      const value = numberOf(name, point);
      return type === 'integer' ? `${name}=${Math.round(value)}i` : `${name}=${value}`;
    })
    .join(',');
}

const STATES = ['down', 'up', 'degraded'];

function textOf(name: string, { tags, place, nth }: Point): string {
  if (name === 'title') return tags.title || 'title';
  if (name === 'codec') return 'H264';
  if (name === 'id') return (tags.entity ?? '').replace(/^\w+:/, '');
  if (name === 'reason') return nth % 2 === 0 ? 'timeout' : 'retention';
  if (tags.contract !== undefined) return 'provisional';
  if (tags.kind === 'maintenance') return nth % 2 === 0 ? 'begin' : 'end';
  // Every other thing is down now.
  return STATES[(nth + (place % 2)) % STATES.length] ?? 'up';
}

/** Of fields that are yes or no. */
const OF_ONE = new Set(['up', 'degraded', 'seeing']);

function numberOf(name: string, { tags, place, nth, nowMs }: Point): number {
  if (name === 'lat') return 20.9 + (place % 40) / 100;
  if (name === 'lon') return 105.6 + (place % 60) / 100;
  if (name === 'until_ms') return nowMs + hours(1);
  if (name.endsWith('_ratio') || name.endsWith('_ratio_max')) return ((place + nth) % 9) / 10 + 0.05;
  if (OF_ONE.has(name) && tags.device !== undefined) return (place + nth) % 5 === 4 ? 0 : 1;
  if (name === 'seeing') return 1;
  if (name === 'lasts') return (place + nth) % 5 === 4 ? 0 : 1;
  if (name.endsWith('bps') || name.endsWith('bps_max') || name === 'bits_per_second')
    return 4e6 + place * 1_000;
  return 1 + ((place + nth) % 7);
}
