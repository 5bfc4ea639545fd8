import fc from 'fast-check';
import type { EntityInput } from '#contracts/sla/settle-entity.ts';
import {
  type ContractTerms,
  EXCUSE_CAUSES,
  type ExcuseCause,
  PERIOD_KINDS,
} from '#core/domain/contract-terms.ts';
import type { Entity } from '#core/domain/state.ts';
import { type DayWindow, type ServiceCalendar, WEEKDAYS } from '#core/time/calendar.ts';
import { clip, type Interval, type IntervalSet, union } from '#core/time/intervals.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { FIXED_ZONE } from './brute-force-sla.ts';

/** Everything happens within two hours, in whose middle a day, a month, a quarter and a year begin in Hanoi. */
export const WORLD: Interval = {
  fromMs: Date.parse('2026-12-31T23:00+07:00'),
  toMs: Date.parse('2027-01-01T01:00+07:00'),
};
const WORLD_SECONDS = (WORLD.toMs - WORLD.fromMs) / seconds(1);

/** Edges meet more often than chance would have it. */
const aSecond = fc.noBias(
  fc.oneof(
    fc.nat(WORLD_SECONDS),
    fc.nat(WORLD_SECONDS / 600).map((tenMinutes) => tenMinutes * 600),
  ),
);
const anInstant = aSecond.map((second) => WORLD.fromMs + seconds(second));
const aLongInterval = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
const aShortInterval = fc
  .tuple(anInstant, fc.noBias(fc.constantFrom(1, 89, 90, 600, 1_500, 1_800)))
  .map(([fromMs, lasting]) => ({ fromMs, toMs: Math.min(fromMs + seconds(lasting), WORLD.toMs) }));
const anInterval = fc.oneof(aLongInterval, { arbitrary: aShortInterval, weight: 3 });
const aSet = (maxLength: number) => fc.array(anInterval, { maxLength }).map(union);
const aDuration = (maxMinutes: number) =>
  fc.oneof(fc.nat(maxMinutes).map(minutes), fc.nat(maxMinutes * 60).map(seconds));

const SELF: Entity = 'device:self';
const OWNERS = [SELF, 'link:ours', 'link:theirs', 'device:sold'] as const satisfies readonly Entity[];

const aWindow: fc.Arbitrary<DayWindow> = fc.record({
  days: fc.oneof(fc.constant(WEEKDAYS), fc.subarray([...WEEKDAYS])),
  fromMinute: fc.constantFrom(0, 10, 45, 1_380, 1_390, 1_410, 1_439),
  toMinute: fc.constantFrom(0, 10, 30, 50, 60, 1_400, 1_420, 1_440),
});
const someHours: fc.Arbitrary<ServiceCalendar> = fc.record({
  windows: fc.array(aWindow, { maxLength: 2 }),
  holidays: fc.subarray(['2026-12-31', '2027-01-01'], { maxLength: 1 }),
});
const aCalendar = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ windows: [], holidays: [] }) },
  { weight: 1, arbitrary: someHours },
);

const somePlannedWork = fc.record(
  {
    noticeMs: fc.constantFrom(0, minutes(30), hours(24)),
    atMostMs: aDuration(45),
    atMostPer: fc.constantFrom(...PERIOD_KINDS),
    onlyBetween: someHours,
  },
  { requiredKeys: ['noticeMs', 'atMostPer'] },
);

const CLAIMED = EXCUSE_CAUSES.filter((cause) => cause !== 'planned-work');

const someTerms: fc.Arbitrary<ContractTerms> = fc
  .record({
    service: aCalendar,
    unknown: fc.constantFrom('left-out', 'up', 'down'),
    degraded: fc.constantFrom('up', 'down'),
    othersDown: fc.constantFrom('left-out', 'own'),
    shortestOutageMs: fc.constantFrom(0, seconds(90), minutes(10), minutes(25)),
    upsAutonomyMs: fc.constantFrom(0, minutes(5), minutes(20)),
    plannedWork: fc.option(somePlannedWork, { nil: undefined }),
    causes: fc.subarray(CLAIMED, { minLength: CLAIMED.length - 2 }),
    withinMs: aDuration(30),
  })
  .map(({ plannedWork, causes, withinMs, ...terms }) => ({
    ...terms,
    ...(plannedWork && { plannedWork }),
    rules: 1,
    indicator: 'reach',
    timeZone: FIXED_ZONE,
    period: 'month',
    excused: new Set(plannedWork ? ['planned-work' as const, ...causes] : causes),
    restartGraceMs: 0,
    targets: {
      restoration: [
        { severity: 'urgent', withinMs: 0 },
        { severity: 'normal', withinMs },
      ],
    },
    fees: { byKind: {}, byEntity: new Map() },
    money: [],
    objectionMs: 0,
    claimWithinMs: 0,
    decideWithinMs: 0,
  }));

/** So that outages often last at the end of the world, some of them not for long. */
const aTail = fc
  .constantFrom(0, 0, 1, 5, 20)
  .map((lastMinutes) => ({ fromMs: WORLD.toMs - minutes(lastMinutes), toMs: WORLD.toMs }));

/** Outages, and what was measured: down in them, but for what nobody watched or is not in service. */
const aMeasuring = fc
  .record({
    down: fc.tuple(aSet(6), aTail).map(([set, tail]) => union([...set, tail])),
    degraded: aSet(3),
    unknown: aSet(3),
    outOfService: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: aSet(1) }),
    /** Whether an outage at the end of the world lasts on: until nobody knows when, or as of then. */
    lasting: fc.constantFrom('ended', 'endless', 'as-of'),
  })
  .map(({ down, degraded, unknown, outOfService, lasting }) => ({
    outages: down.map(({ fromMs, toMs }, index) => ({
      fromMs,
      toMs,
      afterMs: fromMs - seconds(60),
      ref: `change:${index}`,
      ...(lasting !== 'ended' && toMs === WORLD.toMs
        ? { toMs: lasting === 'endless' ? Number.POSITIVE_INFINITY : toMs }
        : { untilAfterMs: toMs - seconds(1) }),
    })),
    measured: measureFrom([
      ['out-of-service', outOfService],
      ['unknown', unknown],
      ['down', down],
      ['degraded', degraded],
    ]),
  }));

/** The first that has an instant holds there, and `up` where none has it. */
function measureFrom(
  states: readonly (readonly [EntityInput['measured'][number]['state'], IntervalSet])[],
): EntityInput['measured'] {
  const edges = states.flatMap(([, set]) => set.flatMap(({ fromMs, toMs }) => [fromMs, toMs]));
  const cuts = [...new Set([WORLD.fromMs, ...edges, WORLD.toMs])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((fromMs, index) => ({
    fromMs,
    toMs: cuts[index + 1] ?? WORLD.toMs,
    state:
      states.find(([, set]) =>
        set.some((stretch) => stretch.fromMs <= fromMs && fromMs < stretch.toMs),
      )?.[0] ?? 'up',
  }));
}

const someExcuses = fc.array(
  fc.record({
    set: aSet(2),
    /** Whether it is for an outage, as most are. */
    of: fc.option(fc.nat(5), { nil: undefined, freq: 3 }),
    // Those with rules of their own more often.
    cause: fc.constantFrom('planned-work', 'planned-work', 'power-cut', 'power-cut', ...EXCUSE_CAUSES),
    noticeMs: fc.constantFrom(0, minutes(29), minutes(30), hours(24)),
  }),
  { maxLength: 4 },
);

function excuse(
  outages: EntityInput['outages'],
  excuses: readonly {
    readonly set: IntervalSet;
    readonly of: number | undefined;
    readonly cause: ExcuseCause;
    readonly noticeMs: number;
  }[],
): EntityInput['excused'] {
  return excuses.map(({ set: anySet, of, cause, noticeMs }, index) => {
    const outage = of === undefined ? undefined : outages[of % outages.length];
    const set = outage ? clip([outage], WORLD) : anySet;
    const ref = `decision:${index}`;
    if (cause !== 'planned-work') return { set, cause, ref, scope: 'down' };
    return { set, cause, ref, scope: 'window', announcedMs: (set[0]?.fromMs ?? 0) - noticeMs };
  });
}

/** Some of each outage is blamed on somebody, in one or two pieces. */
const aBlame = fc.record({ fromShare: fc.noBias(fc.nat(3)), owner: fc.noBias(fc.constantFrom(...OWNERS)) });

function blame(
  outages: EntityInput['outages'],
  blames: readonly { readonly fromShare: number; readonly owner: Entity }[],
): EntityInput['attributed'] {
  return outages.flatMap(({ fromMs, toMs }, index) => {
    const { fromShare, owner } = blames[index % blames.length] ?? { fromShare: 0, owner: SELF };
    const endMs = Math.min(toMs, WORLD.toMs);
    const cutMs = fromMs + Math.floor(((endMs - fromMs) * fromShare) / 4 / seconds(1)) * seconds(1);
    return cutMs < toMs ? [{ fromMs: cutMs, toMs, cause: 'upstream' as const, owner, evidence: [] }] : [];
  });
}

/** An entity of a contract, with all that can happen to it on whole seconds. */
export const anEntityInput: fc.Arbitrary<EntityInput> = fc
  .record({
    terms: someTerms,
    period: fc.oneof(aLongInterval, fc.constant(WORLD)),
    measuring: aMeasuring,
    excused: someExcuses,
    blames: fc.array(aBlame, { minLength: 1, maxLength: 3 }),
    inForce: fc.oneof({ weight: 3, arbitrary: fc.constant([WORLD]) }, { weight: 1, arbitrary: aSet(2) }),
    soldMs: anInstant,
  })
  .map(({ terms, period, measuring, excused, blames, inForce, soldMs }) => ({
    entity: SELF,
    indicator: terms.indicator,
    terms,
    period,
    ...measuring,
    attributed: blame(measuring.outages, blames),
    excused: excuse(measuring.outages, excused),
    inForce,
    isOwn: (owner, atMs) => owner !== 'link:theirs' && (owner !== 'device:sold' || atMs < soldMs),
    ownershipTurnsMs: [soldMs],
  }));
