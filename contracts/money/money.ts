import type { ContractTerms, DayRule, MoneyRule, Tier } from '../../core/domain/contract-terms.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { type Fraction, isBelow, renderFraction, renderPpm } from '../sla/fraction.ts';
import type { LateAnswer } from '../sla/incident-clock.ts';
import { multiply, ofPpm, rational } from '../sla/rational.ts';
import { daysBy, type RecordingDay } from '../sla/recording-days.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import type { SettledOutage } from '../sla/settle-outages.ts';
import type { Fee, Fees } from './fees.ts';
import { amountOf, type ComputedLine, type Repeat, type Value } from './money-line.ts';

export interface MoneyInput {
  readonly terms: Pick<ContractTerms, 'money'>;
  readonly entities: readonly EntityFigures[];
  readonly fees: Fees;
  /** All entities together. */
  readonly fleet: Fraction;
  readonly lateAnswers: readonly LateAnswer[];
  /** Days of the period of which a recorder lacks something. */
  readonly recordingDays: (entity: Entity) => readonly RecordingDay[];
  /** Breaches of a rule in a row in the periods directly before, by entity or of the fleet. */
  readonly breachesBefore: (rule: string, entity: Entity | undefined) => number;
  /** The lines of an entity, where they are known: nothing that they follow from has changed. */
  readonly keptOf?: (rule: string, entity: Entity) => readonly ComputedLine[] | undefined;
}

/** Every line that the rules make, in the order of the terms; limits come afterwards. */
export function computeLines(input: MoneyInput): readonly ComputedLine[] {
  return input.terms.money.flatMap((rule) => {
    if (rule.per === 'fleet') return fleetLines(rule, input);
    if (rule.per === 'incident') return lateLines(rule, input);
    return input.entities.flatMap(
      (figures) => input.keptOf?.(rule.id, figures.entity) ?? entityLines(rule, figures, input),
    );
  });
}

type RuleBy<By extends MoneyRule['by']> = MoneyRule & { readonly by: By };

function entityLines(
  rule: Exclude<MoneyRule, { per: 'fleet' | 'incident' }>,
  figures: EntityFigures,
  input: MoneyInput,
): readonly ComputedLine[] {
  const { entity } = figures;
  if (parseEntity(entity)?.kind !== rule.per) return [];
  const repeat = repeatOf(rule, entity, input);
  switch (rule.by) {
    case 'tiers':
      return tierLines(rule, figures, { entity, repeat, fee: input.fees.byEntity.get(entity) });
    case 'hours-over-restoration':
      return figures.outages.flatMap((outage) => hourLines(rule, outage, entity, repeat));
    case 'days-without-recording':
    case 'whole-days-without-recording':
    case 'started-days-without-recording':
      return dayLines(rule, daysBy(rule.by, input.recordingDays(entity)), entity, repeat);
  }
}

const repeatOf = (rule: MoneyRule, entity: Entity | undefined, input: MoneyInput): Repeat => ({
  breach: input.breachesBefore(rule.id, entity) + 1,
  ppm: rule.repeatPpm ?? 0,
});

function fleetLines(rule: RuleBy<'tiers'>, input: MoneyInput): readonly ComputedLine[] {
  return tierLines(rule, input.fleet, {
    repeat: repeatOf(rule, undefined, input),
    fee: input.fees.ofContract,
  });
}

interface Breach {
  readonly entity?: Entity;
  readonly repeat: Repeat;
  readonly fee: Fee | undefined;
}

function tierLines(rule: RuleBy<'tiers'>, fraction: Fraction, breach: Breach): readonly ComputedLine[] {
  const tier = tierOf(rule.tiers, fraction);
  if (!tier) return [];
  const { goodMs, countedMs } = fraction;
  const { amount } = tier;
  const { entity, repeat, fee } = breach;
  const shown = `availability ${goodMs} / ${countedMs} ms = ${renderFraction(fraction)} % (cut off) < ${renderPpm(tier.belowPpm)} %`;
  const inputs = {
    goodMs,
    countedMs,
    belowPpm: tier.belowPpm,
    ...('vnd' in amount ? { vnd: amount.vnd } : { ofFeePpm: amount.ofFeePpm }),
  };
  const line = { ...lineOf(rule, entity), inputs: { ...inputs, ...repeatInputs(repeat) } };
  if ('vnd' in amount) {
    const value = { vnd: rational(amount.vnd), steps: [shown, `${amount.vnd} VND agreed`] };
    return [{ ...line, ...amountOf(value, repeat) }];
  }
  if (!fee) return [{ ...line, amount: 0n, lacks: 'fee', arithmetic: `${shown}; no fee is agreed` }];
  return [{ ...line, ...amountOf(shareOf(fee, amount.ofFeePpm, shown), repeat) }];
}

function shareOf(fee: Fee, ppm: number, shown: string): Value {
  return {
    vnd: multiply(fee.vnd, ofPpm(ppm)),
    steps: [shown, `fee ${fee.arithmetic}`, `× ${renderPpm(ppm)} %`],
  };
}

/** The lowest tier that an availability is below; without counted time it is below none. */
export function tierOf(tiers: readonly Tier[], fraction: Fraction): Tier | undefined {
  return tiers
    .toSorted((a, b) => a.belowPpm - b.belowPpm)
    .find(({ belowPpm }) => isBelow(fraction, belowPpm));
}

function hourLines(
  rule: RuleBy<'hours-over-restoration'>,
  { ref, ownMs, restoration }: SettledOutage,
  entity: Entity,
  repeat: Repeat,
): readonly ComputedLine[] {
  if (!restoration || restoration.startedHours === 0) return [];
  const { severity, withinMs, overMs, overBeforeMs, startedHours } = restoration;
  const before = overBeforeMs === 0 ? '' : `, less those of the ${overBeforeMs} ms before the period`;
  const steps = [
    `${ref}: ${ownMs} ms down − ${withinMs} ms (${severity}) = ${overMs} ms over`,
    `${startedHours} started hours${before}`,
    `${startedHours} × ${rule.vnd} VND`,
  ];
  const inputs = { ownMs, withinMs, severity, overMs, overBeforeMs, startedHours, vnd: rule.vnd };
  const value = { vnd: rational(BigInt(startedHours) * rule.vnd), steps };
  return [
    {
      ...lineOf(rule, entity),
      ref,
      inputs: { ...inputs, ...repeatInputs(repeat) },
      ...amountOf(value, repeat),
    },
  ];
}

/** Of no device: somebody answers, or nobody does. Several in a period are one breach of it. */
function lateLines(rule: RuleBy<'hours-over-response'>, input: MoneyInput): readonly ComputedLine[] {
  const repeat = repeatOf(rule, undefined, input);
  return input.lateAnswers.map(({ ref, severity, tookMs, limitMs, overMs, overBeforeMs, startedHours }) => {
    const before = overBeforeMs === 0 ? '' : `, less those of the ${overBeforeMs} ms before the period`;
    const steps = [
      `${ref}: ${tookMs} ms until it was answered − ${limitMs} ms (${severity}) = ${overMs} ms over`,
      `${startedHours} started hours${before}`,
      `${startedHours} × ${rule.vnd} VND`,
    ];
    const value = { vnd: rational(BigInt(startedHours) * rule.vnd), steps };
    const inputs = { tookMs, limitMs, severity, overMs, overBeforeMs, startedHours, vnd: rule.vnd };
    const line = { ...lineOf(rule, undefined), ref };
    return { ...line, inputs: { ...inputs, ...repeatInputs(repeat) }, ...amountOf(value, repeat) };
  });
}

function dayLines(
  rule: RuleBy<DayRule>,
  days: readonly RecordingDay[],
  entity: Entity,
  repeat: Repeat,
): readonly ComputedLine[] {
  if (days.length === 0) return [];
  const dates = days.map(({ date }) => date);
  const isJudged = rule.by !== 'days-without-recording';
  const value = {
    vnd: rational(BigInt(days.length) * rule.vnd),
    steps: [
      isJudged
        ? `${DAY_WORDS[rule.by]} ${days.map(renderDay).join(', ')}`
        : `without recording on ${dates.join(', ')}`,
      `${days.length} × ${rule.vnd} VND`,
    ],
  };
  const inputs = {
    days: days.length,
    dates: dates.join(' '),
    ...(isJudged && { judgedOn: days.map(judgedOn).join(' '), counted: rule.by }),
    vnd: rule.vnd,
    ...repeatInputs(repeat),
  };
  return [{ ...lineOf(rule, entity), inputs, ...amountOf(value, repeat) }];
}

const DAY_WORDS = {
  'whole-days-without-recording': 'nothing recorded on',
  'started-days-without-recording': 'a time without recording on',
} as const;

/** What was down, of what is known, of what was in service, in milliseconds: what a day was judged on. */
const judgedOn = ({ downMs, knownMs, inServiceMs }: RecordingDay): string =>
  `${downMs}/${knownMs}/${inServiceMs}`;

const renderDay = ({ date, downMs, knownMs, inServiceMs }: RecordingDay): string =>
  `${date} (down ${downMs} of ${knownMs} ms known of ${inServiceMs} ms in service)`;

const lineOf = ({ id, type, legalBasis }: MoneyRule, entity: Entity | undefined) => ({
  rule: id,
  type,
  ...(legalBasis === undefined ? {} : { legalBasis }),
  ...(entity === undefined ? {} : { entity }),
});

const repeatInputs = ({ breach, ppm }: Repeat) => (ppm === 0 ? {} : { breach, repeatPpm: ppm });
