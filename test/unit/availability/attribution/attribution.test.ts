import { describe, expect, test } from 'vitest';
import { attribute, createAttribution, type DownSpan } from '#availability/attribution/attribution.ts';
import type { DecidedCause } from '#availability/attribution/cause.ts';
import type { Upstreams } from '#core/domain/inventory.ts';
import { parseEntity } from '#core/domain/state.ts';
import type { TopologyVersion } from '#core/domain/ways.ts';

const GRACE = 5;
const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

/** `[from, to]`, seen up one before; or `[from, to, last seen up, last found down]`. No end: it lasts. */
type Down = readonly [fromMs: number, toMs?: number, afterMs?: number, untilAfterMs?: number];

const toSpan =
  (entity: string) =>
  ([fromMs, toMs, afterMs = fromMs - 1, untilAfterMs]: Down): DownSpan => ({
    fromMs,
    toMs: toMs ?? Number.POSITIVE_INFINITY,
    afterMs,
    ...(toMs === undefined ? {} : { untilAfterMs: untilAfterMs ?? toMs - 1 }),
    ref: `change:${entity}@${fromMs}`,
  });

type Ways = Upstreams | readonly TopologyVersion[];

const isVersions = (ways: Ways): ways is readonly TopologyVersion[] => !Array.isArray(ways[0]);
const toVersions = (ways: Ways): readonly TopologyVersion[] =>
  isVersions(ways) ? ways : [{ ...ALWAYS, paths: ways }];

interface World {
  readonly down: Readonly<Record<string, readonly Down[]>>;
  /** Ways to entities; `device:cam` is asked about. */
  readonly ways: Readonly<Record<string, Ways>>;
  readonly decided?: Readonly<Record<string, readonly DecidedCause[]>>;
  /** Of lines whose port was shut on purpose. */
  readonly shut?: Readonly<Record<string, readonly Down[]>>;
  readonly rules?: 1 | 2;
}

const networkOf = ({ down, ways, decided = {}, shut = {}, rules = 1 }: World) => ({
  rules,
  shutOf: (entity: string) =>
    (shut[entity] ?? []).map((span) => ({ ...toSpan(entity)(span), reason: 'switched-off' })),
  downOf: (entity: string) => (down[entity] ?? []).map(toSpan(entity)),
  topologyOf: (entity: string) => toVersions(ways[entity] ?? []),
  decidedOf: (entity: string) => decided[entity] ?? [],
  restartGraceMs: GRACE,
});

function blame(world: World, entity: `device:${string}` = 'device:cam') {
  const network = networkOf(world);
  return attribute({
    entity,
    down: network.downOf(entity),
    topology: network.topologyOf(entity),
    ...network,
  });
}

/** Who answers from when to when, as `from–to owner`, whatever the evidence. */
function owners(world: World): readonly string[] {
  const turns: { fromMs: number; toMs: number; owner: string }[] = [];
  for (const { fromMs, toMs, owner } of blame(world)) {
    const last = turns.at(-1);
    if (last?.owner === owner && last.toMs === fromMs) last.toMs = toMs;
    else turns.push({ fromMs, toMs, owner });
  }
  return turns.map(({ fromMs, toMs, owner }) => `${fromMs}–${toMs} ${parseEntity(owner)?.id}`);
}

describe('an outage', () => {
  test.each<[string, World, string[]]>([
    ['that nothing explains is its own', { down: { 'device:cam': [[10, 20]] }, ways: {} }, ['10–20 cam']],
    [
      'behind a line that was up is its own',
      { down: { 'device:cam': [[10, 20]] }, ways: { 'device:cam': [['link:a']] } },
      ['10–20 cam'],
    ],
    [
      'behind a line that was cut belongs to the line',
      {
        down: { 'device:cam': [[10, 20]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–20 a'],
    ],
    [
      'belongs to the line from when that was last seen up, not from the proof',
      {
        down: { 'device:cam': [[10, 30]], 'link:a': [[15, 30, 9]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–30 a'],
    ],
    [
      'that was there before the line was last seen up is its own until then',
      {
        down: { 'device:cam': [[10, 30]], 'link:a': [[20, 30, 17]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–17 cam', '17–30 a'],
    ],
    [
      'that ended before the line was proven down is its own: its answer came through the line',
      {
        down: { 'device:cam': [[10, 15]], 'link:a': [[15, 30, 9]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–15 cam'],
    ],
    [
      'that ends within the restart grace of the line belongs to the line to its end',
      {
        down: { 'device:cam': [[10, 28, 9, 25]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–28 a'],
    ],
    [
      'that was still found down after the grace is its own from the end of the grace',
      {
        down: { 'device:cam': [[10, 28, 9, 26]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–25 a', '25–28 cam'],
    ],
    [
      'that lasts is its own from the end of the grace',
      { down: { 'device:cam': [[10]], 'link:a': [[10, 20]] }, ways: { 'device:cam': [['link:a']] } },
      ['10–25 a', '25–Infinity cam'],
    ],
    [
      'that lasts behind a line that lasts belongs to the line',
      { down: { 'device:cam': [[12]], 'link:a': [[10]] }, ways: { 'device:cam': [['link:a']] } },
      ['12–Infinity a'],
    ],
    [
      'across a line that flaps has its own time only between the graces',
      {
        down: {
          'device:cam': [[10, 60]],
          'link:a': [
            [12, 15],
            [18, 20],
            [40, 42, 38],
            [57, 59],
          ],
        },
        ways: { 'device:cam': [['link:a']] },
      },
      ['10–11 cam', '11–25 a', '25–38 cam', '38–47 a', '47–56 cam', '56–60 a'],
    ],
    [
      'seen first after a short cut that it was not asked in belongs to that, as restart',
      {
        down: { 'device:cam': [[22, 26, 9]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['22–26 a'],
    ],
    [
      'of what was seen up since the line went down is not restart',
      {
        down: { 'device:cam': [[22, 26, 11]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['link:a']] },
      },
      ['22–26 cam'],
    ],
    [
      'seen first after a short cut is restart, whatever may have begun since',
      {
        down: {
          'device:cam': [[22, 26, 9]],
          'link:a': [
            [10, 20],
            [30, 40, 22],
          ],
        },
        ways: { 'device:cam': [['link:a']] },
      },
      ['22–26 a'],
    ],
    [
      'is divided once, though two outages of the line may overlap in their uncertainty',
      {
        down: {
          'device:cam': [[12, 30]],
          'link:a': [
            [10, 20],
            [25, 30, 15],
          ],
        },
        ways: { 'device:cam': [['link:a']] },
      },
      ['12–30 a'],
    ],
  ])('%s', (_, world, expected) => {
    expect(owners(world)).toEqual(expected);
  });
});

describe('ways', () => {
  const redundant = { 'device:cam': [['link:a'], ['link:b']] } as const;

  test.each<[string, World, string[]]>([
    [
      'that are redundant do not count while one is up',
      { down: { 'device:cam': [[10, 30]], 'link:a': [[10, 30]] }, ways: redundant },
      ['10–30 cam'],
    ],
    [
      'that are redundant count only where both are down: whoever fell last completed the cut',
      {
        down: { 'device:cam': [[10, 40, 9, 34]], 'link:a': [[5, 30]], 'link:b': [[20, 50]] },
        ways: redundant,
      },
      ['10–19 cam', '19–40 b'],
    ],
    [
      'that are redundant and fell after each other, with the grace used up',
      {
        down: { 'device:cam': [[10, 90]], 'link:a': [[5, 30]], 'link:b': [[20, 50]] },
        ways: redundant,
      },
      ['10–19 cam', '19–35 b', '35–90 cam'],
    ],
    [
      'that are redundant and are not down together explain nothing',
      {
        down: { 'device:cam': [[10, 40]], 'link:a': [[10, 25]], 'link:b': [[25, 40, 20]] },
        ways: redundant,
      },
      ['10–40 cam'],
    ],
    [
      'that are redundant and were proven down together only after it was up again explain nothing',
      {
        down: {
          'device:cam': [[42, 58]],
          'link:a': [
            [10, 50],
            [60, 90, 50],
          ],
          'link:b': [[55, 90, 40]],
        },
        ways: redundant,
      },
      ['42–58 cam'],
    ],
    [
      'that are redundant: one that comes back and falls again is then the last',
      {
        down: {
          'device:cam': [[10, 40]],
          'link:a': [
            [10, 20],
            [25, 40],
          ],
          'link:b': [[12, 40]],
        },
        ways: redundant,
      },
      ['10–11 cam', '11–24 b', '24–40 a'],
    ],
    [
      'that are redundant and fall in the same instant: the name decides',
      {
        down: { 'device:cam': [[10, 40]], 'link:a': [[10, 40]], 'link:b': [[10, 40]] },
        ways: { 'device:cam': [['link:b'], ['link:a']] },
      },
      ['10–40 a'],
    ],
    [
      'that meet in one switch belong to the switch',
      {
        down: {
          'device:cam': [[10, 40]],
          'device:sw': [[10, 40]],
          'link:a': [[10, 40]],
          'link:b': [[10, 40]],
        },
        ways: { ...redundant, 'link:a': [['device:sw']], 'link:b': [['device:sw']] },
      },
      ['10–40 sw'],
    ],
    [
      'in series are cut by any member: whoever fell first',
      {
        down: { 'device:cam': [[10, 40]], 'link:a': [[10, 30]], 'device:sw': [[20, 40]] },
        ways: { 'device:cam': [['link:a', 'device:sw']] },
      },
      ['10–30 a', '30–40 sw'],
    ],
    [
      'in series within redundant ones are one run, whoever holds it',
      {
        down: {
          'device:cam': [[10, 50]],
          'link:a': [[10, 30]],
          'device:sw': [[30, 50]],
          'link:b': [[20, 50]],
        },
        ways: { 'device:cam': [['link:a', 'device:sw'], ['link:b']] },
      },
      ['10–19 cam', '19–50 b'],
    ],
  ])('%s', (_, world, expected) => {
    expect(owners(world)).toEqual(expected);
  });
});

describe('before the culprit was last seen up', () => {
  /** The switch was last seen up long before the core router behind which it is: both were found down together. */
  const router = (rules: 1 | 2): World => ({
    rules,
    down: {
      'device:cam': [[101, 140]],
      'device:sw': [[117, 140, 100]],
      'device:core': [[117, 140, 116]],
    },
    ways: { 'device:cam': [['device:sw']], 'device:sw': [['device:core']] },
  });

  test('nothing is put down to it from version 2 of the rules on', () => {
    expect(owners(router(1))).toEqual(['101–140 core']);
    expect(owners(router(2))).toEqual(['101–116 cam', '116–140 core']);
  });

  test.each<[string, World, string[]]>([
    [
      'a chain of switches is asked for its root, not for the next one',
      {
        down: {
          'device:cam': [[101, 140]],
          'device:sw': [[110, 140, 100]],
          'device:sw-2': [[112, 140, 104]],
          'device:core': [[110, 140, 108]],
        },
        ways: {
          'device:cam': [['device:sw']],
          'device:sw': [['device:sw-2']],
          'device:sw-2': [['device:core']],
        },
      },
      ['101–108 cam', '108–140 core'],
    ],
    [
      'a restart in the doubt of a switch belongs to the line from when that was last seen up',
      {
        down: {
          'device:cam': [[101, 140]],
          'device:sw': [[118, 121, 100, 120]],
          'link:a': [[112, 116, 111]],
        },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      },
      ['101–111 cam', '111–126 a', '126–140 cam'],
    ],
    [
      'ways that must all be cut are asked for the root that makes the difference',
      {
        down: {
          'device:cam': [[101, 140]],
          'link:a': [[100, 140, 99]],
          'device:sw': [[117, 140, 100]],
          'device:core': [[117, 140, 116]],
        },
        ways: {
          'device:cam': [['link:a'], ['device:sw']],
          'device:sw': [['device:core']],
        },
      },
      ['101–116 cam', '116–140 core'],
    ],
  ])('%s', (_, world, expected) => {
    expect(owners({ ...world, rules: 2 })).toEqual(expected);
  });
});

describe('a port that was shut on purpose', () => {
  const world: World = {
    down: { 'device:cam': [[101, 150]] },
    shut: { 'link:a': [[102, 140, 100, 139]] },
    ways: { 'device:cam': [['link:a']], 'link:a': [['device:core']] },
  };

  test('cuts nothing by version 1 of the rules', () => {
    expect(owners(world)).toEqual(['101–150 cam']);
  });

  test('belongs to the device that has it by version 2, its doubt and the restart after it included', () => {
    const found = blame({ ...world, rules: 2 });

    expect(found.map(({ fromMs, toMs, owner, cause }) => [fromMs, toMs, owner, cause])).toEqual([
      [101, 140, 'device:core', 'upstream'],
      [140, 145, 'device:core', 'upstream'],
      [145, 150, 'device:cam', 'own'],
    ]);
    expect(found[0]?.evidence).toEqual([
      'change:device:cam@101',
      'link:a switched-off 1970-01-01T00:00:00.102Z–1970-01-01T00:00:00.140Z',
      'change:link:a@102',
    ]);
  });

  test.each<[string, World, string[]]>([
    [
      'of a line on the core itself cuts nothing',
      { ...world, ways: { 'device:cam': [['link:a']] } },
      ['101–150 cam'],
    ],
    [
      'belongs to whatever the device that has it hangs on while that is down',
      { ...world, down: { 'device:cam': [[101, 150]], 'device:core': [[120, 130, 119]] } },
      ['101–145 core', '145–150 cam'],
    ],
    [
      'and a line in front of the device',
      {
        ...world,
        down: { 'device:cam': [[101, 150]], 'link:b': [[120, 130, 119]] },
        ways: { ...world.ways, 'device:core': [['link:b']] },
      },
      ['101–119 core', '119–135 b', '135–145 core', '145–150 cam'],
    ],
    [
      'follows the line to another device',
      {
        ...world,
        ways: {
          'device:cam': [['link:a']],
          'link:a': [
            { ...ALWAYS, toMs: 120, paths: [['device:core']] },
            { ...ALWAYS, fromMs: 120, paths: [['device:core-2']] },
          ],
        },
      },
      ['101–120 core', '120–145 core-2', '145–150 cam'],
    ],
    [
      'is joined to the outage of the line before it',
      {
        ...world,
        down: { 'device:cam': [[101, 150]], 'link:a': [[90, 102, 89, 100]], 'link:b': [[95, 150, 94]] },
        ways: { ...world.ways, 'device:cam': [['link:a'], ['link:b']] },
      },
      ['101–145 b', '145–150 cam'],
    ],
  ])('%s', (_, given, expected) => {
    expect(owners({ ...given, rules: 2 })).toEqual(expected);
  });

  test('goes with what was decided of the device that has it', () => {
    const decided: DecidedCause = { fromMs: 110, toMs: 120, cause: 'client', ref: 'claim:1' };

    const found = blame({ ...world, rules: 2, decided: { 'device:core': [decided] } });

    expect(found.map(({ fromMs, toMs, owner, cause }) => [fromMs, toMs, owner, cause])).toEqual([
      [101, 110, 'device:core', 'upstream'],
      [110, 120, 'device:core', 'client'],
      [120, 140, 'device:core', 'upstream'],
      [140, 145, 'device:core', 'upstream'],
      [145, 150, 'device:cam', 'own'],
    ]);
  });
});

describe('the root', () => {
  test.each<[string, World, string[]]>([
    [
      'is found through a switch that fell with its line',
      {
        down: { 'device:cam': [[12, 40]], 'device:sw': [[11, 39]], 'link:a': [[10, 38]] },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      },
      ['12–40 a'],
    ],
    [
      'is found through a switch that nobody watches',
      {
        down: { 'device:cam': [[12, 40]], 'link:a': [[10, 38]] },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      },
      ['12–40 a'],
    ],
    [
      'is the switch once its own grace is over',
      {
        down: { 'device:cam': [[10, 61]], 'device:sw': [[10, 60]], 'link:a': [[10, 20]] },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      },
      ['10–25 a', '25–61 sw'],
    ],
    [
      'is the line while it was cut, though the switch behind it had been down before',
      {
        down: { 'device:cam': [[10, 61]], 'device:sw': [[10, 60]], 'link:a': [[30, 40]] },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      },
      ['10–29 sw', '29–45 a', '45–61 sw'],
    ],
    [
      'is not one of two lines of the switch',
      {
        down: { 'device:cam': [[10, 40]], 'device:sw': [[10, 40]], 'link:a': [[10, 40]] },
        ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a'], ['link:b']] },
      },
      ['10–40 sw'],
    ],
  ])('%s', (_, world, expected) => {
    expect(owners(world)).toEqual(expected);
  });

  test('in a circle is the entity itself, and what hangs on the circle sees through it', () => {
    const world: World = {
      down: { 'device:cam': [[10, 40]], 'device:sw-1': [[10, 40]], 'device:sw-2': [[30, 40]] },
      ways: {
        'device:cam': [['device:sw-1']],
        'device:sw-1': [['device:sw-2']],
        'device:sw-2': [['device:sw-1']],
      },
    };

    expect(owners(world)).toEqual(['10–29 sw-1', '29–40 sw-2']);
    expect(blame({ ...world, ways: { 'device:cam': [['device:cam']] } })).toMatchObject([
      { fromMs: 10, toMs: 40, cause: 'own' },
    ]);
  });

  test('is the same whoever is asked about first', () => {
    const network = networkOf({
      down: { 'device:x': [[10, 40]], 'device:y': [[20, 30]], 'device:z': [[15, 35]] },
      ways: { 'device:x': [['device:y']], 'device:y': [['device:z']], 'device:z': [['device:x']] },
    });
    const entities = ['device:x', 'device:y', 'device:z'] as const;
    const askInOrder = (order: readonly (typeof entities)[number][]) => {
      const ask = createAttribution(network);
      return new Map(
        order.map((entity) => [
          entity,
          ask({ entity, down: network.downOf(entity), topology: network.topologyOf(entity) }),
        ]),
      );
    };

    const expected = askInOrder(entities);

    expect(askInOrder(entities.toReversed())).toEqual(expected);
    for (const entity of entities) expect(askInOrder([entity]).get(entity)).toEqual(expected.get(entity));
  });

  test('is found at the end of a thousand switches', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `device:sw-${index}` as const);
    const ways = Object.fromEntries(names.map((name, index) => [name, [[names[index + 1] ?? 'link:a']]]));

    const found = owners({
      down: { 'device:cam': [[10, 20]], 'link:a': [[10, 20]] },
      ways: { ...ways, 'device:cam': [['device:sw-0']] },
    });

    expect(found).toEqual(['10–20 a']);
  });
});

describe('versions of ways', () => {
  const moved: World['ways'] = {
    'device:cam': [
      { fromMs: Number.NEGATIVE_INFINITY, toMs: 20, paths: [['link:a']] },
      { fromMs: 20, toMs: Number.POSITIVE_INFINITY, paths: [['link:b']] },
    ],
  };

  test.each<[string, World, string[]]>([
    [
      'answer each for its own time',
      { down: { 'device:cam': [[10, 40]], 'link:a': [[5, 50]], 'link:b': [[30, 50]] }, ways: moved },
      ['10–25 a', '25–29 cam', '29–40 b'],
    ],
    [
      'do not carry an uncertainty that was proven only after the move',
      { down: { 'device:cam': [[10, 40]], 'link:a': [[25, 50, 12]] }, ways: moved },
      ['10–40 cam'],
    ],
    [
      'carry the grace of a cut before the move',
      { down: { 'device:cam': [[10, 23]], 'link:a': [[10, 18]] }, ways: moved },
      ['10–23 a'],
    ],
    [
      'do not carry the grace of what it did not hang on then',
      {
        down: { 'device:cam': [[18, 19, 9]], 'link:b': [[10, 15]] },
        ways: { 'device:cam': [{ fromMs: 16, toMs: 90, paths: [['link:b']] }] },
      },
      ['18–19 cam'],
    ],
    [
      'may turn a way round: at no instant is that a circle',
      {
        down: { 'device:cam': [[10, 40]], 'device:sw-1': [[10, 15]], 'device:sw-2': [[30, 40]] },
        ways: {
          'device:cam': [['device:sw-1', 'device:sw-2']],
          'device:sw-1': [{ fromMs: 0, toMs: 20, paths: [['device:sw-2']] }],
          'device:sw-2': [{ fromMs: 20, toMs: 90, paths: [['device:sw-1']] }],
        },
      },
      ['10–20 sw-1', '20–29 cam', '29–40 sw-2'],
    ],
  ])('%s', (_, world, expected) => {
    expect(owners(world)).toEqual(expected);
  });
});

describe('what was decided', () => {
  const world: World = {
    down: { 'device:cam': [[10, 43]], 'device:sw': [[10, 40]] },
    ways: { 'device:cam': [['device:sw']] },
    decided: { 'device:sw': [{ fromMs: 0, toMs: 50, cause: 'power', ref: 'claim:3' }] },
  };

  test('of a switch goes with its outage to the cameras behind it', () => {
    expect(blame(world)).toMatchObject([
      { fromMs: 10, toMs: 40, cause: 'power', owner: 'device:sw' },
      { fromMs: 40, toMs: 43, cause: 'power', owner: 'device:sw' },
    ]);
  });

  test.each<[string, readonly DecidedCause[], readonly (readonly [number, number, string])[]]>([
    [
      'goes on over the start after it, for as long as is agreed',
      [{ fromMs: 0, toMs: 30, cause: 'power', ref: 'claim:3', hasStart: true }],
      [
        [10, 35, 'power'],
        [35, 40, 'upstream'],
        [40, 43, 'upstream'],
      ],
    ],
    [
      'goes on to what hangs on it, whose start comes after that of the switch',
      [{ fromMs: 0, toMs: 36, cause: 'power', ref: 'claim:3', hasStart: true }],
      [
        [10, 40, 'power'],
        [40, 43, 'power'],
      ],
    ],
    [
      'does not go on into what else was decided',
      [
        { fromMs: 0, toMs: 30, cause: 'power', ref: 'claim:3', hasStart: true },
        { fromMs: 32, toMs: 34, cause: 'client', ref: 'claim:4' },
      ],
      [
        [10, 32, 'power'],
        [32, 34, 'client'],
        [34, 40, 'upstream'],
        [40, 43, 'upstream'],
      ],
    ],
  ])('of a switch %s', (_name, decided, expected) => {
    const found = blame({ ...world, decided: { 'device:sw': decided } });

    expect(found.map(({ fromMs, toMs, cause }) => [fromMs, toMs, cause])).toEqual(expected);
  });

  test('of a part of an outage divides it', () => {
    const decided = { 'device:cam': [{ fromMs: 12, toMs: 15, cause: 'client', ref: 'claim:4' }] } as const;

    expect(blame({ ...world, ways: {}, decided })).toMatchObject([
      { fromMs: 10, toMs: 12, cause: 'own' },
      { fromMs: 12, toMs: 15, cause: 'client', owner: 'device:cam' },
      { fromMs: 15, toMs: 43, cause: 'own' },
    ]);
  });

  test('twice of the same time holds as decided for the earlier one', () => {
    const decided = {
      'device:cam': [
        { fromMs: 14, toMs: 50, cause: 'client', ref: 'claim:5' },
        { fromMs: 5, toMs: 20, cause: 'third-party', ref: 'claim:4' },
        { fromMs: 11, toMs: 13, cause: 'power', ref: 'claim:6' },
      ],
    } as const;

    expect(blame({ ...world, ways: {}, decided })).toMatchObject([
      { fromMs: 10, toMs: 20, cause: 'third-party' },
      { fromMs: 20, toMs: 43, cause: 'client' },
    ]);
  });
});

describe('evidence', () => {
  const at = (ms: number) => new Date(ms).toISOString();

  test('leads from the change of the entity to the root, and says what the grace did', () => {
    const found = blame({
      down: { 'device:cam': [[12, 42]], 'device:sw': [[11, 39]], 'link:a': [[10, 38]] },
      ways: { 'device:cam': [['device:sw']], 'device:sw': [['link:a']] },
      decided: { 'link:a': [{ fromMs: 0, toMs: 99, cause: 'third-party', ref: 'claim:7' }] },
    });

    const root = [`link:a down ${at(10)}–${at(38)}`, 'change:link:a@10', 'claim:7'];
    const line = { owner: 'link:a', cause: 'third-party' };
    const sw = [`device:sw down ${at(11)}–${at(39)}`, 'change:device:sw@11'];
    const graceOfSw = `restart grace until ${at(43)}`;
    expect(found).toEqual([
      { ...line, fromMs: 12, toMs: 38, evidence: ['change:device:cam@12', ...sw, ...root] },
      { ...line, fromMs: 38, toMs: 39, evidence: ['change:device:cam@12', ...sw, graceOfSw, ...root] },
      {
        ...line,
        fromMs: 39,
        toMs: 42,
        evidence: ['change:device:cam@12', `restart grace until ${at(44)}`, ...sw, graceOfSw, ...root],
        isRestart: true,
      },
    ]);
  });

  test('names what cut each of redundant ways, the last to fall first, and outages that last', () => {
    const found = blame({
      down: { 'device:cam': [[10]], 'link:a': [[5]], 'link:b': [[9]] },
      ways: { 'device:cam': [['link:a'], ['link:b']] },
    });

    expect(found).toMatchObject([
      {
        owner: 'link:b',
        evidence: [
          'change:device:cam@10',
          `link:b down since ${at(9)}`,
          'change:link:b@9',
          `link:a down since ${at(5)}`,
          'change:link:a@5',
        ],
      },
    ]);
  });
});
