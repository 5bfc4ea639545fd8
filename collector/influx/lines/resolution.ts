import type { Settings } from '../../../config/settings/settings-schema.ts';

export type Resolution = Exclude<Setting, 'auto'>;
type Setting = NonNullable<Settings['influx']>['resolution'];

/** Up to here every reading is written; above it a day of them is more than a small machine should keep. */
export const EVERY_READING_MAX_DEVICES = 20_000;

export function chooseResolution(setting: Setting, devices: number): Resolution {
  if (setting !== 'auto') return setting;
  return devices > EVERY_READING_MAX_DEVICES ? 'summaries' : 'every-reading';
}
