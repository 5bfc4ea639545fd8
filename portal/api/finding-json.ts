import { apiTime } from '../../core/language/formats.ts';
import type { CityView } from '../city/city-view.ts';
import type { VisibleFinding } from '../city/visible-findings.ts';

/** A finding as the API tells it. */
export function describeFindingAsJson(view: CityView, finding: VisibleFinding) {
  const { timeZone } = view.shown.settings.city;
  const { entity, code, subject, firstMs, lastMs, goneMs, values, device, link } = finding;
  const place = device ?? link;
  return {
    entity,
    name: device?.device.name ?? link?.link.name ?? null,
    code,
    subject,
    open: goneMs === undefined,
    first_seen: apiTime(firstMs, timeZone),
    last_seen: apiTime(lastMs, timeZone),
    gone: goneMs === undefined ? null : apiTime(goneMs, timeZone),
    values,
    agency: device?.device.agency ?? null,
    district: place?.district.id ?? null,
    area: place?.area.id ?? null,
  };
}
