import type { Inventory } from '../../../core/domain/inventory.ts';
import { minutes } from '../../../core/time/units.ts';
import type { FleetCounts, FleetRow, FleetSeries, StateCounts } from './fleet-counts.ts';
import { renderLine, renderSeriesKey, type SeriesKey, type Tags } from './line-protocol.ts';

/**
 * Every row of the counts at the start of its minute: what is written again within the minute replaces it. Rows of areas
 * have the centre of the area, so that a map can place them.
 */
export function renderFleetLines(
  counts: FleetCounts,
  atMs: number,
  { areas }: Pick<Inventory, 'areas'>,
): readonly string[] {
  const minuteMs = Math.floor(atMs / minutes(1)) * minutes(1);
  return [
    ...renderRows('fleetCity', counts.fleetCity, (key, states) => renderLine(key, states, minuteMs)),
    ...renderRows('fleetAgency', counts.fleetAgency, (key, states) => renderLine(key, states, minuteMs)),
    ...renderRows('fleetDistrict', counts.fleetDistrict, (key, states) => renderLine(key, states, minuteMs)),
    ...renderRows('fleetArea', counts.fleetArea, (key, states, { area = '' }) => {
      const { latitude, longitude } = areas.get(area) ?? {};
      return renderLine(key, { ...states, latitude, longitude }, minuteMs);
    }),
    ...renderRows('fleetContractor', counts.fleetContractor, (key, states) =>
      renderLine(key, states, minuteMs),
    ),
    ...renderRows('fleetProgramme', counts.fleetProgramme, (key, states) =>
      renderLine(key, states, minuteMs),
    ),
    ...renderRows('fleetAgencyDistrict', counts.fleetAgencyDistrict, (key, states) =>
      renderLine(key, states, minuteMs),
    ),
  ];
}

function renderRows<Name extends FleetSeries>(
  series: Name,
  rows: readonly FleetRow<Name>[],
  render: (key: SeriesKey<Name>, counts: StateCounts, tags: Tags<Name>) => string | undefined,
): readonly string[] {
  return rows.flatMap(({ tags, counts }) => render(renderSeriesKey(series, tags), counts, tags) ?? []);
}
