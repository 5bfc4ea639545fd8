import { describe, expect, test } from 'vitest';
import { explainEntity } from '#contracts/statements/explain.ts';
import type { StretchRule } from '#contracts/statements/explained-stretch.ts';
import { drawDays, drawStrip } from '#contracts/statements/strip.ts';
import type { ContractTerms } from '#core/domain/contract-terms.ts';
import { settlementOf, TERMS } from '#test/support/settlement.ts';
import { type Given, instant, period, stretch } from '#test/support/sla-input.ts';

const MORNING = stretch('2026-11-05T08:00', '2026-11-05T09:00');

/** The rules of the stretches that are not plainly up, with how long each is in minutes. */
const rulesOf = (settlement: ReturnType<typeof settlementOf>) =>
  explainEntity(settlement, 'device:cam-1').parts.flatMap(({ stretches }) =>
    stretches
      .filter(({ rule }) => rule !== 'works')
      .map(({ rule, fromMs, toMs }) => [rule, (toMs - fromMs) / 60_000] as const),
  );

interface Case {
  readonly name: string;
  readonly terms: Partial<ContractTerms>;
  readonly camera: Omit<Given, 'terms'>;
  readonly rule: StretchRule;
}

const BY_LINE: Case['camera'] = {
  down: [MORNING],
  attributed: [{ ...MORNING, cause: 'upstream', owner: 'link:l', evidence: ['change:7'] }],
  isOwn: () => false,
};
const BY_CLAIM: Case['camera'] = {
  down: [MORNING],
  excused: [{ set: [MORNING], cause: 'power-cut', ref: 'claim:3', scope: 'down' }],
};
const BY_WORK: Case['camera'] = {
  excused: [{ set: [MORNING], cause: 'planned-work', ref: 'maintenance:1', scope: 'window', announcedMs: 0 }],
};

const CASES: readonly Case[] = [
  { name: 'of an upstream outage', terms: {}, camera: BY_LINE, rule: 'others-left-out' },
  {
    name: 'of one that the contractor answers for all the same',
    terms: { othersDown: 'own' },
    camera: BY_LINE,
    rule: 'others-own',
  },
  {
    name: 'of a short outage',
    terms: { shortestOutageMs: 7_200_000 },
    camera: { down: [MORNING] },
    rule: 'short-outage',
  },
  {
    name: 'of time that nobody knows',
    terms: { unknown: 'down' },
    camera: { unknown: [MORNING] },
    rule: 'unknown-down',
  },
  {
    name: 'of a degraded hour',
    terms: { degraded: 'down' },
    camera: { degraded: [MORNING] },
    rule: 'degraded-down',
  },
  {
    name: 'of a device that was paused',
    terms: {},
    camera: { outOfService: [MORNING] },
    rule: 'not-accepted',
  },
  {
    name: 'of an accepted claim',
    terms: { excused: new Set(['power-cut']) },
    camera: BY_CLAIM,
    rule: 'accepted-claim',
  },
  {
    name: 'of planned work',
    terms: { excused: new Set(['planned-work']) },
    camera: BY_WORK,
    rule: 'planned-work',
  },
];

describe('explainEntity', () => {
  test('covers the period without a gap', () => {
    const { parts, period: whole } = explainEntity(settlementOf(), 'device:cam-1');

    const stretches = parts.flatMap((part) => part.stretches);
    expect([stretches[0]?.fromMs, stretches.at(-1)?.toMs]).toEqual([whole.fromMs, whole.toMs]);
    expect(stretches.slice(1).every(({ fromMs }, index) => fromMs === stretches[index]?.toMs)).toBe(true);
  });

  test('names the outage and the money of an own fault', () => {
    const [part] = explainEntity(settlementOf(), 'device:cam-1').parts;

    expect(part?.stretches[1]).toMatchObject({ rule: 'own-fault', outage: 1, class: 'down' });
    expect(part?.lines.map(({ line, amount, payable }) => [line, amount, payable])).toEqual([
      [1, '45000', '45000'],
    ]);
  });

  test.each(CASES)('tells the rule $name', ({ terms, camera, rule }) => {
    const settlement = settlementOf({ terms: { ...TERMS, ...terms }, cameras: [camera] });

    expect(rulesOf(settlement)).toEqual([[rule, 60]]);
  });

  test('tells the rule of what was never measured', () => {
    const settlement = settlementOf({
      terms: { ...TERMS, unknown: 'down' },
      cameras: [{ unknown: [period('2026-11')] }],
    });

    expect(rulesOf(settlement)).toEqual([['never-measured', 43_200]]);
  });

  test('tells neighbours with one owner and cause as one, with all that bears it out', () => {
    const by = (from: string, to: string, owner: 'link:l' | 'link:m', evidence: readonly string[]) => ({
      ...stretch(`2026-11-05T${from}`, `2026-11-05T${to}`),
      cause: 'upstream' as const,
      ...{ owner, evidence },
    });
    const attributed = [
      by('08:00', '08:01', 'link:l', ['change:7', 'link:l', 'change:1']),
      by('08:01', '08:50', 'link:l', ['change:7', 'device:sw', 'change:2', 'link:l', 'change:1']),
      by('08:50', '08:55', 'link:l', ['change:7', 'device:rt', 'link:l', 'change:1']),
      by('08:55', '09:00', 'link:m', ['change:7', 'link:m', 'change:3']),
    ];
    const settlement = settlementOf({ cameras: [{ down: [MORNING], attributed, isOwn: () => false }] });
    const [part] = explainEntity(settlement, 'device:cam-1').parts;
    const first = {
      owner: 'link:l',
      evidence: ['change:7', 'device:sw', 'change:2', 'link:l', 'change:1'],
      besides: ['device:rt'],
    };

    expect(rulesOf(settlement)).toEqual([
      ['others-left-out', 55],
      ['others-left-out', 5],
    ]);
    expect(part?.stretches[1]?.blame).toMatchObject(first);
    expect(part?.outages[0]?.blame).toMatchObject([
      { ...first, ms: 55 * 60_000 },
      { owner: 'link:m', evidence: ['change:7', 'link:m', 'change:3'], ms: 5 * 60_000 },
    ]);
  });

  test('tells what each limit left of a line', () => {
    const terms = {
      ...TERMS,
      money: TERMS.money.map((rule) => ({ ...rule, capPpm: 200_000 })),
      capPpm: 100_001,
    };
    const days = [stretch('2026-11-05T08:00', '2026-11-08T08:00')];
    const settlement = settlementOf({ terms, cameras: [{ down: days }, { down: days }] });

    const limits = settlement.parts.flatMap(({ entities }) =>
      entities.map(({ entity }) => explainEntity(settlement, entity).parts[0]?.lines[0]),
    );

    // Of 300,000 đồng a month: 20 % are 60,000, and 10.0001 % are 30,000.3, cut off.
    expect(limits).toMatchObject([
      {
        ...{ line: 1, amount: '45000', payable: '15000' },
        limits: [
          { cap: { kind: 'rule', after: '60000' }, before: '45000', after: '30000' },
          { cap: { kind: 'contract', after: '30000' }, before: '30000', after: '15000' },
        ],
      },
      { line: 2, payable: '15000', limits: [{ after: '30000' }, { after: '15000' }] },
    ]);
  });

  test('tells what was asked for and not granted', () => {
    const settlement = settlementOf({
      cameras: [
        { down: [MORNING], excused: [{ set: [MORNING], cause: 'vandalism', ref: 'claim:3', scope: 'down' }] },
      ],
    });

    expect(explainEntity(settlement, 'device:cam-1').parts[0]?.stretches[1]).toMatchObject({
      rule: 'own-fault',
      refused: [{ ref: 'claim:3', why: 'cause-not-agreed' }],
    });
  });

  test('does not tell of a claim where there was nothing to excuse', () => {
    const settlement = settlementOf({
      cameras: [{ excused: [{ set: [MORNING], cause: 'vandalism', ref: 'claim:3', scope: 'down' }] }],
    });

    expect(explainEntity(settlement, 'device:cam-1').parts[0]?.stretches).toMatchObject([{ refused: [] }]);
  });

  test('refuses what the contract does not cover', () => {
    expect(() => explainEntity(settlementOf(), 'device:cam-9')).toThrow(
      'expected a device or link that contract c-1 covers in 2026-11, got device:cam-9',
    );
  });
});

describe('drawStrip', () => {
  test('shows an outage of a second, however long the stretch', () => {
    const day = period('2026-11-05');
    const atMs = instant('2026-11-05T12:00');
    const segments = [
      { fromMs: day.fromMs, toMs: atMs, class: 'up' },
      { fromMs: atMs, toMs: atMs + 1_000, class: 'down' },
      { fromMs: atMs + 1_000, toMs: day.toMs, class: 'up' },
    ] as const;

    expect(drawStrip(segments, day, 4)).toEqual(['up', 'up', 'down', 'up']);
  });

  test('has a strip for each day of the zone', () => {
    const twoDays = period('2026-11-05..2026-11-06');
    const strips = drawDays([{ ...twoDays, class: 'up' }], twoDays, {
      timeZone: 'Asia/Ho_Chi_Minh',
      width: 2,
    });

    expect(strips.map(({ label, cells }) => [label, cells])).toEqual([
      ['2026-11-05', ['up', 'up']],
      ['2026-11-06', ['up', 'up']],
    ]);
  });
});
