import type { Settings } from '../../../config/settings/settings-schema.ts';
import { hours, minutes } from '../../../core/time/units.ts';

export type Resolution = Exclude<Setting, 'auto'>;
type Setting = NonNullable<Settings['influx']>['resolution'];

/** Up to here every reading is written; above it a day of them is more than a small machine should keep. */
export const EVERY_READING_MAX_DEVICES = 20_000;

export function chooseResolution(setting: Setting, devices: number): Resolution {
  if (setting !== 'auto') return setting;
  return devices > EVERY_READING_MAX_DEVICES ? 'summaries' : 'every-reading';
}

/** Over how long probes, and the polls of a port that carries a link, are summed up above so many devices. */
export const SUMMARY_WINDOW_MS = minutes(5);
/** The most ports carry no link: nobody is held to what goes through them, and they are sixty times as many. */
export const QUIET_PORT_WINDOW_MS = hours(1);

/** Over how long the polls of a port make one point; 0: each poll makes one. */
export function portWindowMs(resolution: Resolution, linkId: string | undefined): number {
  if (resolution === 'every-reading') return 0;
  return linkId === undefined ? QUIET_PORT_WINDOW_MS : SUMMARY_WINDOW_MS;
}
