import type { PlanTargets } from '../document/figures-header.ts';
import type { TargetFigures } from '../document/inventory-figures.ts';
import type { PlacedDevice } from '../document/placed-devices.ts';

/** What the plan asks for against the cameras that there are at the end of the window. */
export function buildTargets(targets: PlanTargets, placed: readonly PlacedDevice[]): TargetFigures {
  const cameras = placed.filter(({ entry }) => entry.kind === 'camera');
  const row = (id: string, target: number, isMeant: (camera: PlacedDevice) => boolean) => {
    const present = cameras.filter(isMeant);
    const ofProgrammes = present.filter(({ entry }) => entry.programme !== undefined);
    return { id, target, present: present.length, ofProgrammes: ofProgrammes.length };
  };
  const { ptz, fixed, byPurpose = [] } = targets;
  return {
    rows: [
      row('cameras', targets.cameras, () => true),
      ...(ptz === undefined ? [] : [row('ptz', ptz, ({ entry }) => entry.cameraClass === 'ptz')]),
      ...(fixed === undefined ? [] : [row('fixed', fixed, ({ entry }) => entry.cameraClass === 'fixed')]),
      ...byPurpose.map(({ id, purposes, target }) =>
        row(id, target, ({ site }) => site !== undefined && purposes.includes(site.purpose)),
      ),
    ],
  };
}
