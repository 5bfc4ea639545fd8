import { at, type PlacedPanel } from '../components/place.ts';
import { reachOnly } from '../queries/events.ts';
import type { Context } from '../scope/context.ts';
import type { Scope } from '../scope/scope.ts';
import { worstTen } from './device-tables.ts';
import { changedTimeline, notWellTable } from './event-panels.ts';
import { camerasOverTime } from './fleet-panels.ts';

interface PlaceOptions {
  readonly scope: Scope;
  /** What holds events and readings of single devices to the place. */
  readonly where: readonly string[];
  /** What its line of states is held to, where that is less. */
  readonly changed?: readonly string[];
  readonly idOpens: NonNullable<Parameters<typeof worstTen>[2]>;
}

/** The devices of a place, below its counts: when they were down, which the longest, which without a picture. */
export function placePanels(
  context: Context,
  { scope, where, changed, idOpens }: PlaceOptions,
): PlacedPanel[] {
  // An agency may have most devices of the city.
  const figures =
    scope.series === 'fleetAgency' ? (['downTime'] as const) : (['downTime', 'availability'] as const);
  return [
    at(12, [0, 22, 16, 10], changedTimeline(context, 'stateTimeline', [...(changed ?? where), reachOnly])),
    at(13, [16, 22, 8, 10], worstTen(context, where, idOpens, figures)),
    at(14, [0, 32, 16, 9], notWellTable(context, { name: 'notWell', where, places: ['area'], idOpens })),
    at(15, [16, 32, 8, 9], camerasOverTime(context, scope)),
  ];
}
