import { expect, test } from 'vitest';
import type { EntityFacts } from '#alerts/incidents/engine/entity-facts.ts';
import { createIncidentEngine } from '#alerts/incidents/engine/incident-engine.ts';
import { aSwitch, camera, line, OPTIONS } from '#test/support/incident-story.ts';

/** Its size proves nothing about grouping: `npm run bench -- incidents` has the whole city. */
const DEVICES = 5_000;
const MINUTE_MS = 60_000;

/** core ─ trunk ─ 100 lines ─ a switch each ─ cameras, 40 a ward. */
function city(): readonly EntityFacts[] {
  const entities: EntityFacts[] = [line('trunk')];
  for (let index = 0; index < 100; index++) {
    entities.push(line(`line-${index}`, { ways: [['link:trunk']] }));
    entities.push(aSwitch(`switch-${index}`, { ways: [[`link:line-${index}`]] }));
  }
  for (let index = entities.length; index < DEVICES; index++) {
    const area = `ward-${index % 125}`;
    const site = `site-${index % 1_000}`;
    entities.push(
      camera(`cam-${index}`, {
        area,
        groups: { area, site },
        ways: [[`device:switch-${index % 100}`]],
      }),
    );
  }
  return entities;
}

test('a core link in front of a city is one incident, told at most once in five minutes', () => {
  const engine = createIncidentEngine(OPTIONS);
  engine.feed({ type: 'topology', recordedMs: 0, entities: city() });
  const told = [...fallOver(MINUTE_MS, 'down'), ...fallOver(60 * MINUTE_MS, 'up')].flatMap(engine.feed);

  expect(told.length).toBeLessThan(10);
  expect(new Set(told.map(({ incident }) => incident.id)).size).toBe(1);
  expect(told[0]?.kind).toBe('opened');
  expect(told.at(-1)).toMatchObject({ kind: 'resolved', incident: { lostNow: 0, lostEver: DEVICES } });
});

test('a ward that goes on record in parts is told of once, and with all of it', () => {
  const engine = createIncidentEngine(OPTIONS);
  const ward = Array.from({ length: 3_000 }, (_, index) =>
    camera(`cam-${index}`, { area: 'ward', groups: { area: 'ward', site: `site-${index % 400}` } }),
  );
  engine.feed({ type: 'topology', recordedMs: 0, entities: ward });
  const parts = ward.map(({ entity }, index) => {
    const change = { type: 'change', entity, indicator: 'reach', state: 'down' } as const;
    const [part, atMs] = [Math.floor(index / 1_000), MINUTE_MS];
    return { ...change, afterMs: 0, atMs, recordedMs: atMs + 10_000 + part * 3_000 };
  });

  const told = [...parts, { type: 'time', recordedMs: 3 * MINUTE_MS } as const].flatMap(engine.feed);

  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    kind: 'opened',
    incident: { root: { kind: 'common', name: 'ward' }, lostNow: 3_000, severity: 'critical' },
  });
  const later = engine.feed({ type: 'time', recordedMs: 30 * MINUTE_MS });
  expect(later).toEqual([]);
});

test('hundreds of outages without anything in common are told once each when they open and when they end', () => {
  const engine = createIncidentEngine(OPTIONS);
  engine.feed({ type: 'topology', recordedMs: 0, entities: city() });
  const every = 9;
  const told = [...fallOver(MINUTE_MS, 'down', every), ...fallOver(60 * MINUTE_MS, 'up', every)].flatMap(
    engine.feed,
  );

  const cameras = Math.ceil((DEVICES - 201) / every);
  expect(told).toHaveLength(2 * cameras);
  expect(engine.unresolved()).toEqual([]);
});

/** All of the city within a minute, or each so many-th camera, from the core outwards. */
function* fallOver(fromMs: number, state: 'down' | 'up', every?: number) {
  const all =
    every === undefined
      ? city()
      : city()
          .slice(201)
          .filter((_, index) => index % every === 0);
  for (const [index, { entity }] of all.entries()) {
    const atMs = fromMs + Math.floor((index * MINUTE_MS) / all.length);
    const change = { type: 'change', entity, indicator: 'reach', state, atMs } as const;
    yield { ...change, afterMs: atMs - MINUTE_MS, recordedMs: atMs + 10_000 };
  }
  yield { type: 'time', recordedMs: fromMs + 10 * MINUTE_MS } as const;
}
