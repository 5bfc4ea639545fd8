import type { Inventory } from '#core/domain/inventory.ts';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { SAMPLE_NOW_MS, type SampleLive } from './sample-live.ts';

/** Devices of one ward, by their sites. */
export function devicesOfArea({ devices, sites }: Inventory, areaId: string): string[] {
  return [...devices.values()].filter(({ site }) => sites.get(site)?.area === areaId).map(({ id }) => id);
}

/** A bad morning: a line cut, a ward without power, single faults, flapping, a recorder's port, some unknown. */
export function scriptTroubles(live: SampleLive, inventory: Inventory): void {
  const at = (minutesAgo: number, gapMs = seconds(45)) => {
    const sinceMs = SAMPLE_NOW_MS - minutes(minutesAgo);
    return { sinceMs, afterMs: sinceMs - gapMs };
  };
  const down = (id: string, minutesAgo: number, reason = 'timeout') =>
    live.set(deviceEntity(id), { state: 'down', reason, ...at(minutesAgo) });

  live.cut('link-hoang-mai', devicesOfArea(inventory, 'hoang-mai'), 12);

  for (const id of devicesOfArea(inventory, 'ung-thien')) down(id, 95);
  // The line behind it is not to blame: it was never seen to fall.
  live.set(linkEntity('link-ung-thien'), { state: 'unknown', reason: 'no-data-yet' });

  for (const id of ['cam-ba-dinh-0003', 'cam-lang-0007', 'cam-dong-anh-0011'])
    down(id, 60 * 50, 'unreachable');
  for (const id of ['cam-long-bien-0005', 'cam-long-bien-0006', 'cam-long-bien-0007', 'cam-long-bien-0008'])
    down(id, 3);
  live.set(deviceEntity('nvr-ha-dong'), {
    indicator: 'service',
    state: 'down',
    reason: 'refused',
    ...at(31),
  });
  for (const id of ['cam-thach-that-0001', 'cam-thach-that-0002', 'cam-noi-bai-0004'])
    live.set(deviceEntity(id), { state: 'degraded', reason: 'loss', flapRatio: 0.4, ...at(7) });
  for (const id of devicesOfArea(inventory, 'ba-vi')) live.forget(deviceEntity(id));
  for (const id of ['cam-bi-mat', 'nvr-bi-mat', 'cam-han-che']) down(id, 5);
  live.set(linkEntity('link-bi-mat'), { state: 'down', reason: 'unreachable', ...at(5) });
}
