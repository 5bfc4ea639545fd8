import type { Listeners } from './create-listeners.ts';
import type { FaultMaker } from './fault-maker.ts';
import type { Routes } from './routes.ts';

/** Faults for root: an address that is cut off answers neither pings nor connections, as if its line were dead. */
export function createRouteFaults(routes: Routes, listeners: Listeners): FaultMaker {
  return {
    name: 'routes',
    cut: routes.block,
    restore: routes.unblock,
    closePorts: listeners.shut,
    openPorts: listeners.open,
    close: async () => {
      await Promise.all([routes.close(), listeners.close()]);
    },
  };
}
