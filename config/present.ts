import { type Device, isWatchedAt, type Stage, stageAt } from '../core/inventory.ts';
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
  return new Map(
    devices.map((device) => [
      device,
      {
        stage: stageAt(device, nowMs),
        isWatched: isWatchedAt(device, nowMs),
        ownership: ownershipAt(device, handovers, nowMs),
      },
    ]),
  );
}
