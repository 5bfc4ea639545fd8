import { buildCityView, type CityView, type CityViewInput, type Shown } from '#portal/city/city-view.ts';
import { buildVisibleFleet } from '#portal/city/visible-fleet.ts';
import { sampleFleet } from './sample-fleet.ts';
import { SAMPLE_NOW_MS, type SampleLive, sampleLive } from './sample-live.ts';
import { NO_INCIDENTS, WRITING } from './sample-portal.ts';

/** The view of a scripted fleet. */
export function sampleView(
  prepare: (live: SampleLive, shown: Shown) => void = () => undefined,
  shown: Shown = sampleFleet(),
  incidents: CityViewInput['incidents'] = NO_INCIDENTS,
): CityView {
  const live = sampleLive(shown.inventory);
  prepare(live, shown);
  return buildCityView({
    shown,
    fleet: buildVisibleFleet(shown.inventory, live.columns().devices),
    live,
    measurements: WRITING,
    incidents,
    atMs: SAMPLE_NOW_MS,
  });
}
