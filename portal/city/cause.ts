import type { Inventory } from '../../core/domain/inventory.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Condition } from './condition.ts';
import type { VisibleDevice, VisibleFleet } from './visible-fleet.ts';

/** What stands behind a group of lost devices, as far as anybody may be told. */
export type Origin =
  | { readonly kind: 'link' | 'device' | 'site' | 'area'; readonly id: string }
  | { readonly kind: 'withheld' };

/** Devices that are lost together. An engineer works on causes; 800 rows of cameras are one. */
export interface Cause {
  readonly origin: Origin;
  /** Since when, and the last contrary probe before it. Absent where it is withheld. */
  readonly sinceMs?: number;
  readonly afterMs?: number;
  readonly reason?: string;
  /** Lost devices, sorted by id. Empty for a link that is down with nothing of ours known behind it. */
  readonly members: readonly VisibleDevice[];
}

export interface CauseInput {
  readonly inventory: Pick<Inventory, 'devices' | 'links'>;
  readonly fleet: VisibleFleet;
  /** The visible devices whose condition is `down`, sorted by id. */
  readonly lost: readonly VisibleDevice[];
  /** Conditions of all watched visible devices. */
  readonly conditions: ReadonlyMap<string, Condition>;
  /** What is known of `reach`, of visible and withheld entities alike: needed to walk the topology, never shown. */
  readonly reachOf: (entity: Entity) => Condition | undefined;
}

/** A key that stays the same from one drawing of the page to the next. */
export function originKey(origin: Origin): string {
  return origin.kind === 'withheld' ? 'withheld' : `${origin.kind}:${origin.id}`;
}

export function countCameras(members: readonly VisibleDevice[]): number {
  return members.reduce((count, { device }) => count + Number(device.kind === 'camera'), 0);
}
