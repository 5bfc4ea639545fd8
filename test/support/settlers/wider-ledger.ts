import { drawDenser, withRepeats } from './denser-ledger.ts';
import type { Draw } from './draw.ts';
import { drawEdges } from './random-edges.ts';
import { drawIncidents } from './random-incidents.ts';
import { drawInventory } from './random-inventory.ts';
import { drawLater } from './random-later.ts';
import { drawTraffic } from './random-traffic.ts';
import { drawVoids } from './random-voids.ts';
import { drawWiderTerms } from './wider-terms.ts';
import type { RandomLedger } from './world.ts';
import { createInstants, type World } from './world.ts';
import { createZoneEdges } from './zone-edges.ts';

/** What the second generation of ledgers has beside the first: drawn apart, from draws of its own. */
export interface Wider {
  /** How long before the month everything begins. */
  readonly daysBefore: number;
  readonly draw: (world: World) => void;
  readonly widen: (ledger: RandomLedger, world: World) => RandomLedger;
}

/** @param more Of the third generation: the same matter oftener where it bears on a figure. */
export function createWider(draw: Draw, more?: Draw): Wider {
  const wideMonths = draw.chance(0.2) ? draw.pick([1, 1, 2]) : 0;
  const wideCourse = draw.pick(['drafted', 'drafted', 'issued', 'objected'] as const);
  const months = more?.chance(0.25) ? more.pick([1, 2]) : wideMonths;
  const course = more?.pick(['drafted', 'drafted', 'issued', 'objected', 'objected'] as const) ?? wideCourse;
  return { daysBefore: 5 + 31 * months, draw: drawWider, widen };

  function drawWider(world: World): void {
    const wide = widenWorld(world, draw);
    drawInventory(wide);
    drawEdges(wide, { monthsBefore: months });
    drawVoids(wide);
    drawTraffic(wide);
    drawIncidents(wide);
    if (more) drawDenser(widenWorld(world, more));
  }

  function widen(ledger: RandomLedger, world: World): RandomLedger {
    const wide = { ...widenWorld(world, draw), rows: [] };
    const wider = drawWiderTerms(draw, ledger.rows, { isObjected: course === 'objected' });
    const rows = more && months > 0 ? withRepeats(more, wider) : wider;
    const before = Array.from({ length: months }, (_, place) => monthBefore(world.fromMs, months - place));
    return { ...ledger, rows, before, course, later: course === 'drafted' ? [] : drawLater(wide, rows) };
  }
}

/** Of the default configuration, by which the statements are made. */
export const CITY_ZONE = 'Asia/Ho_Chi_Minh';

/** Instants lie on edges of the zone more often than not: midnights, hours of service, changes of the clock. */
function widenWorld(world: World, draw: Draw): World {
  const anywhere = createInstants(draw, world.fromMs, world.toMs);
  const edge = createZoneEdges(draw, world);
  return { ...world, draw, instant: () => (draw.chance(0.5) ? edge() : anywhere()) };
}

function monthBefore(fromMs: number, months: number): string {
  const { year, month } = { year: new Date(fromMs).getUTCFullYear(), month: new Date(fromMs).getUTCMonth() };
  return new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 7);
}
