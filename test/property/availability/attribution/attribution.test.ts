import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attributed,
  attribute,
  createAttribution,
  type DownSpan,
} from '#availability/attribution/attribution.ts';
import { blameSpan } from '#availability/attribution/blame-spans.ts';
import { rootOutage } from '#availability/attribution/cause.ts';
import { createCutFinder } from '#availability/attribution/cut-finder.ts';
import type { Upstreams } from '#core/domain/inventory.ts';
import type { Entity } from '#core/domain/state.ts';
import type { TopologyVersion } from '#core/domain/ways.ts';
import { union } from '#core/time/intervals.ts';
import { ownersByInstant } from '#test/support/brute-force-attribution.ts';

/** Beyond every outage that ends: what is proven later still counts. */
const HORIZON_MS = 110;
const ENTITIES = ['link:a', 'link:b', 'device:c', 'link:d', 'device:e', 'device:cam'] as const;

interface World {
  readonly rules: 1 | 2;
  readonly down: ReadonlyMap<Entity, readonly DownSpan[]>;
  /** Of ports of lines, apart from their outages. */
  readonly shut: ReadonlyMap<Entity, readonly DownSpan[]>;
  readonly topology: ReadonlyMap<Entity, readonly TopologyVersion[]>;
  readonly restartGraceMs: number;
}

const aSpan = fc.record({
  upMs: fc.integer({ min: 1, max: 15 }),
  downMs: fc.integer({ min: 1, max: 20 }),
  unseenStart: fc.nat(8),
  unseenEnd: fc.nat(8),
});

/** Outages one after the other; the last one may last. */
const spansOf = (entity: Entity) =>
  fc.tuple(fc.array(aSpan, { maxLength: 3 }), fc.boolean()).map(([parts, lasts]) => {
    let endMs = 0;
    return parts.map(({ upMs, downMs, unseenStart, unseenEnd }, index): DownSpan => {
      const fromMs = endMs + upMs;
      const afterMs = Math.max(endMs, fromMs - unseenStart);
      endMs = fromMs + downMs;
      const ref = `change:${entity}@${index}`;
      if (lasts && index === parts.length - 1)
        return { fromMs, toMs: Number.POSITIVE_INFINITY, afterMs, ref };
      return { fromMs, toMs: endMs, afterMs, untilAfterMs: Math.max(fromMs, endMs - unseenEnd), ref };
    });
  });

const pathsAmong = (members: readonly Entity[]): fc.Arbitrary<Upstreams> =>
  members.length === 0
    ? fc.constant([])
    : fc.array(fc.uniqueArray(fc.constantFrom(...members), { minLength: 1, maxLength: 2 }), { maxLength: 2 });

const versionsAmong = (members: readonly Entity[]) =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 5, max: HORIZON_MS - 5 }), { maxLength: 2 }),
      fc.infiniteStream(pathsAmong(members)),
    )
    .map(([turns, paths]): readonly TopologyVersion[] => {
      const starts = [0, ...turns.toSorted((a, b) => a - b)];
      return starts.map((fromMs, index) => ({
        fromMs,
        toMs: starts[index + 1] ?? Number.POSITIVE_INFINITY,
        paths: paths.next().value,
      }));
    });

const worldWith = (membersOf: (index: number) => readonly Entity[]): fc.Arbitrary<World> =>
  fc
    .tuple(
      fc.tuple(...ENTITIES.map(spansOf)),
      fc.tuple(...ENTITIES.map((_, index) => versionsAmong(membersOf(index)))),
      fc.nat(6),
      fc.constantFrom(1, 2),
    )
    .map(([spans, versions, restartGraceMs, rules]) => ({
      rules,
      shut: new Map(),
      down: new Map(ENTITIES.map((entity, index) => [entity, spans[index] ?? []])),
      topology: new Map(ENTITIES.map((entity, index) => [entity, versions[index] ?? []])),
      restartGraceMs,
    }));

/** Everything hangs only on what stands before it. */
const aWorld = worldWith((index) => ENTITIES.slice(0, index));
/** Some of what lines went through was their port, which was shut. */
const aWorldWithPorts: fc.Arbitrary<World> = fc
  .tuple(aWorld, fc.func(fc.boolean()))
  .map(([world, isShut]) => {
    const partOf = (wanted: boolean) =>
      new Map(
        world.down.entries().map(([entity, spans]) => {
          const isPort = ({ ref }: DownSpan) => entity.startsWith('link:') && isShut(ref);
          return [entity, spans.filter((span) => isPort(span) === wanted)];
        }),
      );
    return { ...world, down: partOf(false), shut: partOf(true) };
  });
/** Everything may hang on everything. */
const aTangle = worldWith(() => ENTITIES);

const networkOf = ({ rules, down, shut, topology, restartGraceMs }: World) => ({
  rules,
  shutOf: (entity: Entity) => shut.get(entity) ?? [],
  downOf: (entity: Entity) => down.get(entity) ?? [],
  topologyOf: (entity: Entity) => topology.get(entity) ?? [],
  restartGraceMs,
});

function blame(world: World, entity: Entity = 'device:cam'): readonly Attributed[] {
  const network = networkOf(world);
  return attribute({
    entity,
    down: network.downOf(entity),
    topology: network.topologyOf(entity),
    ...network,
  });
}

/** The stretches less their evidence, joined where only that differs. */
function turnsOf(attributed: readonly Attributed[], shiftMs = 0) {
  const turns: { fromMs: number; toMs: number; owner: Entity; cause: string }[] = [];
  for (const { fromMs, toMs, owner, cause } of attributed) {
    const last = turns.at(-1);
    if (last?.owner === owner && last.toMs === fromMs + shiftMs) last.toMs = toMs + shiftMs;
    else turns.push({ fromMs: fromMs + shiftMs, toMs: toMs + shiftMs, owner, cause });
  }
  return turns;
}

const mapWorld = (
  { down, topology, ...rest }: World,
  spans: (list: readonly DownSpan[]) => readonly DownSpan[],
  versions: (list: readonly TopologyVersion[]) => readonly TopologyVersion[],
): World => ({
  down: new Map(down.entries().map(([entity, list]) => [entity, spans(list)])),
  topology: new Map(topology.entries().map(([entity, list]) => [entity, versions(list)])),
  ...rest,
});

test('agrees, instant by instant, with an evaluator that was written without it', () => {
  fc.assert(
    fc.property(fc.oneof(aWorld, aWorldWithPorts), (world) => {
      const expected = ownersByInstant('device:cam', networkOf(world), HORIZON_MS);

      const found: (Entity | undefined)[] = Array.from({ length: HORIZON_MS }, () => undefined);
      for (const { fromMs, toMs, owner } of blame(world)) {
        for (let ms = fromMs; ms < Math.min(toMs, HORIZON_MS); ms++) found[ms] = owner;
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test('charges nobody for a time before that one was last seen up, from version 2 of the rules on', () => {
  fc.assert(
    fc.property(fc.oneof(aWorldWithPorts, aTangle), (world) => {
      const network = { ...networkOf(world), rules: 2 as const };
      const topology = network.topologyOf('device:cam');
      const blocks = createCutFinder(network).blocksOf('device:cam', topology);
      const context = { entity: 'device:cam', blocks, decided: [], ...network } as const;

      for (const { fromMs, cause } of network
        .downOf('device:cam')
        .flatMap((span) => blameSpan(span, context))) {
        const root = rootOutage(cause);
        expect(root?.afterMs).toBeLessThanOrEqual(fromMs);
        // The culprit's own outage, or one of a port, which it has while the line is nearest to it.
        const spans = [...network.downOf(cause.owner), ...[...world.shut.values()].flat()];
        expect(spans).toContain(root);
      }
    }),
    { numRuns: 2_000 },
  );
});

describe.each([
  ['without circles', aWorld],
  ['with circles', aTangle],
])('in any network %s', (_, anyWorld) => {
  test('the down spans are covered exactly, in order, and every stretch has one owner', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const found = blame(world);

        expect(union(found)).toEqual(union(world.down.get('device:cam') ?? []));
        for (const [index, { fromMs, toMs, owner, cause, evidence }] of found.entries()) {
          expect(fromMs).toBeLessThan(toMs);
          expect(fromMs).toBeGreaterThanOrEqual(found[index - 1]?.toMs ?? 0);
          expect(cause).toBe(owner === 'device:cam' ? 'own' : 'upstream');
          expect(evidence[0]).toMatch(/^change:device:cam@/);
          expect(ENTITIES).toContain(owner);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the order of outages, of versions and of ways does not matter', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const reversed = mapWorld(
          world,
          (spans) => spans.toReversed(),
          (versions) =>
            versions
              .map((version) => ({
                ...version,
                paths: version.paths.map((path) => path.toReversed()).toReversed(),
              }))
              .toReversed(),
        );

        expect(turnsOf(blame(reversed))).toEqual(turnsOf(blame(world)));
      }),
      { numRuns: 300 },
    );
  });

  test('shifting all times shifts the result', () => {
    fc.assert(
      fc.property(anyWorld, fc.integer({ min: -1_000, max: 1_000 }), (world, byMs) => {
        const shifted = mapWorld(
          world,
          (spans) =>
            spans.map((span) => ({
              ...span,
              fromMs: span.fromMs + byMs,
              toMs: span.toMs + byMs,
              afterMs: span.afterMs + byMs,
              ...(span.untilAfterMs === undefined ? {} : { untilAfterMs: span.untilAfterMs + byMs }),
            })),
          (versions) =>
            versions.map(({ fromMs, toMs, paths }) => ({ fromMs: fromMs + byMs, toMs: toMs + byMs, paths })),
        );

        expect(turnsOf(blame(shifted))).toEqual(turnsOf(blame(world), byMs));
      }),
      { numRuns: 300 },
    );
  });

  test('what is said of one entity does not depend on who was asked about before', () => {
    fc.assert(
      fc.property(anyWorld, fc.shuffledSubarray([...ENTITIES]), (world, before) => {
        const network = networkOf(world);
        const ask = createAttribution(network);
        const about = (entity: Entity) =>
          ask({ entity, down: network.downOf(entity), topology: network.topologyOf(entity) });

        for (const entity of before) about(entity);

        expect(about('device:cam')).toEqual(blame(world));
      }),
      { numRuns: 300 },
    );
  });
});
