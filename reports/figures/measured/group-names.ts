import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import type { MeasuredGroup } from '../../../availability/window/measured-groups.ts';
import { PURPOSES } from '../../../core/domain/inventory.ts';
import type { Versions } from '../../../core/time/versions.ts';

export interface NamedId {
  readonly id: string;
  readonly name?: string;
}

export type NameOf = (group: MeasuredGroup, id: string) => NamedId;

/** What a group is called, as its name was last. */
export function createNames(inventory: FiguresInventory): NameOf {
  const byGroup: Readonly<Record<MeasuredGroup, ReadonlyMap<string, Versions<{ readonly name: string }>>>> = {
    agency: inventory.agencies,
    district: inventory.districts,
    area: inventory.areas,
    programme: inventory.programmes,
    contractor: inventory.contractors,
    purpose: new Map(PURPOSES.map((purpose) => [purpose, []])),
  };
  return (group, id) => {
    const name = byGroup[group].get(id)?.at(-1)?.value.name;
    return name === undefined ? { id } : { id, name };
  };
}
