import { z } from 'zod';
import type { Outage } from '../../availability/timelines/outages.ts';
import { deviceEntity, type Entity, INDICATORS, linkEntity, parseEntity } from '../../core/domain/state.ts';
import type { Steps } from '../../core/host/in-slices.ts';
import { apiTime } from '../../core/language/formats.ts';
import { days } from '../../core/time/units.ts';
import type { CityView } from '../city/city-view.ts';
import type { ListOutageSpans, OutageSource, OutageSpan } from '../city/recent-outages.ts';
import { compareText } from '../city/visible-fleet.ts';
import { cursorInstant, cursorParameter, renderCursor } from './cursor.ts';
import { type DeviceFilter, matchesGroup } from './list-devices.ts';
import {
  filterParameters,
  instantParameter,
  type KnownIn,
  limitParameter,
  oneOf,
  parseParameters,
} from './parameters.ts';
import { RequestError } from './request-error.ts';

const DEFAULT_WINDOW_MS = days(1);
const MAX_WINDOW_MS = days(31);

/** The window travels with the cursor: while one pages, `to` would move on with the clock. */
const CursorKey = z.tuple([cursorInstant, z.string(), z.enum(INDICATORS), cursorInstant, cursorInstant]);

export interface OutageSources {
  /** All that touch a window, in short. */
  readonly outageSpans: ListOutageSpans;
  readonly outages: OutageSource;
}

export const outageListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: cursorParameter(CursorKey),
  from: instantParameter,
  to: instantParameter,
  open: oneOf(['true', 'false']).optional(),
  device: z.string().optional(),
  link: z.string().optional(),
  ...filterParameters(known),
});

/** One page of outages of what is visible, the latest first; by default of the last 24 hours. */
export function* listOutagePage(
  view: CityView,
  search: URLSearchParams,
  sources: OutageSources,
): Steps<OutagePage> {
  const { limit, cursor, from, to, open, device, link, indicator, ...filter } = parseParameters(
    search,
    outageListParameters(view),
  );
  const toMs = cursor?.[4] ?? to ?? view.atMs;
  const fromMs = cursor?.[3] ?? from ?? toMs - DEFAULT_WINDOW_MS;
  checkWindow(fromMs, toMs);
  if (device !== undefined && link !== undefined)
    throw new RequestError('PORTAL_PARAMETER', 'device: expected either a device or a link, got both');

  const entity = entityOf(device, link);
  const spans = yield* sources.outageSpans(view, {
    fromMs,
    toMs,
    ...(entity !== undefined && { entity }),
    ...(indicator !== undefined && { indicator }),
    ...(open !== undefined && { open: open === 'true' }),
  });
  const matching = spans.filter((outage) => isShown(view, outage, filter)).sort(compareOutages);
  const key = cursor && { fromMs: cursor[0], entity: cursor[1], indicator: cursor[2] };
  const rest = key ? matching.filter((outage) => compareOutages(outage, key) > 0) : matching;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const { timeZone } = view.shown.settings.city;
  return {
    at: apiTime(view.atMs, timeZone),
    from: apiTime(fromMs, timeZone),
    to: apiTime(toMs, timeZone),
    total: matching.length,
    items: page.flatMap((span) =>
      wholeOf(span, sources.outages).map((outage) => describeOutage(view, outage)),
    ),
    next:
      last && page.length < rest.length
        ? renderCursor([last.fromMs, last.entity, last.indicator, fromMs, toMs])
        : null,
  };
}

interface OutagePage {
  readonly at: ApiTime;
  readonly from: ApiTime;
  readonly to: ApiTime;
  readonly total: number;
  readonly items: readonly ReturnType<typeof describeOutage>[];
  readonly next: string | null;
}
type ApiTime = ReturnType<typeof apiTime>;

/** With what was found out of it; nothing where the record says something else by now. */
function wholeOf({ entity, indicator, fromMs }: OutageSpan, source: OutageSource): readonly Outage[] {
  return source({ entity, indicator, fromMs, toMs: fromMs + 1 }).filter(
    (outage) => outage.entity === entity && outage.indicator === indicator && outage.fromMs === fromMs,
  );
}

function entityOf(device: string | undefined, link: string | undefined): Entity | undefined {
  if (device !== undefined) return deviceEntity(device);
  return link === undefined ? undefined : linkEntity(link);
}

function checkWindow(fromMs: number, toMs: number): void {
  if (fromMs >= toMs)
    throw new RequestError('PORTAL_PARAMETER', `from: expected before to, got ${fromMs} and ${toMs}`);
  if (toMs - fromMs > MAX_WINDOW_MS)
    throw new RequestError(
      'PORTAL_PARAMETER',
      `from: expected at most 31 days before to, got ${((toMs - fromMs) / days(1)).toFixed(1)} days`,
    );
}

function isShown(view: CityView, { entity }: OutageSpan, filter: DeviceFilter): boolean {
  if (!view.fleet.isVisible(entity)) return false;
  const { kind, id = '' } = parseEntity(entity) ?? {};
  if (kind === 'device') {
    const group = view.fleet.groupOf(view.fleet.indexOf(id));
    return group !== undefined && matchesGroup(group, filter);
  }
  const visible = view.fleet.linkById.get(id);
  // A link is of no kind of device and has no agency; its carrier is the contractor that answers for it.
  if (visible === undefined || filter.kind !== undefined || filter.agency !== undefined) return false;
  return (
    (filter.area === undefined || visible.area.id === filter.area) &&
    (filter.district === undefined || visible.district.id === filter.district) &&
    (filter.contractor === undefined || visible.link.carrier === filter.contractor)
  );
}

type OutageKey = Pick<Outage, 'fromMs' | 'indicator'> & { readonly entity: string };

export function compareOutages(a: OutageKey, b: OutageKey): number {
  return b.fromMs - a.fromMs || compareText(a.entity, b.entity) || compareText(a.indicator, b.indicator);
}

function describeOutage(view: CityView, outage: Outage) {
  const { timeZone } = view.shown.settings.city;
  const time = (atMs: number | undefined) => (atMs === undefined ? null : apiTime(atMs, timeZone));
  const { kind, id = '' } = parseEntity(outage.entity) ?? {};
  const place = kind === 'link' ? view.fleet.linkById.get(id) : view.fleet.deviceById.get(id);
  const name = (kind === 'link' ? view.fleet.linkById.get(id)?.link : view.fleet.deviceById.get(id)?.device)
    ?.name;
  return {
    entity: outage.entity,
    name: name ?? null,
    indicator: outage.indicator,
    from: time(outage.fromMs),
    after: time(outage.afterMs),
    to: time(outage.toMs),
    until_after: time(outage.untilAfterMs),
    open: outage.toMs === undefined,
    duration_ms: (outage.toMs ?? view.atMs) - outage.fromMs,
    reason: outage.reason,
    recorded: time(outage.recordedMs),
    evidence: publicEvidence(outage),
    district: place?.district.id ?? null,
    area: place?.area.id ?? null,
  };
}

/** Numbers and flags, and the check that answered: the names in evidence may be those of withheld devices. */
function publicEvidence({ evidence }: Outage) {
  return Object.fromEntries(
    Object.entries(evidence).filter(
      ([name, value]) =>
        typeof value === 'number' ||
        typeof value === 'boolean' ||
        (name === 'answeredBy' && INDICATORS.some((indicator) => indicator === value)),
    ),
  );
}
