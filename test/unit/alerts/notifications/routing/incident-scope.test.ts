import { describe, expect, test } from 'vitest';
import { matches, ownMembers, scopeOf } from '#alerts/notifications/routing/incident-scope.ts';
import { createWhereabout } from '#config/inventory/whereabouts.ts';
import type { AlertFilter } from '#core/domain/alert-settings.ts';
import { type Entity, parseEntity } from '#core/domain/state.ts';
import type { IncidentRoot } from '#ledger/record/incidents/incident-event.ts';
import { HANOI, HANOI_NOW_MS } from '#test/support/hanoi.ts';
import { twoWards } from '#test/support/routed-night.ts';

const WHEREABOUT = createWhereabout(twoWards());
const LINE: IncidentRoot = { kind: 'entity', entity: 'link:line' };
const BEHIND_LINE: readonly Entity[] = [
  'link:line',
  'device:switch',
  'device:a-1',
  'device:a-2',
  'device:b-1',
  'device:b-2',
];

const placeOf = (by: 'area' | 'switch', name: string): IncidentRoot => ({
  kind: 'common',
  by,
  name,
  what: 'device',
  fallen: 2,
  of: 2,
  firstMs: 0,
  lastMs: 0,
});

const scope = (root: IncidentRoot, members: readonly Entity[]) => scopeOf({ root }, members, WHEREABOUT, 0);

test('whoever has the device of a port that was switched off is told, though it lost nothing', () => {
  const root = { kind: 'entity', entity: 'link:far-line', port: 'a-1#Gi0/1' } as const;
  const { groups } = scope(root, ['device:b-1']);

  expect(groups).toMatchObject([
    { agencies: ['dost'], count: 1 },
    { agencies: ['police'], count: 0, some: [] },
  ]);
  const police = { agencies: ['police'] };
  const found = { actors: new Set<string>(), contracts: new Set<string>(), groups };
  expect(matches(police, found, { severity: 'minor' })).toBe(true);
  expect(ownMembers(police, found)).toEqual({ count: 0, some: [] });
});

describe('scopeOf', () => {
  test('groups members by where they stand, whose they are and who keeps them', () => {
    expect(scope(LINE, BEHIND_LINE).groups).toMatchObject([
      { kind: 'link', agencies: ['police'], area: 'w1', district: 'd1', contractors: ['carrier'], count: 1 },
      { kind: 'switch', agencies: ['police'], area: 'w1', contractors: ['keeper'], count: 1 },
      { kind: 'camera', agencies: ['police'], contractors: ['keeper'], count: 2 },
      { kind: 'camera', agencies: ['dost'], contractors: ['other'], count: 2 },
    ]);
  });

  test.each([
    ['a line', LINE, BEHIND_LINE, ['carrier'], []],
    ['a switch', { kind: 'entity', entity: 'device:switch' } as const, BEHIND_LINE, ['keeper'], ['upkeep']],
    [
      'a switch that a probable cause names',
      placeOf('switch', 'switch'),
      ['device:b-1'] as const,
      ['other', 'keeper'],
      ['upkeep'],
    ],
    [
      'a port that was switched off: of its device, neither of the line nor of what is behind',
      { kind: 'entity', entity: 'link:line', port: 'a-1#Gi0/1' } as const,
      ['device:switch', 'device:b-1'] as const,
      ['keeper'],
      [],
    ],
    ['a place', placeOf('area', 'w1'), ['device:a-1', 'device:b-1'] as const, ['keeper', 'other'], []],
    [
      'a line that ends at a site',
      { kind: 'entity', entity: 'link:far-line' } as const,
      [],
      ['carrier-2'],
      ['rented'],
    ],
    ['a collector', { kind: 'collector', collector: 'main' } as const, [], [], []],
    [
      'what is not known any more',
      { kind: 'entity', entity: 'device:gone' } as const,
      ['device:gone'] as const,
      [],
      [],
    ],
  ])('of %s: who must act', (_what, root, members, actors, contracts) => {
    const found = scope(root, members);

    expect([...found.actors]).toEqual(actors);
    expect([...found.contracts]).toEqual(contracts);
  });

  test('in the sample city the carrier of a line must act, and its ward misses cameras', () => {
    const line = [...HANOI.inventory.links.values()].find(({ carrier }) => carrier === 'vien-thong-1');
    const root: IncidentRoot = { kind: 'entity', entity: `link:${line?.id}` };
    const { actors, groups } = scopeOf(
      { root },
      [root.entity],
      createWhereabout(HANOI.inventory),
      HANOI_NOW_MS,
    );

    expect([...actors]).toContain('vien-thong-1');
    expect(groups[0]?.district).toBeDefined();
    expect(groups[0]?.agencies.length).toBeGreaterThan(0);
  });
});

describe('a filter', () => {
  test.each([
    [{}, true],
    [{ agencies: ['dost'] }, true],
    [{ agencies: ['nobody', 'dost'] }, true],
    [{ agencies: ['nobody'] }, false],
    [{ districts: ['d1'], areas: ['w1'] }, true],
    [{ districts: ['d2'] }, false],
    [{ kinds: ['link'] }, true],
    [{ kinds: ['collector'] }, false],
    // Each list holds for one and the same member: no switch is of dost.
    [{ agencies: ['dost'], kinds: ['switch'] }, false],
    [{ contractors: ['carrier'] }, true],
    // It keeps the switch, and the line was cut.
    [{ contractors: ['keeper'] }, false],
    [{ contractors: ['carrier'], agencies: ['dost'] }, true],
    [{ severities: ['major', 'critical'] }, true],
    [{ severities: ['minor'] }, false],
    [{ severities: [] }, false],
  ] satisfies [AlertFilter, boolean][])('of %o: %s', (filter, expected) => {
    expect(matches(filter, scope(LINE, BEHIND_LINE), { severity: 'major' })).toBe(expected);
  });

  test.each([
    [{}, BEHIND_LINE],
    [{ agencies: ['dost'] }, ['device:b-1', 'device:b-2']],
    [{ agencies: ['police'], kinds: ['camera'] }, ['device:a-1', 'device:a-2']],
    [{ contractors: ['carrier'] }, ['link:line']],
    [{ contractors: ['keeper'] }, ['device:switch', 'device:a-1', 'device:a-2']],
    // Whoever keeps none of them is told what they are.
    [
      { contractors: ['nobody'], kinds: ['camera'] },
      ['device:a-1', 'device:a-2', 'device:b-1', 'device:b-2'],
    ],
    [{ areas: ['w2'] }, []],
  ] satisfies [AlertFilter, readonly Entity[]][])('of %o names %o', (filter, expected) => {
    expect(ownMembers(filter, scope(LINE, BEHIND_LINE))).toEqual({ some: expected, count: expected.length });
  });
});

test('of many members the first 20 are named, and all are counted', () => {
  const members = [...HANOI.inventory.devices.keys()].map((id): Entity => `device:${id}`);
  const all = scopeOf({ root: LINE }, members, createWhereabout(HANOI.inventory), HANOI_NOW_MS);

  expect(ownMembers({}, all)).toEqual({ some: members.slice(0, 20), count: members.length });
  const police = ownMembers({ agencies: ['cong-an-thanh-pho'] }, all);
  expect(police.some).toHaveLength(20);
  for (const entity of police.some)
    expect(HANOI.inventory.devices.get(parseEntity(entity)?.id ?? '')?.agency).toBe('cong-an-thanh-pho');
});
