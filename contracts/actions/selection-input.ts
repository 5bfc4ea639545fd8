import { Ids } from '../../core/input/fields.ts';
import { SELECTOR_KINDS, type Selector, type SelectorKind } from '../../ledger/history/select-entities.ts';

const several = (about: string) => Ids.describe(`${about}; repeatable, or separated by commas`);

/** Devices and links as people choose them; members of the input of an action. */
export const SelectionInput = {
  device: several('this device'),
  link: several('this link'),
  site: several('everything at this site'),
  area: several('everything in this ward or commune'),
  agency: several('everything of this agency'),
  contract: several('everything under this contract'),
  cabinet: several('everything at this cabinet'),
} satisfies Record<SelectorKind, unknown>;

/** The part of an input that chooses. */
export function selectorOf(input: Selector): Selector {
  return Object.fromEntries(SELECTOR_KINDS.map((kind) => [kind, input[kind] ?? []]));
}
