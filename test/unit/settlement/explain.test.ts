import { describe, expect, test } from 'vitest';
import type { ContractTerms } from '#core/contract-terms.ts';
import { explainEntity, type StretchRule } from '#settlement/explain.ts';
import { drawDays, drawStrip } from '#settlement/strip.ts';
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
    expect(part?.lines.map(({ amount }) => amount)).toEqual([45_000n]);
  });

  test.each(CASES)('tells the rule $name', ({ terms, camera, rule }) => {
    const settlement = settlementOf({ terms: { ...TERMS, ...terms }, cameras: [camera] });

    expect(rulesOf(settlement)).toEqual([[rule, 60]]);
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
