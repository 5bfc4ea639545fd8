import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import { STATES } from '../../core/domain/state.ts';
import type { CityView } from './city-view.ts';

/** What a list of devices is narrowed by. */
export interface DeviceTraits extends DeviceGroup {
  readonly state: ShownState;
}

/** A device that is not watched now is in none of the four states. */
export const SHOWN_STATES = [...STATES, 'out-of-service'] as const;
export type ShownState = (typeof SHOWN_STATES)[number];

/** How many of these visible devices have the same traits: a few thousand rows of a large city. */
export function countTraits(
  { fleet, stateAt }: CityView,
  devices: Uint32Array = fleet.devices,
): readonly { readonly traits: DeviceTraits; readonly count: number }[] {
  const { columns } = fleet;
  const cells = new Uint32Array(columns.groups.length * SHOWN_STATES.length);
  for (const device of devices) {
    const state = SHOWN_STATES.indexOf(stateAt(device) ?? 'out-of-service');
    const cell = (columns.group[device] ?? 0) * SHOWN_STATES.length + state;
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return columns.groups.flatMap((group, at) =>
    SHOWN_STATES.flatMap((state, place) => {
      const count = cells[at * SHOWN_STATES.length + place] ?? 0;
      return count > 0 ? [{ traits: { ...group, state }, count }] : [];
    }),
  );
}
