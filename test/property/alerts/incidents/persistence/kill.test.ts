import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IncidentService } from '#alerts/incidents/persistence/incident-service.ts';
import type { PlanMessages } from '#alerts/notifications/routing/planning.ts';
import type { Entity } from '#core/domain/state.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import { OPTIONS } from '#test/support/incident-story.ts';
import { EVENING_MS, type KeptNight, keptNight, toNoc } from '#test/support/kept-night.ts';

const FEW = {
  ...OPTIONS,
  promptMs: seconds(5),
  common: { ...OPTIONS.common, leastCount: 3 },
  flapCount: 3,
};
/** Nothing is above the line, so that it is told of early. */
const A_LINE: Entity[] = ['link:line-1', 'device:sw-1', 'device:cam-1', 'device:cam-2'];

const aMoment = fc.record({
  waitMs: fc.constantFrom(0, 0, seconds(5), seconds(40), minutes(2), minutes(20)),
  /** A keeper is not asked after every row. */
  advances: fc.constantFrom(true, true, false),
  what: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('change' as const),
        entities: fc.oneof(
          { weight: 1, arbitrary: fc.constant(A_LINE) },
          {
            weight: 4,
            arbitrary: fc.uniqueArray(
              fc.constantFrom<Entity>(
                'link:line-1',
                'device:sw-1',
                'device:cam-1',
                'device:cam-2',
                'link:line-2',
                'device:cam-4',
                'device:cam-5',
                'device:cam-6',
                'device:cam-7',
              ),
              { minLength: 1, maxLength: 5 },
            ),
          },
        ),
        state: fc.constantFrom('up' as const, 'down' as const, 'down' as const),
        indicator: fc.constantFrom('reach' as const, 'reach' as const, 'stream' as const),
        recordedAfterMs: fc.constantFrom(seconds(10), seconds(10), seconds(30), minutes(15)),
        /** Its transaction came after the others', though it was recorded before them. */
        isBehind: fc.constantFrom(false, false, false, true),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constantFrom('blind' as const, 'doubted' as const, 'seeing' as const),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('work' as const),
        entity: fc.constantFrom<Entity>('link:line-1', 'device:cam-5'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('acknowledge' as const, 'save' as const) }) },
  ),
});
type Moment = typeof aMoment extends fc.Arbitrary<infer Value> ? Value : never;

/** After which moments the process is gone, and whether it is in the middle of writing the news of one. */
const someKills = fc.record({
  after: fc.uniqueArray(fc.nat({ max: 30 }), { maxLength: 4 }),
  atPlans: fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 3 }),
});

const KILLED = 'killed';
const DOUBT = { cause: 'step', offMs: hours(3) } as const;

function play(
  moments: readonly Moment[],
  kills: { readonly after: readonly number[]; readonly atPlans: readonly number[] },
) {
  const night = keptNight(FEW);
  let plans = 0;
  const plan: PlanMessages = (news, context) => {
    if (kills.atPlans.includes(plans++)) throw new Error(KILLED);
    return toNoc(news, context);
  };
  // A news or two in each transaction.
  const start = () => night.start({ plan, mostRows: 5, portion: 3, saveEveryRows: 7 });
  let keeper = start();
  const surely = (work: (keeper: IncidentService) => void) => {
    for (;;) {
      try {
        work(keeper);
        return;
      } catch (error) {
        if (!(error instanceof Error) || error.message !== KILLED) throw error;
        keeper = start();
      }
    }
  };
  let nowMs = EVENING_MS;
  /**
   * An idle minute is not written down: who starts again does not know that it had passed, and no row is behind it. The
   * first start is one.
   */
  let idleMs = EVENING_MS;
  let isIdle = true;
  for (const [index, moment] of moments.entries()) {
    nowMs += moment.waitMs;
    const { kind } = moment.what;
    happen(night, moment, { nowMs, idleMs, index });
    if (kind === 'change') isIdle = false;
    if (kind === 'blind' || kind === 'doubted' || kind === 'seeing') {
      // On disk before anybody is killed: who starts again says how it is then.
      const atMs = Math.max(idleMs, nowMs - 1);
      surely((one) => {
        if (kind === 'doubted') one.sight('blind', atMs, DOUBT);
        else one.sight(kind, atMs);
        one.advance(atMs);
      });
      if (isIdle) idleMs = atMs;
      isIdle = true;
    }
    if (kind === 'save') surely((one) => one.save());
    if (moment.advances) {
      surely((one) => one.advance(nowMs));
      if (isIdle) idleMs = nowMs;
      isIdle = true;
    }
    if (kills.after.includes(index) && moment.advances) keeper = start();
  }
  surely((one) => one.sight('seeing', nowMs + hours(1)));
  surely((one) => one.advance(nowMs + hours(5)));
  return keptOf(night);
}

function happen(
  night: KeptNight,
  { what }: Moment,
  { nowMs, idleMs, index }: { readonly nowMs: number; readonly idleMs: number; readonly index: number },
): void {
  const afterMs = nowMs - EVENING_MS;
  switch (what.kind) {
    case 'change': {
      const recordedMs = Math.max(idleMs, nowMs - (what.isBehind ? seconds(20) : 1));
      const atMs = recordedMs - what.recordedAfterMs;
      const rest = { indicator: what.indicator, state: what.state, afterMs: atMs - seconds(10), atMs };
      night.recordChanges(
        recordedMs,
        what.entities.map((entity) => ({ entity, ...rest })),
      );
      break;
    }
    case 'work':
      night.decide(afterMs, 'maintenance', `m${index}`, 'add', {
        fromMs: nowMs,
        toMs: nowMs + minutes(30),
        entities: [what.entity],
        selector: 'one',
        announcedMs: nowMs,
        by: 'dost',
        reason: 'work',
      });
      break;
    case 'acknowledge': {
      const [incident] = night.reads.incidents({ state: 'unresolved' });
      if (incident) night.decide(afterMs, 'incident_step', incident.id, 'acknowledged', { atMs: nowMs });
      break;
    }
    case 'blind':
    case 'doubted':
    case 'seeing':
    case 'save':
      break;
  }
}

function keptOf({ reads, database }: KeptNight) {
  const all = (sql: string) => database.prepare(sql).all();
  return {
    incidents: reads.incidents(),
    news: all('SELECT incident, number, kind, at_ms, body FROM incident_news ORDER BY incident, number'),
    members: all('SELECT * FROM incident_member ORDER BY incident, entity, joined_ms'),
    steps: all("SELECT id, action, body FROM incident_step WHERE author = 'camwatch' ORDER BY id, seq"),
    messages: all('SELECT message_id, thread, created_ms, body FROM outbox ORDER BY message_id'),
  };
}

const moment = (entities: Entity[], state: 'up' | 'down', rest: Partial<Moment> = {}): Moment => ({
  waitMs: 0,
  advances: true,
  ...rest,
  what: {
    kind: 'change',
    entities,
    state,
    indicator: 'reach',
    recordedAfterMs: seconds(10),
    isBehind: false,
  },
});

/** Between the two, the rows are passed whose news come again later. */
const TWICE_IN_ONE_PORTION: [Moment[], { after: number[]; atPlans: number[] }] = [
  [
    moment(['link:line-1'], 'down'),
    moment(['link:line-1'], 'up', { waitMs: minutes(20) }),
    moment(['device:cam-5', 'device:cam-2', 'device:cam-7', 'link:line-1'], 'down', { advances: false }),
  ],
  { after: [], atPlans: [4, 5] },
];

/** The process is gone while the news of what came back is written. */
const AS_IT_CAME_BACK: [Moment[], { after: number[]; atPlans: number[] }] = [
  [
    moment(['device:sw-1', 'device:cam-5', 'device:cam-6'], 'down', { advances: false }),
    moment(['link:line-1', 'device:cam-2', 'device:cam-5', 'device:sw-1'], 'up', { waitMs: minutes(20) }),
  ],
  { after: [], atPlans: [4] },
];

test('whoever is killed and starts again keeps and plans what would have been without it', () => {
  fc.assert(
    fc.property(fc.array(aMoment, { maxLength: 25 }), someKills, (moments, kills) => {
      const expected = play(moments, { after: [], atPlans: [] });

      expect(play(moments, kills)).toEqual(expected);
    }),
    { numRuns: 40, examples: [TWICE_IN_ONE_PORTION, AS_IT_CAME_BACK] },
  );
});
