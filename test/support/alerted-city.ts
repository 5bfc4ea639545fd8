import type { AlertedCity } from '#alerts/rules/alerted-city.ts';
import { GrafanaAlertingSchema } from '#config/settings/grafana-alerting-schema.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Agency, Inventory } from '#core/domain/inventory.ts';
import { smallCity } from './small-city.ts';

const AWKWARD = ["Công an Quận 1 (D'Água)", '7 de Abril', 'Sở [Giao thông] {{ $vận }} "tải"', 'a|b.*+?\\'];

/**
 * Two districts of the small city, shared out between the agencies `police` and `ward`: the police has devices in both,
 * the ward in `d2` only.
 */
export function alertedCity(
  grafana: Readonly<Record<string, unknown>> = { contact_points: { noc: OPERATORS_BY_MAIL } },
): AlertedCity {
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
  });
  return { inventory: sharedOut(), settings: { ...settings, grafana: GrafanaAlertingSchema.parse(grafana) } };
}

export const OPERATORS_BY_MAIL = { type: 'email', addresses: ['noc@example.org'] } as const;

function sharedOut(): Inventory {
  const city = smallCity(2);
  const devices = [...city.devices.values()].map((device) => ({
    ...device,
    agency: device.id.startsWith('cam-2-') ? 'ward' : 'police',
  }));
  const agencies = ['police', 'ward'].map(
    (id, index): Agency => ({ id, name: AWKWARD[index] ?? id, kind: 'police', successors: [] }),
  );
  const districts = [...city.districts.values()].map((district, index) => ({
    ...district,
    name: AWKWARD[index + 2] ?? district.name,
  }));
  return {
    ...city,
    agencies: new Map(agencies.map((agency) => [agency.id, agency])),
    districts: new Map(districts.map((district) => [district.id, district])),
    devices: new Map(devices.map((device) => [device.id, device])),
  };
}
