import { zonesOf } from '../../core/leases/share.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Draft, Report } from '../draft/draft.ts';

/** A network zone that has an InfluxDB of its own has sites. */
export function checkZoneServers({ sites, settings, settingsYaml }: Draft, report: Report): void {
  const zones = zonesOf(sites.readable);
  for (const zone of Object.keys(settings?.influx?.zones ?? {})) {
    if (zones.has(zone)) continue;
    const suggestion = suggestName(zone, [...zones]);
    const hint = suggestion ? ` (did you mean ${suggestion}?)` : '';
    const message = `expected a zone of sites.csv, got ${JSON.stringify(zone)}${hint}`;
    report.problem(settingsYaml.problem(['influx', 'zones', zone], message));
  }
}
