import { Temporal } from 'temporal-polyfill';
import { type Device, type Inventory, isWatchedAt } from '../../core/domain/inventory.ts';
import { deviceEntity, type Entity, parseEntity } from '../../core/domain/state.ts';
import { THRESHOLDS } from '../../core/domain/thresholds.ts';
import { pathsToDevice, pathsToLink } from '../../core/domain/ways.ts';
import { minutes } from '../../core/time/units.ts';
import type { MuteTiming, TimeInterval } from '../../grafana/content.ts';
import { uidOf } from '../../grafana/uid.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import { type Place, placeOf } from './places.ts';

/** Mutes what is sent about places while planned work takes out most of what they have. */
export interface PlaceMute {
  readonly timing: MuteTiming;
  readonly isOf: (place: Place) => boolean;
}

/** Work that stands and touches enough of a place, in the order of the record. */
export function buildMaintenanceMutes(
  inventory: Inventory,
  works: readonly AnnouncedWork[],
  timeZone: string,
): readonly PlaceMute[] {
  const standing = works.filter(({ cancelled }) => cancelled === undefined);
  if (standing.length === 0) return [];
  const all = countPlaces(inventory, () => true);
  return standing.flatMap(({ id, interval, entities }) => {
    const isOut = createIsOut(inventory, new Set(entities));
    const out = countPlaces(inventory, ({ id: device }) => isOut(deviceEntity(device)));
    const muted = new Set(
      [...out].flatMap(([key, count]) =>
        count >= (all.get(key) ?? 0) * THRESHOLDS.mutedFromRatio ? [key] : [],
      ),
    );
    if (muted.size === 0) return [];
    return {
      timing: {
        name: uidOf('camwatch-maintenance', id),
        time_intervals: timeIntervalsOf(interval, timeZone),
      },
      isOf: (place) => muted.has(keyOf(place)),
    };
  });
}

const keyOf = ({ agency, district }: Place) => `${agency} ${district}`;

function countPlaces(
  inventory: Inventory,
  isCounted: (device: Device) => boolean,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const device of inventory.devices.values()) {
    const place = placeOf(inventory, device);
    if (place === undefined || !isWatchedAt(device, Number.POSITIVE_INFINITY) || !isCounted(device)) continue;
    counts.set(keyOf(place), (counts.get(keyOf(place)) ?? 0) + 1);
  }
  return counts;
}

/** Whether something is worked on, or every way to it leads over something that is. */
function createIsOut(
  { devices, links }: Inventory,
  worked: ReadonlySet<Entity>,
): (entity: Entity) => boolean {
  const known = new Map<Entity, boolean>();
  const isOut = (entity: Entity): boolean => {
    const before = known.get(entity);
    if (before !== undefined) return before;
    // Ways in a circle lead to nothing that is worked on.
    known.set(entity, false);
    const paths = pathsTo(entity);
    const answer =
      worked.has(entity) || (paths.length > 0 && paths.every((path) => path.some((member) => isOut(member))));
    known.set(entity, answer);
    return answer;
  };
  const pathsTo = (entity: Entity) => {
    const { kind, id = '' } = parseEntity(entity) ?? {};
    const device = kind === 'device' ? devices.get(id) : undefined;
    if (device) return pathsToDevice(device);
    const link = kind === 'link' ? links.get(id) : undefined;
    return link ? pathsToLink(link) : [];
  };
  return isOut;
}

/**
 * The days of an interval, each with its own hours: times of a day end at 24:00 and cannot pass midnight. Whole minutes, so
 * that nothing of the work is left out.
 */
function timeIntervalsOf(
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  timeZone: string,
): readonly TimeInterval[] {
  const zoned = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const end = zoned(Math.ceil(toMs / minutes(1)) * minutes(1));
  const intervals: TimeInterval[] = [];
  for (let begin = zoned(Math.floor(fromMs / minutes(1)) * minutes(1)); isBefore(begin, end); ) {
    const midnight = begin.toPlainDate().add({ days: 1 }).toZonedDateTime(timeZone);
    const isToMidnight = !isBefore(end, midnight);
    intervals.push({
      times: [{ start_time: hourOf(begin), end_time: isToMidnight ? '24:00' : hourOf(end) }],
      days_of_month: [String(begin.day)],
      months: [String(begin.month)],
      years: [String(begin.year)],
      location: timeZone,
    });
    begin = midnight;
  }
  return intervals;
}

const isBefore = (a: Temporal.ZonedDateTime, b: Temporal.ZonedDateTime) =>
  Temporal.ZonedDateTime.compare(a, b) < 0;

const hourOf = (at: Temporal.ZonedDateTime) => at.toPlainTime().toString({ smallestUnit: 'minute' });
