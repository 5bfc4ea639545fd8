import type { Context } from '../context.ts';
import { at, type PlacedPanel } from '../house/place.ts';
import { reachOnly } from '../queries/events.ts';
import type { Scope } from '../scope.ts';
import { worstTen } from './device-tables.ts';
import { changedTimeline, downTable } from './event-panels.ts';
import { camerasOverTime } from './fleet-panels.ts';

interface PlaceOptions {
  readonly scope: Scope;
  /** What holds events and readings of single devices to the place. */
  readonly where: readonly string[];
  readonly idOpens: NonNullable<Parameters<typeof worstTen>[2]>;
}

/** The devices of a place, below its counts: when they were down, which the longest, which without a picture. */
export function placePanels(context: Context, { scope, where, idOpens }: PlaceOptions): PlacedPanel[] {
  return [
    at(12, [0, 20, 16, 10], changedTimeline(context, 'stateTimeline', [...where, reachOnly])),
    at(13, [16, 20, 8, 10], worstTen(context, where, idOpens)),
    at(
      14,
      [0, 30, 16, 9],
      downTable(context, {
        name: 'picturesDown',
        indicators: ['stream', 'recording'],
        where,
        places: ['area'],
        leaveOut: 'kind',
        idOpens,
      }),
    ),
    at(15, [16, 30, 8, 9], camerasOverTime(context, scope)),
  ];
}
