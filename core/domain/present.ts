import { type Device, isWatchedAt, type Stage, stageAt } from './inventory.ts';
import { type HandoverIndex, type Ownership, ownershipAt } from './ownership.ts';

/** How a device stands at the instant that a folder is judged at. */
export interface Present {
  readonly stage: Stage | undefined;
  readonly isWatched: boolean;
  readonly ownership: Ownership;
}

/** Worked out once for all devices, since most cross-checks ask for it. */
export function buildPresent(
  devices: readonly Device[],
  handovers: HandoverIndex,
  nowMs: number,
): ReadonlyMap<Device, Present> {
  const present = new Map<Device, Present>();
  for (const device of devices) {
    const isToChange = handovers.get(`device:${device.id}`)?.some(({ atMs }) => atMs > nowMs);
    // The row itself says who is in charge where no hand-over is to come.
    const ownership = isToChange ? ownershipAt(device, handovers, nowMs) : device;
    present.set(device, { stage: stageAt(device, nowMs), isWatched: isWatchedAt(device, nowMs), ownership });
  }
  return present;
}
