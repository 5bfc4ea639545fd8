import type { Device, Stage } from '../../core/domain/inventory.ts';

export interface InstalledCamera {
  readonly device: Device;
  readonly installedMs: number;
}

/** Where the installation itself is not dated, a later step shows that it was there. */
const SHOWS_IT: ReadonlySet<Stage> = new Set(['installed', 'accepted', 'in-service']);

/** The cameras that had been installed at an instant, whatever became of them since. */
export function installedCameras(devices: readonly Device[], atMs: number): readonly InstalledCamera[] {
  return devices.flatMap((device) => {
    const step = device.lifecycle.find(({ stage }) => SHOWS_IT.has(stage));
    if (device.kind !== 'camera' || !step || step.atMs > atMs) return [];
    return [{ device, installedMs: step.atMs }];
  });
}
