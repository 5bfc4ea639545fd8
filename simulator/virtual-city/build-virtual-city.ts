import { type Device, isWatchedAt } from '../../core/domain/inventory.ts';
import { seconds } from '../../core/time/units.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import { buildCamera } from './build-camera.ts';
import { buildCarrier } from './build-carrier.ts';
import { buildRecorder } from './build-recorder.ts';
import { buildSupply } from './build-supply.ts';
import { readyToWrap } from './ready-to-wrap.ts';
import type { VirtualCityOptions } from './virtual-city-options.ts';

/**
 * Every device of a city that speaks a protocol, as a plan for {@link createVirtualDevices}: what it is stands in the
 * inventory, what it carries follows from the cameras behind it.
 */
export function buildVirtualCity(options: VirtualCityOptions): VirtualDevice[] {
  const { network, nowMs } = options;
  const devices = network.devices
    .values()
    .filter((device) => isWatchedAt(device, nowMs))
    .flatMap((device) => buildDevice(device, options));
  return readyToWrap([...devices], FIRST_WRAP_MS);
}

/** When a demo that waited longest for its machine compares bandwidth already, and before the shortest one is over. */
const FIRST_WRAP_MS = seconds(50);

function buildDevice(device: Device, options: VirtualCityOptions): VirtualDevice[] {
  const { address, kind } = device;
  if (address === undefined) return [];
  switch (kind) {
    case 'camera':
      return [buildCamera(device, address, options)];
    case 'nvr':
      return [buildRecorder(device, address, options)];
    case 'switch':
    case 'router':
      // A household's router without a list of ports is nobody's business.
      return device.interfaces.length > 0 ? [buildCarrier(device, address, options)] : [];
    case 'ups':
      return [buildSupply(device, address, options)];
    case 'controller':
    case 'server':
      return [];
  }
}
