import type { Device } from '../../core/domain/inventory.ts';
import type { VirtualAccess } from '../protocols/device/virtual-device.ts';
import type { Network } from './route-to-core.ts';

export interface VirtualCityOptions {
  readonly network: Network;
  /** Devices that are not watched at this instant do not exist. */
  readonly nowMs: number;
  /** Where each protocol listens, on the device's own address; a device that names a port has its RTSP there. */
  readonly ports: { readonly snmp: number; readonly onvif: number; readonly rtsp: number };
  /** What opens a device. */
  readonly accessOf: (device: Device) => VirtualAccess;
}
