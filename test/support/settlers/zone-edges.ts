import { Temporal } from 'temporal-polyfill';
import type { Draw } from './draw.ts';
import type { World } from './world.ts';

const TIMES = ['00:00', '00:00', '02:30', '05:00', '08:00', '12:00', '13:30', '17:30', '22:00', '22:30'];

/** Instants at which something in the zone begins or ends, a millisecond off now and then. */
export function createZoneEdges(draw: Draw, { zone, fromMs }: World): () => number {
  const first = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO('UTC').toPlainDate();
  const turn = first.toZonedDateTime(zone).getTimeZoneTransition('next');
  return () => {
    const day = draw.pick([0, 0, first.daysInMonth, first.daysInMonth - 1, draw.int(-1, 31)]);
    const edge = first.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: draw.pick(TIMES) });
    const isTurn = turn !== null && draw.chance(0.15) && first.until(turn.toPlainDate()).days < 32;
    return (isTurn ? turn : edge).epochMilliseconds + draw.pick([0, 0, 0, 1, -1]);
  };
}

export const midnightOf = (date: string, zone: string): number =>
  Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
