import { z } from 'zod';
import type { LinkTraffic } from '../../availability/traffic/p95.ts';
import { MEDIA } from '../../core/domain/inventory.ts';
import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import { LINK_STATES, type LinkFigures, linkFigures, type TodayOf } from '../city/link-figures.ts';
import type { VisibleLink } from '../city/visible-fleet.ts';
import { portName } from '../server/blur-places.ts';
import { cursorParameter, renderCursor } from './cursor.ts';
import { describeStatus } from './device-json.ts';
import { formatParameter, type List, type Table } from './list.ts';
import { filterParameters, type KnownIn, limitParameter, oneOf, parseParameters } from './parameters.ts';
import { timeWriter } from './time-writer.ts';

/** One page of links in the order of their ids, so that paging through meets each exactly once. */
export function listLinks(view: CityView, search: URLSearchParams, todayOf: TodayOf): List {
  const { limit, cursor, format, ...filter } = parseParameters(search, linkListParameters(view));
  const matching = view.fleet.links
    .map((visible) => linkFigures(view, visible))
    .filter((figures) => matchesLink(figures, filter));
  if (format !== 'json') return { format, table: linkTable(view, matching) };
  const after = cursor?.[0];
  const rest = after === undefined ? matching : matching.filter(({ link }) => link.id > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const today = todayOf(page.map(({ link }) => link.id));
  const body = {
    at: apiTime(view.atMs, view.shown.settings.city.timeZone),
    sight: view.health.sight,
    total: matching.length,
    items: page.map((figures) => describeLink(view, figures, today.get(figures.link.id))),
    next: last && page.length < rest.length ? renderCursor([last.link.id]) : null,
  };
  return { format, body };
}

export function describeOneLink(view: CityView, visible: VisibleLink, todayOf: TodayOf) {
  const { id } = visible.link;
  return describeLink(view, linkFigures(view, visible), todayOf([id]).get(id));
}

const HEAD = [
  ...[
    'id',
    'name',
    'state',
    'reason',
    'since',
    'near',
    'far',
    'medium',
    'carrier',
    'circuit',
    'district',
    'area',
  ],
  ...['capacity_bits_per_second', 'in_bits_per_second', 'out_bits_per_second', 'used_ratio', 'measured'],
];

const linkTable = (view: CityView, matching: readonly LinkFigures[]): Table => ({
  head: HEAD,
  size: matching.length,
  rowsOf: (from, to) => matching.slice(from, to).map((figures) => cellsOf(describeLink(view, figures))),
});

function cellsOf({ traffic, ...link }: ReturnType<typeof describeLink>): readonly string[] {
  const { id, name, state, reason, since, near, far, medium, carrier, circuit, district, area } = link;
  return [
    ...[id, name, state, reason, since?.iso, near, far, medium, carrier, circuit, district.id, area.id],
    ...[link.capacity_bits_per_second, traffic?.in_bits_per_second, traffic?.out_bits_per_second],
    ...[traffic?.used_ratio, traffic?.at?.iso],
  ].map((cell) => String(cell ?? ''));
}

/** Where the page of links goes on: it begins with what is worst. */
export const linkCursor = cursorParameter(z.tuple([oneOf(LINK_STATES), z.number(), z.string()]));

export const linkListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: cursorParameter(z.tuple([z.string()])),
  format: formatParameter,
  ...linkParameters(known),
});

export function linkParameters(view: KnownIn) {
  const { area, district, contractor: carrier } = filterParameters(view);
  return {
    state: oneOf(LINK_STATES).optional(),
    area,
    district,
    carrier,
    medium: oneOf(MEDIA).optional(),
  };
}

export interface LinkFilter {
  readonly state?: string | undefined;
  readonly area?: string | undefined;
  readonly district?: string | undefined;
  readonly carrier?: string | undefined;
  readonly medium?: string | undefined;
}

export function matchesLink({ link, area, district, state }: LinkFigures, filter: LinkFilter): boolean {
  return (
    (filter.state === undefined || state === filter.state) &&
    (filter.area === undefined || area.id === filter.area) &&
    (filter.district === undefined || district.id === filter.district) &&
    (filter.carrier === undefined || link.carrier === filter.carrier) &&
    (filter.medium === undefined || link.medium === filter.medium)
  );
}

/** Where it is measured, as far as whoever asks may know of the device. */
function describePort({ fleet }: CityView, { interface: port }: VisibleLink['link']) {
  if (!port || !fleet.deviceById.has(port.device)) return null;
  return { device: port.device, name: portName(fleet, port) ?? null };
}

function describeLink(view: CityView, figures: LinkFigures, today: readonly LinkTraffic[] = []) {
  const { link, area, district, state, condition, traffic, usedRatio } = figures;
  const time = timeWriter(view);
  return {
    id: link.id,
    name: link.name,
    state,
    reason: condition.reason ?? null,
    since: time(condition.sinceMs),
    after: time(condition.afterMs),
    near: link.near,
    far: link.far,
    medium: link.medium,
    carrier: link.carrier ?? null,
    circuit: link.circuit ?? null,
    capacity_bits_per_second: link.capacityBitsPerSecond ?? null,
    interface: describePort(view, link),
    district: { id: district.id, name: district.name },
    area: { id: area.id, name: area.name },
    indicators: view.statusesOfLink(link.id).map((status) => describeStatus(status, time)),
    traffic: traffic
      ? {
          at: time(traffic.atMs),
          interval_ms: traffic.intervalMs,
          in_bits_per_second: Math.round(traffic.inBitsPerSecond),
          out_bits_per_second: Math.round(traffic.outBitsPerSecond),
          used_ratio: usedRatio ?? null,
          in_errors: traffic.inErrors ?? null,
          out_errors: traffic.outErrors ?? null,
          in_discards: traffic.inDiscards ?? null,
          out_discards: traffic.outDiscards ?? null,
        }
      : null,
    today: today.map(({ direction, samples, octets, capacityBitsPerSecond, p95 }) => ({
      direction,
      samples,
      octets,
      capacity_bits_per_second: capacityBitsPerSecond,
      p95_bits_per_second: Math.round(p95.bitsPerSecond),
      p95_bound: p95.bound,
      p95_error_bits_per_second: Math.round(p95.errorBitsPerSecond),
    })),
  };
}
