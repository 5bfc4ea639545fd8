import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EngineInput } from '#alerts/incidents/engine/engine-input.ts';
import type { EntityFacts } from '#alerts/incidents/engine/entity-facts.ts';
import { createIncidentEngine, type IncidentEngine } from '#alerts/incidents/engine/incident-engine.ts';
import type { SavedEngine } from '#alerts/incidents/engine/saved-engine.ts';
import type { Upstreams } from '#core/domain/inventory.ts';
import type { Entity } from '#core/domain/state.ts';
import { finish } from '#core/host/in-slices.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import type { IncidentEvent } from '#ledger/record/incidents/incident-event.ts';
import type { ChangeEvent } from '#ledger/record/incidents/incident-inputs.ts';
import { OPTIONS } from '#test/support/incident-story.ts';

const ENTITIES = [
  'link:a',
  'link:b',
  'device:c',
  'link:d',
  'device:e',
  'device:f',
  'device:g',
  'device:h',
] as const;
const FEW = {
  ...OPTIONS,
  promptMs: seconds(5),
  common: { ...OPTIONS.common, leastCount: 2 },
  flapCount: 3,
};

const pathsAmong = (members: readonly Entity[]): fc.Arbitrary<Upstreams> =>
  members.length === 0
    ? fc.constant([])
    : fc.array(fc.uniqueArray(fc.constantFrom(...members), { minLength: 1, maxLength: 2 }), { maxLength: 2 });

/** Everything hangs only on what stands before it. */
const aTopology: fc.Arbitrary<readonly EntityFacts[]> = fc
  .tuple(
    ...ENTITIES.map((_, index) => fc.tuple(pathsAmong(ENTITIES.slice(0, index)), fc.constantFrom('x', 'y'))),
  )
  .map((drawn) =>
    drawn.map(([ways, area], index): EntityFacts => {
      const entity = ENTITIES[index] ?? 'link:a';
      const kind = entity.startsWith('link:') ? 'link' : index > 4 ? 'camera' : 'switch';
      return { entity, kind, ways, area, groups: { area, site: `${area}1` }, priority: 'normal' };
    }),
  );

const aChange = fc.record({
  entity: fc.constantFrom(...ENTITIES),
  indicator: fc.constantFrom('reach' as const, 'reach' as const, 'stream' as const),
  state: fc.constantFrom('up' as const, 'down' as const, 'down' as const, 'unknown' as const),
  waitMs: fc.constantFrom(0, 0, 0, seconds(10), seconds(40), minutes(2), minutes(20)),
  recordedAfterMs: fc.constantFrom(seconds(10), seconds(10), seconds(30), minutes(15)),
  seenBeforeMs: fc.constantFrom(0, seconds(10), minutes(1), minutes(5)),
});
const otherEvent = fc.record({
  what: fc.constantFrom('blind' as const, 'seeing' as const, 'work' as const),
  entity: fc.constantFrom(...ENTITIES),
  waitMs: fc.constantFrom(0, seconds(30), minutes(5)),
});
const aNight = fc
  .array(fc.oneof({ arbitrary: aChange, weight: 6 }, { arbitrary: otherEvent, weight: 1 }), { maxLength: 30 })
  .map((drawn) => {
    let nowMs = hours(1);
    return drawn.map((one): EngineInput => {
      nowMs += one.waitMs;
      if ('what' in one) {
        if (one.what !== 'work')
          return { type: 'sight', recordedMs: nowMs, collector: 'main', sight: one.what };
        const window = { fromMs: nowMs, toMs: nowMs + minutes(30) };
        return { type: 'planned-work', recordedMs: nowMs, id: one.entity, entities: [one.entity], ...window };
      }
      const { entity, indicator, state, recordedAfterMs, seenBeforeMs } = one;
      const atMs = nowMs - recordedAfterMs;
      return {
        type: 'change',
        entity,
        indicator,
        state,
        atMs,
        afterMs: atMs - seenBeforeMs,
        recordedMs: nowMs,
      };
    });
  });
const aWorld = fc.record({ topology: aTopology, night: aNight });

/** Begins with a link that nothing is above, and what falls with it within the wait. */
const aStorm = fc
  .record({
    topology: aTopology,
    fallenAfterMs: fc.array(
      fc.constantFrom(undefined, 0, seconds(2), seconds(12), seconds(40), seconds(80)),
      {
        minLength: ENTITIES.length,
        maxLength: ENTITIES.length,
      },
    ),
    backAfterMs: fc.constantFrom(undefined, seconds(30), minutes(2), minutes(10)),
    night: aNight,
  })
  .map(({ topology, fallenAfterMs, backAfterMs, night }) => {
    const change = (entity: Entity, state: 'up' | 'down', atMs: number): ChangeEvent => {
      const recordedMs = atMs + seconds(10);
      return {
        type: 'change',
        entity,
        indicator: 'reach',
        state,
        atMs,
        afterMs: atMs - seconds(60),
        recordedMs,
      };
    };
    const cutMs = minutes(30);
    const fallen = fallenAfterMs.map((afterMs = 0, index) =>
      fallenAfterMs[index] === undefined && index > 0
        ? undefined
        : change(ENTITIES[index] ?? 'link:a', 'down', cutMs + afterMs),
    );
    const back = backAfterMs === undefined ? [] : [change('link:a', 'up', cutMs + backAfterMs)];
    const storm = [...fallen.filter((one) => one !== undefined), ...back];
    return { topology, night: [...storm.sort((a, b) => a.recordedMs - b.recordedMs), ...night] };
  });
const anyWorld = fc.oneof(aWorld, aStorm);

const SEEING = { type: 'sight', collector: 'main', sight: 'seeing' } as const;
const MORNING_MS = days(2);
const EVENING_MS = days(4);

function start(topology: readonly EntityFacts[], options = FEW): IncidentEngine {
  const engine = createIncidentEngine(options);
  engine.feed({ type: 'topology', recordedMs: 0, entities: topology });
  return engine;
}

/** Everything that waits has ended. */
const untilMorning = (night: readonly EngineInput[]): readonly EngineInput[] => [
  ...night,
  { ...SEEING, recordedMs: MORNING_MS - hours(12) },
  { type: 'time', recordedMs: MORNING_MS },
];

const allBack: readonly EngineInput[] = [
  ...ENTITIES.flatMap((entity) =>
    (['reach', 'stream'] as const).map(
      (indicator): ChangeEvent => ({
        type: 'change',
        entity,
        indicator,
        state: 'up',
        afterMs: MORNING_MS,
        atMs: MORNING_MS + 1,
        recordedMs: MORNING_MS + 1,
      }),
    ),
  ),
  { type: 'time', recordedMs: EVENING_MS },
];

/** What the changes say, with the first of each outage that goes on. */
function downAfter(events: readonly EngineInput[]): ReadonlyMap<Entity, readonly ChangeEvent[]> {
  const last = new Map<string, ChangeEvent>();
  const down = new Map<Entity, ChangeEvent[]>();
  for (const event of events) {
    if (event.type !== 'change' || event.state === 'unknown') continue;
    const key = `${event.entity} ${event.indicator}`;
    if (event.atMs < (last.get(key)?.atMs ?? 0)) continue;
    const wasDown = last.get(key)?.state === 'down';
    last.set(key, event);
    const list = down.get(event.entity) ?? [];
    if (event.state === 'down') down.set(event.entity, wasDown ? list : [...list, event]);
    else {
      const isDown = (['reach', 'stream'] as const).some(
        (indicator) => last.get(`${event.entity} ${indicator}`)?.state === 'down',
      );
      if (!isDown) down.delete(event.entity);
    }
  }
  return down;
}

test('whatever is down is in exactly one incident or waits, at any instant', () => {
  fc.assert(
    fc.property(anyWorld, ({ topology, night }) => {
      const engine = start(topology);
      for (const [index, event] of untilMorning(night).entries()) {
        engine.feed(event);
        const down = downAfter(night.slice(0, index + 1));
        const open = engine.unresolved();
        for (const entity of ENTITIES) {
          const standing = engine.standingOf(entity);
          const incidents = open.filter(({ members }) => members.includes(entity));
          expect(standing.kind === 'well').toBe(!down.has(entity));
          expect(incidents.map(({ summary }) => summary.id)).toEqual(
            standing.kind === 'incident' ? [standing.incident] : [],
          );
          if (standing.kind === 'quiet') {
            expect(down.get(entity)?.every(({ atMs, recordedMs }) => recordedMs - atMs > FEW.lateMs)).toBe(
              true,
            );
          }
        }
      }
      expect(ENTITIES.map((entity) => engine.standingOf(entity).kind)).not.toContain('waiting');
    }),
    { numRuns: 500 },
  );
});

test('the same events make the same news, however often the time is told', () => {
  fc.assert(
    fc.property(anyWorld, ({ topology, night }) => {
      const events = [...untilMorning(night), ...allBack];
      const ticking = events.flatMap((event): EngineInput[] => [
        { type: 'time', recordedMs: event.recordedMs - 1 },
        { type: 'time', recordedMs: event.recordedMs },
        event,
      ]);

      const news = events.flatMap(start(topology).feed);

      expect(events.flatMap(start(topology).feed)).toEqual(news);
      const [first, ...others] = ticking;
      const isInOrder = others.every((event, index) => event.recordedMs >= (ticking[index]?.recordedMs ?? 0));
      if (first && isInOrder) expect(ticking.flatMap(start(topology).feed)).toEqual(news);
    }),
    { numRuns: 300 },
  );
});

test('an engine that begins with what another one knew goes on in the same way', () => {
  fc.assert(
    fc.property(anyWorld, fc.nat({ max: 32 }), ({ topology, night }, place) => {
      const events = [...untilMorning(night), ...allBack];
      const whole = start(topology);
      const first = start(topology);
      events.slice(0, place).flatMap(first.feed);
      events.slice(0, place).flatMap(whole.feed);

      const saved: SavedEngine = deserialize(serialize(finish(first.save())));
      const second = createIncidentEngine(FEW);
      finish(second.restore(saved, topology));
      second.feed({ type: 'topology', recordedMs: 0, entities: topology });

      expect(finish(second.save())).toEqual(finish(whole.save()));
      expect(events.slice(place).flatMap(second.feed)).toEqual(events.slice(place).flatMap(whole.feed));
    }),
    { numRuns: 500 },
  );
});

test('the order of what is recorded in the same instant does not matter', () => {
  fc.assert(
    fc.property(anyWorld, fc.infiniteStream(fc.nat()), ({ topology, night }, numbers) => {
      const changes = night.filter((event) => event.type === 'change');
      const shuffled = changes
        .map((event) => ({ event, key: numbers.next().value }))
        .sort((a, b) => {
          const sameEntity = a.event.entity === b.event.entity;
          return a.event.recordedMs - b.event.recordedMs || (sameEntity ? 0 : a.key - b.key);
        })
        .map(({ event }) => event);
      // Of one entity the order stays, whatever the sort made of it.
      const kept = (list: readonly ChangeEvent[]) =>
        ENTITIES.map((entity) => list.filter((event) => event.entity === entity));
      fc.pre(JSON.stringify(kept(shuffled)) === JSON.stringify(kept(changes)));

      expect(rootsOf(shuffled, topology)).toEqual(rootsOf(changes, topology));
    }),
    { numRuns: 500 },
  );
});

function rootsOf(changes: readonly EngineInput[], topology: readonly EntityFacts[]) {
  const news = [...untilMorning(changes), ...allBack].flatMap(start(topology).feed);
  return news
    .map(({ kind, atMs, incident }) => `${atMs} ${incident.id} ${kind} ${JSON.stringify(incident.root)}`)
    .sort();
}

test('only a root with nothing above it is told of before its wait is over, and of what hangs on it until then', () => {
  let earlyCount = 0;
  fc.assert(
    fc.property(aStorm, ({ topology, night }) => {
      const engine = start(topology);
      const waysOf = new Map(topology.map(({ entity, ways }) => [entity, ways]));
      const news = [...untilMorning(night), ...allBack].flatMap(engine.feed);

      const untilMs = new Map<string, number>();
      for (const { kind, atMs, incident } of news) {
        const { id, root, behind, lostNow } = incident;
        const isOpened = kind === 'opened' || kind === 'reopened' || kind === 'cause-changed';
        if (behind && isOpened) {
          earlyCount++;
          if (root.kind !== 'entity') throw new Error(`expected an entity, got ${root.kind}`);
          expect(waysOf.get(root.entity)).toEqual([]);
          expect(behind.things).toBeGreaterThan(0);
          expect(lostNow).toBeGreaterThan(1);
          untilMs.set(id, atMs + FEW.settleMs);
        }
        if (behind) expect(atMs).toBeLessThan(untilMs.get(id) ?? 0);
      }
    }),
    { numRuns: 1_000 },
  );
  expect(earlyCount).toBeGreaterThan(50);
});

test('to be told early changes nothing about the incident in which what is down ends up', () => {
  // A probable common cause is a guess by who was told of so far.
  const surely = { ...FEW, common: { ...FEW.common, leastRatio: 2 } };
  fc.assert(
    fc.property(anyWorld, ({ topology, night: told }) => {
      // Who was in which incident when something came back, or late data told more, decides where it goes then.
      const night = told.filter(
        (event) => event.type !== 'change' || (event.state === 'down' && !isLate(event)),
      );
      const [early, late] = [surely, { ...surely, promptMs: surely.settleMs }].map((options) => {
        const engine = start(topology, options);
        for (const event of untilMorning(night)) engine.feed(event);
        return engine
          .unresolved()
          .map(({ summary: { root }, members }) => ({ root, members: members.toSorted() }))
          .sort((a, b) => ((a.members[0] ?? '') < (b.members[0] ?? '') ? -1 : 1));
      });

      expect(early).toEqual(late);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever was opened is resolved when all is well again, and its members all have left', () => {
  fc.assert(
    fc.property(anyWorld, ({ topology, night }) => {
      const engine = start(topology);
      const news = [...untilMorning(night), ...allBack].flatMap(engine.feed);

      expect(engine.unresolved()).toEqual([]);
      const last = new Map(news.map((one) => [one.incident.id, one]));
      expect([...last.values()].filter(({ kind }) => kind !== 'resolved')).toEqual([]);
      for (const members of membersTold(news).values()) expect([...members]).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the news of an incident say who is in it', () => {
  fc.assert(
    fc.property(anyWorld, ({ topology, night }) => {
      const engine = start(topology);
      const told = membersTold(untilMorning(night).flatMap(engine.feed));

      for (const { summary, members } of engine.unresolved()) {
        expect([...(told.get(summary.id) ?? [])].sort()).toEqual(members.toSorted());
      }
    }),
    { numRuns: 500 },
  );
});

function membersTold(news: readonly IncidentEvent[]): ReadonlyMap<string, Set<Entity>> {
  const told = new Map<string, Set<Entity>>();
  for (const { incident, joined, left } of news) {
    const members = told.get(incident.id) ?? new Set();
    for (const entity of joined) {
      expect(members.has(entity)).toBe(false);
      members.add(entity);
    }
    for (const entity of left) expect(members.delete(entity)).toBe(true);
    told.set(incident.id, members);
  }
  return told;
}

test('nothing behind a root has an incident of its own while both may have fallen together', () => {
  fc.assert(
    fc.property(anyWorld, ({ topology, night }) => {
      const engine = start(topology);
      const reachOnly = night.map(
        (event): EngineInput => (event.type === 'change' ? { ...event, indicator: 'reach' } : event),
      );
      for (const event of untilMorning(reachOnly)) engine.feed(event);

      const down = downAfter(reachOnly);
      const waysOf = new Map(topology.map(({ entity, ways }) => [entity, ways]));
      for (const { summary, members } of engine.unresolved()) {
        if (summary.root.kind !== 'entity' || !members.includes(summary.root.entity)) continue;
        const child = summary.root.entity;
        const parents = ENTITIES.filter((entity) => isCutOffBy(child, entity, waysOf));
        for (const parent of parents) {
          expect([child, parent, mayHaveFallenTogether(down.get(child)?.[0], down.get(parent)?.[0])]).toEqual(
            [child, parent, false],
          );
        }
      }
    }),
    { numRuns: 1_000 },
  );
});

function isCutOffBy(entity: Entity, by: Entity, waysOf: ReadonlyMap<Entity, Upstreams>): boolean {
  const ways = waysOf.get(entity) ?? [];
  return (
    ways.length > 0 &&
    ways.every((way) => way.some((member) => member === by || isCutOffBy(member, by, waysOf)))
  );
}

const isLate = ({ atMs, recordedMs }: ChangeEvent) => recordedMs - atMs > FEW.lateMs;

function mayHaveFallenTogether(child: ChangeEvent | undefined, parent: ChangeEvent | undefined): boolean {
  // Late data takes nothing over, and is not what an incident goes by.
  if (!child || !parent || isLate(child) || isLate(parent)) return false;
  const seenUp = ({ afterMs, atMs }: ChangeEvent) => (afterMs < atMs ? afterMs : Number.NEGATIVE_INFINITY);
  return child.atMs > seenUp(parent) && seenUp(child) <= parent.recordedMs;
}
