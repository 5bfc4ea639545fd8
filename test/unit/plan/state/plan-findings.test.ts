import { describe, expect, test } from 'vitest';
import type { Device, LifecycleStep, Site } from '#core/domain/inventory.ts';
import { findPlanFindings } from '#plan/state/plan-findings.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import type { DownSince } from '#plan/state/unused-devices.ts';
import { device } from '#test/support/inventory.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const at = (day: string): number => Date.parse(`${day}T00:00+07:00`);
const AT_MS = at('2025-11-16');

function site(id: string, given: Partial<Site> = {}): Site {
  return {
    id,
    name: id,
    area: 'ba-dinh',
    kind: 'junction',
    purpose: 'traffic',
    secrecy: 'public',
    longitude: 105.85,
    latitude: 21.02,
    ...given,
  };
}

const life = (...steps: readonly (readonly [LifecycleStep['stage'], string])[]): Device['lifecycle'] =>
  steps.map(([stage, day]) => ({ stage, atMs: at(day) }));

const OLD = life(['installed', '2020-01-01'], ['in-service', '2020-02-01']);

interface World {
  readonly more?: string;
  readonly devices?: readonly Device[];
  readonly sites?: readonly Site[];
  readonly downSince?: ReadonlyMap<string, DownSince>;
}

/** Findings of the codes asked for; those of settings that are missing are a test of their own. */
function find(
  code: string,
  { more = '', devices = [], sites = [site('pole-1')], downSince = new Map() }: World,
) {
  const state = readPlanState(planOf(more), [], { zone: PLAN_ZONE, nowMs: AT_MS });
  return findPlanFindings({
    state,
    atMs: AT_MS,
    zone: PLAN_ZONE,
    devices,
    sites: new Map(sites.map((one) => [one.id, one])),
    downSince,
  }).filter((finding) => finding.code === code);
}

const camera = (id: string, installed: string, given: Partial<Device> = {}) =>
  device({ id, site: 'pole-1', agency: 'police', lifecycle: life(['installed', installed]), ...given });

describe('opinions', () => {
  const more = 'findings: { opinions_from: 2025-03-18 }\n';

  test('are missing at a site whose cameras were installed since they are needed, unless installed before or later', () => {
    const devices = [
      camera('cam-1', '2025-03-18'),
      camera('cam-2', '2025-04-01', { agency: 'so-xay-dung' }),
      camera('cam-3', '2025-03-17'),
      camera('cam-4', '2025-11-17'),
      camera('sw-1', '2025-04-01', { kind: 'switch' }),
    ];

    expect(find('installed-without-opinion', { more, devices })).toEqual([
      {
        code: 'installed-without-opinion',
        site: 'pole-1',
        devices: ['cam-1', 'cam-2'],
        agencies: ['police', 'so-xay-dung'],
        isSecret: false,
        sinceMs: at('2025-03-18'),
        detail: 'dost:not-asked police:not-asked',
      },
    ]);
  });

  test.each([
    ['both agreed', 'dost: { date: 2025-04-01 }, police: { date: 2025-04-01, place: agreed }', undefined],
    ['one is waited for', 'dost: { date: 2025-04-01 }, request: { date: 2025-03-20 }', 'police:waiting'],
    [
      'one does not agree',
      'dost: { date: 2025-04-01, place: not-agreed }, police: { date: 2025-04-01 }',
      'dost:not-agreed',
    ],
  ])('where %s', (_what, opinions, detail) => {
    const entry = `${more}sites: [{ id: pole-1, ${opinions} }]\n`;

    const [finding] = find('installed-without-opinion', {
      more: entry,
      devices: [camera('cam-1', '2025-05-01')],
    });

    expect(finding?.detail).toBe(detail);
  });

  test('are not asked for where plan.yaml does not say from when on', () => {
    expect(find('installed-without-opinion', { devices: [camera('cam-1', '2025-05-01')] })).toEqual([]);
  });
});

describe('the pause of new investment', () => {
  const pause = 'findings: { pause: { number: 4932/UBND-ĐMPT, date: 2025-09-03 } }\n';
  const devices = [
    camera('cam-1', '2025-09-03'),
    camera('cam-2', '2025-09-04'),
    camera('cam-3', '2025-10-01'),
  ];

  test('holds for what was installed after its day, and a secret site is marked', () => {
    const sites = [site('pole-1', { secrecy: 'secret' })];

    expect(find('installed-during-pause', { more: pause, devices, sites })).toMatchObject([
      { devices: ['cam-2', 'cam-3'], detail: '4932/UBND-ĐMPT', isSecret: true, sinceMs: at('2025-09-04') },
    ]);
  });

  test.each([
    ['its site', 'sites: [pole-1]', []],
    ['single devices', 'devices: [cam-3]', [{ devices: ['cam-2'] }]],
  ])('does not hold for what an exemption names: %s', (_what, names, expected) => {
    const more = `${pause}exemptions: [{ id: a, document: 88/UBND, date: 2025-09-20, reason: special-purpose, ${names} }]\n`;

    expect(find('installed-during-pause', { more, devices })).toMatchObject(expected);
  });
});

describe('what is of no use', () => {
  const more = 'findings: { unused_after: 30d }\n';
  const down = (since: string, until = '2025-11-16'): ReadonlyMap<string, DownSince> =>
    new Map([['cam-1', { indicator: 'reach', sinceMs: at(since), untilMs: at(until) }]]);

  test.each([
    ['down for 30 days', OLD, down('2025-10-17'), 'down:reach'],
    ['down for a day less', OLD, down('2025-10-18'), undefined],
    ['down as long as anybody watched, which is not long', OLD, down('2025-10-01', '2025-10-10'), undefined],
    ['up', OLD, new Map(), undefined],
    ['taken out for long', [...OLD, ...life(['paused', '2025-10-01'])], new Map(), 'paused'],
    ['taken out since yesterday', [...OLD, ...life(['paused', '2025-11-15'])], new Map(), undefined],
    [
      'installed and never taken into service',
      life(['installed', '2025-08-01'], ['accepted', '2025-11-10']),
      new Map(),
      'not-in-service',
    ],
    ['retired', [...OLD, ...life(['retired', '2025-11-01'])], down('2025-08-01'), undefined],
    [
      'down before it was in service, which it has not been for long',
      life(['in-service', '2025-11-01']),
      down('2025-08-01'),
      undefined,
    ],
  ] as const)('a camera that is %s', (_what, lifecycle, downSince, detail) => {
    const devices = [device({ id: 'cam-1', site: 'pole-1', agency: 'police', lifecycle })];

    const [finding] = find('unused', { more, devices, downSince });

    expect(finding?.detail).toBe(detail);
  });
});

describe('cameras that look at the same place', () => {
  const more = 'findings: { duplicate_within_metres: 30, duplicate_within_degrees: 30 }\n';
  /** 0.0002 degrees of latitude are 22 m. */
  const sites = [
    site('pole-1'),
    site('pole-2', { latitude: 21.0202 }),
    site('pole-3', { latitude: 21.021 }),
    site('pole-4', { secrecy: 'secret' }),
  ];
  const fixed = (id: string, agency: string, directionDegrees: number | undefined, at = 'pole-1') =>
    device({
      id,
      site: at,
      agency,
      cameraClass: 'fixed',
      lifecycle: OLD,
      ...(directionDegrees !== undefined && { directionDegrees }),
    });
  const ptz = (id: string, agency: string) => ({ ...fixed(id, agency, 0), cameraClass: 'ptz' as const });

  test.each([
    ['the same way at one pole', fixed('b', 'ward', 10), '0'],
    ['the same way over north', fixed('b', 'ward', 340), '0'],
    ['the same way, 22 m apart', fixed('b', 'ward', 5, 'pole-2'), '22'],
    ['the same way, 111 m apart', fixed('b', 'ward', 5, 'pole-3'), undefined],
    ['another way', fixed('b', 'ward', 31), undefined],
    ['nobody knows where', fixed('b', 'ward', undefined), undefined],
    ['the same way, of the same agency', fixed('b', 'police', 0), undefined],
    ['all around, beside one that does not', ptz('b', 'ward'), undefined],
  ])('%s', (_what, other, metres) => {
    const found = find('duplicate-view', { more, sites, devices: [other, fixed('a', 'police', 0)] });

    expect(found.map(({ detail }) => detail)).toEqual(metres === undefined ? [] : [metres]);
  });

  test('name both, each pair once, and say where a site is secret', () => {
    const devices = [ptz('b', 'ward'), ptz('a', 'police'), { ...ptz('c', 'defence'), site: 'pole-4' }];

    expect(find('duplicate-view', { more, sites, devices })).toMatchObject([
      { devices: ['a', 'b'], agencies: ['police', 'ward'], site: 'pole-1', isSecret: false },
      { devices: ['a', 'c'], agencies: ['police', 'defence'], isSecret: true },
      { devices: ['b', 'c'], isSecret: true },
    ]);
  });
});

test('what plan.yaml leaves open is found: names of tasks and what stands around a report', () => {
  expect(find('task-unnamed', {}).map(({ detail }) => detail)).toEqual(['I.2']);
  expect(find('setting-missing', {}).map(({ detail }) => detail)).toEqual([
    'report.superior_body',
    'report.issuing_body',
    'report.place',
    'report.agency_symbol',
    'report.addressees',
    'report.legal_bases',
    'report.signer.post',
    'report.signer.name',
    'report.drafting_unit',
  ]);
});
