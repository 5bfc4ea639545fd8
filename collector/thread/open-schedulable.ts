import type { SharedConfig } from '../../config/shared-config.ts';
import type { Device, Link } from '../../core/domain/inventory.ts';
import { openPackedMap } from '../../core/packed/packed-map.ts';
import type { Schedulable } from '../scheduler/schedule.ts';

/** What is probed, of a configuration that is shared. A device is decoded for its probe and kept no longer. */
export function openSchedulable({ inventory, settings }: SharedConfig): Schedulable {
  const devices = openPackedMap<Device>(inventory.devices, KEPT_DEVICES);
  const links = openPackedMap<Link>(inventory.links, KEPT_DEVICES);
  return { inventory: { ...inventory, devices, links }, profiles: settings.profiles };
}

const KEPT_DEVICES = 1_024;
