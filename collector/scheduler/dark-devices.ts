import type { ProbeOutcome } from '../../core/domain/probing.ts';

/**
 * Devices whose last `reach` failed, and none of whose checks was answered since. Each of their checks takes its whole time:
 * they wait among themselves, so that those that live are asked in time.
 */
export interface DarkDevices {
  readonly has: (device: number) => boolean;
  readonly add: (device: number) => void;
  readonly note: (device: number, isReach: boolean, outcome: ProbeOutcome) => void;
}

export function createDarkDevices(deviceCount: number): DarkDevices {
  const isDark = new Uint8Array(deviceCount);
  return {
    has: (device) => isDark[device] === 1,
    add: (device) => {
      isDark[device] = 1;
    },
    note: (device, isReach, outcome) => {
      if (outcome.ok) isDark[device] = 0;
      else if (isReach && outcome.reason !== 'internal') isDark[device] = 1;
    },
  };
}
