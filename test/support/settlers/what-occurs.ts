import { incidentMatters } from './incidents-occur.ts';
import { inventoryMatters } from './inventory-occurs.ts';
import { measuredMatters } from './measured-occurs.ts';
import type { Settled } from './settle-both.ts';
import { type Matter, viewOf } from './settled-view.ts';
import { stepMatters } from './steps-occur.ts';

/**
 * What of the nasty matter a ledger has that bears on a figure: it touches an entity that counts, at an instant of the period, and
 * shows in the statements. By this the draws are held to what they promise.
 */
export const MATTERS: Readonly<Record<string, Matter>> = {
  ...inventoryMatters,
  ...measuredMatters,
  ...incidentMatters,
  ...stepMatters,
};

export function whatOccurs(settled: Settled): readonly string[] {
  const view = viewOf(settled);
  return Object.entries(MATTERS)
    .filter(([, occurs]) => occurs(view))
    .map(([name]) => name);
}
