import { openSharedConfig, type SharedConfig } from '../../config/shared-config.ts';
import type { Schedulable } from '../scheduler/schedule.ts';

/** What is probed, of a configuration that is shared. A device is decoded for its probe and kept no longer. */
export function openSchedulable(shared: SharedConfig): Schedulable {
  const { inventory, settings } = openSharedConfig(shared, KEPT_DEVICES);
  return { inventory, profiles: settings.profiles };
}

const KEPT_DEVICES = 1_024;
