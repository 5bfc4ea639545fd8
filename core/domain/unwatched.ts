import { type Device, isWatchedAt, type Stage, stageAt } from './inventory.ts';

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

/** The same in a word, with what has no address that could be asked. */
export const whyUnwatched = (device: Device, nowMs: number): Unwatched['why'] | 'no-address' | undefined =>
  unwatchedBy(device, nowMs)?.why ??
  (device.address === undefined && device.channelOf === undefined ? 'no-address' : undefined);
