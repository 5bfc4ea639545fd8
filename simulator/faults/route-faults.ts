import type { FaultMaker } from './fault-maker.ts';
import type { Routes } from './routes.ts';

/** Faults for root: an address that is cut off answers neither pings nor connections, as if its line were dead. */
export function createRouteFaults(routes: Routes): FaultMaker {
  return { name: 'routes', cut: routes.block, restore: routes.unblock, close: routes.close };
}
