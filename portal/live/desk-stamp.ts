import { randomBytes } from 'node:crypto';
import type { CityView } from '../city/city-view.ts';
import { createIncidentStamp } from '../city/incident-stamp.ts';
import type { PortalOptions } from '../server/portal-options.ts';

type StampSources = Pick<PortalOptions, 'incidents' | 'ledgerFailure' | 'configurationFailure'>;

/**
 * Another text whenever something that somebody may see became another, and after every start: whoever holds an older one looks
 * again. It says nothing else. What grows by itself (ages, rates, findings) is not in it: pages look for that now and then.
 */
export function createDeskStamp(options: StampSources): (view: CityView) => string {
  const { incidents, ledgerFailure, configurationFailure } = options;
  const ofIncidents = createIncidentStamp(incidents);
  const run = randomBytes(6).toString('base64url');
  let known: { readonly view: CityView; readonly parts: readonly unknown[] } | undefined;
  let number = 0;
  return (view) => {
    if (known?.view !== view) {
      const { digest, fleet, health, measurements } = view;
      const parts = [
        ...[digest, fleet, ofIncidents(view), health.sight, health.clockDoubt?.cause, measurements.mode],
        ...[ledgerFailure(), configurationFailure?.()],
      ];
      if (parts.some((part, place) => part !== known?.parts[place])) number += 1;
      known = { view, parts };
    }
    return `${run}.${number}`;
  };
}
