import type { PlanState } from './plan-state.ts';

/** How many cameras units declared that were in no inventory, and what became of them. */
export interface DeclaredCameras {
  readonly cameras: number;
  /** Taken into the inventory, declined, and not decided yet: they add up to all. */
  readonly taken: number;
  readonly declined: number;
  readonly waiting: number;
}

type Declaration = PlanState['declaration'][number]['values'];

/** One device may stand for each camera; what is left of a declaration waits until the rest is taken or declined. */
export function countDeclared(declarations: readonly Declaration[]): DeclaredCameras {
  const each = declarations.map(countOne);
  const sum = (key: keyof DeclaredCameras) => each.reduce((total, counts) => total + counts[key], 0);
  return {
    cameras: sum('cameras'),
    taken: sum('taken'),
    declined: sum('declined'),
    waiting: sum('waiting'),
  };
}

function countOne({ cameras, devices, declined }: Declaration): DeclaredCameras {
  const taken = Math.min(devices.length, cameras);
  const rest = cameras - taken;
  return declined === undefined
    ? { cameras, taken, declined: 0, waiting: rest }
    : { cameras, taken, declined: rest, waiting: 0 };
}
