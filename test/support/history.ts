import { Settings } from '#config/settings/settings-schema.ts';
import type { Device, Inventory } from '#core/domain/inventory.ts';

/** Every check asks once a minute and confirms after two repeats, five seconds apart. */
export const SLOW_PROFILES = Settings.parse({
  city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: {
    camera: { reach: { prober: 'icmp', interval: '60s' } },
    recorder: {
      reach: { prober: 'icmp', interval: '60s' },
      service: { prober: 'tcp', interval: '60s', port: 8554 },
    },
  },
}).profiles;

export const WATCHED_SINCE_MS = 0;

/** The same with every device installed and accepted at {@link WATCHED_SINCE_MS}. */
export function watched(inventory: Inventory): Inventory {
  const lifecycle: Device['lifecycle'] = [
    { stage: 'installed', atMs: WATCHED_SINCE_MS },
    { stage: 'accepted', atMs: WATCHED_SINCE_MS },
  ];
  const devices = inventory.devices.entries().map(([id, one]) => [id, { ...one, lifecycle }] as const);
  return { ...inventory, devices: new Map(devices) };
}
