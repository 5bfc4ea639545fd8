import { dayOf } from '../../availability/sums/day-runs.ts';
import type { Ppm } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { splitByCalendar } from '../../core/time/periods.ts';
import type { SettledTime } from '../settle/settle-time.ts';
import { countingTerms } from '../sla/never-measured.ts';
import { countOf, SETTLED_CLASSES, type SettledClass } from '../sla/settled-class.ts';

/** What a contract makes of one day of its zone: sums of all that it covers. */
export interface ContractDay {
  readonly contractId: string;
  readonly dayMs: number;
  /** Those that were in service under it for some of the day. */
  readonly entities: number;
  readonly goodMs: number;
  readonly countedMs: number;
  /** Of the counted time, what was measured and is not good: also where terms count the unknown as down, nobody has used that up. */
  readonly lostMs: number;
  /** The availability that the terms in force last on the day ask for; absent where they ask for none. */
  readonly targetPpm?: Ppm;
  readonly sums: Readonly<Record<SettledClass, number>>;
}

/** The days of a contract in a period, while its entities are settled some at a time. */
export interface ContractDays {
  /** The settled time of entities that were not added before, by the same parts of the period. */
  readonly add: (parts: readonly SettledTime[]) => void;
  readonly all: () => readonly ContractDay[];
}

/**
 * Cuts the settled stretches of a period by days. Nothing is settled anew, so that the days add up to the figures of the
 * period, to the millisecond. What is `leftOut` is in none of them, and days of nothing else are not there.
 */
export function createContractDays(contractId: string, leftOut: ReadonlySet<Entity> = NONE): ContractDays {
  const parts: PartDays[] = [];
  return {
    add: (more) => {
      for (const [place, part] of more.entries()) {
        const entities = part.entities.filter(({ entity }) => !leftOut.has(entity));
        const own = { entities: part.entities.length, shown: entities.length };
        const known = parts[place] ?? { entities: 0, shown: 0, days: [] };
        parts[place] = {
          entities: known.entities + own.entities,
          shown: known.shown + own.shown,
          days: addDays(known.days, daysOfPart({ ...part, entities })),
        };
      }
    },
    all: () => {
      const byDay = new Map<number, ContractDay>();
      for (const { entities, shown, days } of parts) {
        if (shown === 0 && entities > 0) continue;
        for (const day of days) {
          const known = byDay.get(day.dayMs);
          byDay.set(day.dayMs, { contractId, ...(known ? plus(known, day, Math.max) : day) });
        }
      }
      return [...byDay.values()].sort((a, b) => a.dayMs - b.dayMs);
    },
  };
}

interface PartDays {
  readonly entities: number;
  /** Of them, those that are not left out. */
  readonly shown: number;
  readonly days: readonly Draft[];
}

/** Of other entities on the same days. */
const addDays = (known: readonly Draft[], days: readonly Draft[]): readonly Draft[] =>
  known.length === 0
    ? days
    : known.map((day, place) => {
        const more = days[place];
        return more ? plus(day, more, (a, b) => a + b) : day;
      });

const NONE: ReadonlySet<Entity> = new Set();

type Draft = Omit<ContractDay, 'contractId'>;

function daysOfPart({ interval, terms, entities }: SettledTime): readonly Draft[] {
  // The same cuts for all of them: the last settled instant may lie before the end of the period.
  const cuts = splitByCalendar(interval, 'day', terms.timeZone);
  const days = cuts.map((cut, place) => ({
    toMs: cut.toMs,
    // A part may begin within a day: the day is the same.
    dayMs: place === 0 ? dayOf(cut.label, terms.timeZone).fromMs : cut.fromMs,
    goodMs: 0,
    countedMs: 0,
    lostMs: 0,
    entities: 0,
    ...targetOf(terms.targets.availabilityPpm),
    sums: emptySums(),
  }));
  for (const figures of entities) {
    const { segments } = figures;
    const counting = countingTerms(terms, figures);
    let place = 0;
    let lastCounted = -1;
    for (const segment of segments) {
      for (let fromMs = segment.fromMs; fromMs < segment.toMs; ) {
        while ((days[place]?.toMs ?? Number.POSITIVE_INFINITY) <= fromMs) place++;
        const day = days[place];
        if (!day) break;
        const toMs = Math.min(segment.toMs, day.toMs);
        const counts = countOf(segment.class, counting);
        day.sums[segment.class] += toMs - fromMs;
        if (counts !== 'left-out') day.countedMs += toMs - fromMs;
        if (counts === 'good') day.goodMs += toMs - fromMs;
        if (counts === 'bad' && segment.class !== 'unknown') day.lostMs += toMs - fromMs;
        if (segment.class !== 'out-of-service' && lastCounted < place) {
          day.entities++;
          lastCounted = place;
        }
        fromMs = toMs;
      }
    }
  }
  return days.map(({ toMs: _, ...day }) => day);
}

const targetOf = (targetPpm: Ppm | undefined) => (targetPpm === undefined ? {} : { targetPpm });

function emptySums(): Record<SettledClass, number> {
  return { up: 0, degraded: 0, down: 0, unknown: 0, others: 0, excused: 0, 'out-of-service': 0 };
}

function plus(a: Draft, b: Draft, entities: (a: number, b: number) => number): Draft {
  const sums = emptySums();
  for (const name of SETTLED_CLASSES) sums[name] = a.sums[name] + b.sums[name];
  return {
    dayMs: a.dayMs,
    entities: entities(a.entities, b.entities),
    goodMs: a.goodMs + b.goodMs,
    countedMs: a.countedMs + b.countedMs,
    lostMs: a.lostMs + b.lostMs,
    ...targetOf(b.targetPpm),
    sums,
  };
}
