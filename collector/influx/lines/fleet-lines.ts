import type { Inventory } from '../../../core/domain/inventory.ts';
import { STATES } from '../../../core/domain/state.ts';
import { minutes } from '../../../core/time/units.ts';
import type { FleetCounts, FleetRow, FleetSeries, StateCounts } from './fleet-counts.ts';
import { renderLine, renderSeriesKey, type SeriesKey, type Tags } from './line-protocol.ts';

/** Renders rows of counts at the start of their minute, as far as they say anything new: the last of a minute replaces the others. */
export type FleetLines = (counts: FleetCounts, atMs: number) => readonly string[];

/** Rows of areas have the centre of the area, so that a map can place them. */
export function createFleetLines(currentInventory: () => Pick<Inventory, 'areas'>): FleetLines {
  const city = createRowLines('fleetCity', renderLine);
  const agencies = createRowLines('fleetAgency', renderLine);
  const districts = createRowLines('fleetDistrict', renderLine);
  const areas = createRowLines('fleetArea', (key, states, minuteMs, { area = '' }) => {
    const { latitude, longitude } = currentInventory().areas.get(area) ?? {};
    return renderLine(key, { ...states, latitude, longitude }, minuteMs);
  });
  const contractors = createRowLines('fleetContractor', renderLine);
  const programmes = createRowLines('fleetProgramme', renderLine);
  const agencyDistricts = createRowLines('fleetAgencyDistrict', renderLine);
  return (counts, atMs) => {
    const minuteMs = Math.floor(atMs / minutes(1)) * minutes(1);
    return [
      ...city(counts.fleetCity, minuteMs),
      ...agencies(counts.fleetAgency, minuteMs),
      ...districts(counts.fleetDistrict, minuteMs),
      ...areas(counts.fleetArea, minuteMs),
      ...contractors(counts.fleetContractor, minuteMs),
      ...programmes(counts.fleetProgramme, minuteMs),
      ...agencyDistricts(counts.fleetAgencyDistrict, minuteMs),
    ];
  };
}

interface Written<Name extends FleetSeries> {
  readonly key: SeriesKey<Name>;
  readonly minuteMs: number;
  readonly states: StateCounts;
}

function createRowLines<Name extends FleetSeries>(
  series: Name,
  render: (
    key: SeriesKey<Name>,
    states: StateCounts,
    minuteMs: number,
    tags: Tags<Name>,
  ) => string | undefined,
): (rows: readonly FleetRow<Name>[], minuteMs: number) => readonly string[] {
  /** By the tags of a row, which are the same object while the row is there. */
  const written = new WeakMap<object, Written<Name>>();
  return (rows, minuteMs) =>
    rows.flatMap(({ tags, counts: states }) => {
      const before = written.get(tags);
      if (before?.minuteMs === minuteMs && isSame(before.states, states)) return [];
      const key = before?.key ?? renderSeriesKey(series, tags);
      written.set(tags, { key, minuteMs, states });
      return render(key, states, minuteMs, tags) ?? [];
    });
}

const isSame = (a: StateCounts, b: StateCounts): boolean =>
  a === b || STATES.every((state) => a[state] === b[state]);
