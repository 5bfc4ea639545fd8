import { type Device, isWatchedAt, type Stage, stageAt } from '../core/domain/inventory.ts';

/** Why nothing of a device is measured at an instant, by the steps of its life. */
export type Unwatched =
  | { readonly why: 'no-step' }
  | { readonly why: 'later'; readonly atMs: number }
  | { readonly why: 'not-installed' | 'paused' | 'retired'; readonly stage: Stage; readonly sinceMs: number };

/** `undefined` for what is watched. */
export function unwatchedBy(device: Pick<Device, 'lifecycle'>, nowMs: number): Unwatched | undefined {
  if (isWatchedAt(device, nowMs)) return undefined;
  const stage = stageAt(device, nowMs);
  const sinceMs = device.lifecycle.findLast(({ atMs }) => atMs <= nowMs)?.atMs;
  if (stage === 'paused' || stage === 'retired') return { why: stage, stage, sinceMs: sinceMs ?? nowMs };
  const later = device.lifecycle.find(({ atMs }) => atMs > nowMs && isWatchedAt(device, atMs));
  if (later) return { why: 'later', atMs: later.atMs };
  if (stage === undefined || sinceMs === undefined) return { why: 'no-step' };
  return { why: 'not-installed', stage, sinceMs };
}

const MOST_NAMED = 5;

/** What of an inventory is watched, and what is not and why, for the log: counts, and the first of those that nobody retired. */
export function countWatched(devices: Iterable<Device>, nowMs: number) {
  const unwatched: Record<string, number> = {};
  const first: string[] = [];
  let [all, watched] = [0, 0];
  for (const device of devices) {
    all++;
    const why = unwatchedBy(device, nowMs)?.why ?? unreachable(device);
    if (why === undefined) {
      watched++;
      continue;
    }
    unwatched[why] = (unwatched[why] ?? 0) + 1;
    if (why !== 'retired' && first.length < MOST_NAMED) first.push(device.id);
  }
  return { devices: all, watched, ...(watched < all && { unwatched }), ...(first.length > 0 && { first }) };
}

const unreachable = ({ address, channelOf }: Device) =>
  address === undefined && channelOf === undefined ? ('no-address' as const) : undefined;
