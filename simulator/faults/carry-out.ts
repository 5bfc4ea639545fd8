import type { VirtualDevices } from '../protocols/device/virtual-devices.ts';
import type { Act } from './act.ts';
import type { FaultMaker } from './fault-maker.ts';

/** Carries acts out. Both settle when everything is in force, or over. */
export interface Actor {
  readonly begin: (act: Act) => Promise<void>;
  readonly end: (act: Act) => Promise<void>;
}

export function createActor(
  maker: Pick<FaultMaker, 'cut' | 'restore'>,
  devices: Pick<VirtualDevices, 'set' | 'clear'>,
): Actor {
  return {
    begin: async ({ addresses, virtual }) => {
      await Promise.all([
        addresses.length > 0 && maker.cut(addresses),
        ...virtual.map(({ device, fault }) => devices.set(device, fault)),
      ]);
    },
    end: async ({ addresses, virtual }) => {
      // Nothing can listen at an address that is taken away.
      if (addresses.length > 0) await maker.restore(addresses);
      await Promise.all(virtual.map(({ device, fault }) => devices.clear(device, fault)));
    },
  };
}
