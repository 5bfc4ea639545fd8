import { dayOf } from '../../availability/sums/day-runs.ts';
import type { Ppm } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { splitByCalendar } from '../../core/time/periods.ts';
import type { ContractSettlement, SettlementPart } from '../settle/contract-settlement.ts';
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

/**
 * Cuts the settled stretches of a period by days. Nothing is settled anew, so that the days add up to the figures of the
 * period, to the millisecond. What is `leftOut` is in none of them, and days of nothing else are not there.
 */
export function contractDays(
  { contractId, parts }: ContractSettlement,
  leftOut: ReadonlySet<Entity> = NONE,
): readonly ContractDay[] {
  const byDay = new Map<number, ContractDay>();
  for (const part of parts) {
    const entities = part.entities.filter(({ entity }) => !leftOut.has(entity));
    if (entities.length === 0 && part.entities.length > 0) continue;
    for (const day of daysOfPart({ ...part, entities })) {
      const known = byDay.get(day.dayMs);
      byDay.set(day.dayMs, { contractId, ...(known ? plus(known, day) : day) });
    }
  }
  return [...byDay.values()].sort((a, b) => a.dayMs - b.dayMs);
}

const NONE: ReadonlySet<Entity> = new Set();

type Draft = Omit<ContractDay, 'contractId'>;

function daysOfPart({ interval, terms, entities }: SettlementPart): readonly Draft[] {
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

function plus(a: Draft, b: Draft): Draft {
  const sums = emptySums();
  for (const name of SETTLED_CLASSES) sums[name] = a.sums[name] + b.sums[name];
  return {
    dayMs: a.dayMs,
    entities: Math.max(a.entities, b.entities),
    goodMs: a.goodMs + b.goodMs,
    countedMs: a.countedMs + b.countedMs,
    lostMs: a.lostMs + b.lostMs,
    ...targetOf(b.targetPpm),
    sums,
  };
}
