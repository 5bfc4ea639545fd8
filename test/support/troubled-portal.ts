import { openIncidentSource, sampleIncidentLedger } from './portal-incidents.ts';
import { measuredFleet, sampleLearnt, scriptMeasurements, WITNESSED_OUTAGE } from './sample-learnt.ts';
import { SAMPLE_NOW_MS } from './sample-live.ts';
import { sampleMeasured } from './sample-measured.ts';
import { startSamplePortal } from './sample-portal.ts';
import { scriptTroubles } from './sample-troubles.ts';

export const TROUBLED_FLEET = measuredFleet();

/** An incident of a line, by its id. */
export const TROUBLED_LINE = `link:link-hoang-mai@${SAMPLE_NOW_MS - 3_600_000}`;

/** A page of a city that has some of everything: outages, findings, measured links, incidents. */
export const startTroubledPortal = (more = {}) =>
  startSamplePortal({
    shown: TROUBLED_FLEET,
    learnt: sampleLearnt(),
    measured: sampleMeasured(),
    outages: () => [WITNESSED_OUTAGE],
    incidents: openIncidentSource(sampleIncidentLedger()),
    prepare: (live) => {
      scriptTroubles(live, TROUBLED_FLEET.inventory);
      scriptMeasurements(live, TROUBLED_FLEET);
    },
    ...more,
  });
