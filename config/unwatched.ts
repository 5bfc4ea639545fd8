import type { Device } from '../core/domain/inventory.ts';
import { whyUnwatched } from '../core/domain/unwatched.ts';

const MOST_NAMED = 5;

/** What of an inventory is watched, and what is not and why, for the log: counts, and the first of those that nobody retired. */
export function countWatched(devices: Iterable<Device>, nowMs: number) {
  const unwatched: Record<string, number> = {};
  const first: string[] = [];
  let [all, watched] = [0, 0];
  for (const device of devices) {
    all++;
    const why = whyUnwatched(device, nowMs);
    if (why === undefined) {
      watched++;
      continue;
    }
    unwatched[why] = (unwatched[why] ?? 0) + 1;
    if (why !== 'retired' && first.length < MOST_NAMED) first.push(device.id);
  }
  return { devices: all, watched, ...(watched < all && { unwatched }), ...(first.length > 0 && { first }) };
}
