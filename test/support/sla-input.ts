import type { DownSpan } from '#availability/attribution/attribution.ts';
import { contractFigures, type FiguresContext } from '#contracts/sla/contract-figures.ts';
import { type EntityFigures, type EntityInput, settleEntity } from '#contracts/sla/settle-entity.ts';
import type { ContractTerms, MoneyRule, Tier } from '#core/domain/contract-terms.ts';
import type { Interval, IntervalSet } from '#core/time/intervals.ts';
import { overlay } from '#core/time/overlay.ts';
import { type Period, parsePeriod } from '#core/time/periods.ts';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const ALWAYS: IntervalSet = [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }];

/** `2026-11` and whatever else people write, in Hanoi unless told. */
export function period(text: string, timeZone = ZONE): Period {
  const parsed = parsePeriod(text, timeZone);
  if (!parsed) throw new Error(`expected a period, got ${text}`);
  return parsed;
}

/** A stretch in Hanoi's time: `stretch('2026-11-05T08:00', '2026-11-05T09:30')`. */
export const stretch = (from: string, to: string): Interval => ({ fromMs: instant(from), toMs: instant(to) });
export const instant = (text: string): number => Date.parse(`${text}+07:00`);

/** Terms that grant nothing to either side, and whatever the test cares about. */
export function termsOf({ targets, ...given }: TermsGiven = {}): ContractTerms {
  return {
    rules: 1,
    indicator: 'reach',
    timeZone: ZONE,
    period: 'month',
    service: { windows: [], holidays: [] },
    unknown: 'left-out',
    degraded: 'up',
    othersDown: 'left-out',
    shortestOutageMs: 0,
    excused: new Set(),
    upsAutonomyMs: 0,
    restartGraceMs: 0,
    targets: { restoration: [], ...targets },
    fees: { byKind: {}, byEntity: new Map() },
    money: [],
    objectionMs: 0,
    claimWithinMs: 0,
    decideWithinMs: 0,
    ...given,
  };
}

type TermsGiven = Partial<Omit<ContractTerms, 'targets'>> & {
  readonly targets?: Partial<ContractTerms['targets']>;
};

/** A deduction of so much of the fee of each device below each of the tiers, in millionths. */
export const tiersOf = (tiers: readonly (readonly [belowPpm: number, ofFeePpm: number])[]): readonly Tier[] =>
  tiers.map(([belowPpm, ofFeePpm]) => ({ belowPpm, amount: { ofFeePpm } }));

export const deduction = (tiers: readonly Tier[], limits: Partial<MoneyRule> = {}): MoneyRule => ({
  ...limits,
  type: 'deduction',
  id: 'deductions',
  per: 'device',
  by: 'tiers',
  tiers,
});

/** What was measured of a camera, in stretches that may lie outside the period; the rest of the period it was up. */
export interface Given extends Partial<Omit<EntityInput, 'terms' | 'period' | 'measured' | 'outages'>> {
  readonly terms?: ContractTerms;
  readonly period?: Interval;
  /** Each an outage: of proof `change:1` and on, or what the test says of it. */
  readonly down?: readonly (Interval & Partial<DownSpan>)[];
  readonly unknown?: IntervalSet;
  readonly degraded?: IntervalSet;
  readonly outOfService?: IntervalSet;
}

export function inputOf({
  down = [],
  unknown = [],
  degraded = [],
  outOfService = [],
  ...given
}: Given): EntityInput {
  const terms = given.terms ?? termsOf();
  const within = given.period ?? period('2026-11');
  const states = overlay<EntityInput['measured'][number]['state']>(
    within,
    [
      { label: 'out-of-service', set: outOfService },
      { label: 'unknown', set: unknown },
      { label: 'down', set: down },
      { label: 'degraded', set: degraded },
    ],
    'up',
  );
  return {
    entity: 'device:cam-1',
    indicator: terms.indicator,
    attributed: [],
    excused: [],
    inForce: ALWAYS,
    isOwn: () => true,
    ...given,
    terms,
    period: within,
    measured: states.map(({ label, ...segment }) => ({ ...segment, state: label })),
    outages: down.map((span, index) => ({
      afterMs: span.fromMs,
      ref: `change:${index + 1}`,
      ...(Number.isFinite(span.toMs) ? { untilAfterMs: span.toMs } : {}),
      ...span,
    })),
  };
}

export const settle = (given: Given): EntityFigures => settleEntity(inputOf(given));

/** The figures of a contract of cameras over November 2026. */
export function figuresOf(
  terms: ContractTerms,
  cameras: readonly Omit<Given, 'terms'>[],
  context: Partial<FiguresContext> = {},
) {
  const entities = cameras.map((camera, index) =>
    settle({ entity: `device:cam-${index + 1}`, ...camera, terms }),
  );
  return contractFigures(terms, period('2026-11'), entities, { kindOf: () => 'camera', ...context });
}
