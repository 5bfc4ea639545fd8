import {
  renderDevicesCsv,
  renderHandoversCsv,
  renderLinksCsv,
  renderSitesCsv,
} from '../../config/inventory/csv-tables.ts';
import type { City } from './city.ts';

/** The tables of a configuration folder, by file name. */
export function renderCity(city: City, timeZone: string): ReadonlyMap<string, string> {
  return new Map([
    ['sites.csv', renderSitesCsv(city.sites.values())],
    ['devices.csv', renderDevicesCsv(city.devices.values(), timeZone)],
    ['links.csv', renderLinksCsv(city.links.values())],
    ['handovers.csv', renderHandoversCsv(city.handovers, timeZone)],
  ]);
}
