import { inForceOf, liveOf } from '../record/covered.mjs';
import { clip, lengthOf, unite } from '../record/intervals.mjs';
import { groupBy, kindOf } from '../record/record.mjs';
import { periodsWithin, zoneOf } from '../record/time.mjs';
import { sumOf } from './figures.mjs';
import { floor, fraction, isBelow, plus, round, share, sum, times, ZERO } from './fraction.mjs';
import { DAYS_COUNTED, recorderDays } from './recorder-days.mjs';

/** Rules 11: what is due. */

/**
 * @typedef {import('./fraction.mjs').Fraction} Fraction
 * @typedef {import('./targets.mjs').Part} Part
 * @typedef {(rule: string, entity: string | undefined) => number} Repeats How many periods in a row, this one included, a rule had lines for an entity (11.7).
 * @typedef {{ entity?: string, ref?: string, lacks?: 'fee', amount: Fraction, inputs: any }} Found
 * @typedef {{ rule: string, type: string, entity?: string, ref?: string, lacks?: 'fee', amount: bigint, payable: bigint, clause: string, inputs: any }} Line
 * @typedef {{ kind: string, rules: string[], limit: bigint | undefined, before: bigint, after: bigint }} Cap
 */

/** @param {Part} part @param {Repeats} repeatsOf */
export function dueOf(part, repeatsOf) {
  const { terms } = part.part;
  const fees = new Map(part.entities.map(({ entity }) => [entity, feeOf(part, entity)]));
  const contractFee = contractFeeOf(part, known(fees.values()));
  const of = { ...part, fees, contractFee, days: daysOf(part) };
  /** @type {Line[]} */
  const lines = terms.money.flatMap((rule) => {
    const { clause, find } = RULES[rule.by] ?? RULES.days;
    return find(of, rule).map(({ amount, inputs, ...line }) => {
      const breach = rule.repeatPpm === undefined ? 1 : repeatsOf(rule.id, line.entity);
      const repeat = times(fraction(breach - 1), share(rule.repeatPpm ?? 0));
      const due = round(times(amount, plus(fraction(1), repeat)));
      const told = rule.repeatPpm === undefined ? inputs : { ...inputs, breach, repeatPpm: rule.repeatPpm };
      return { rule: rule.id, type: rule.type, ...line, amount: due, payable: due, clause, inputs: told };
    });
  });
  const caps = applyCaps(lines, terms, fees, contractFee);
  return { fees, contractFee, lines, caps };
}

/** Days are looked at only where a rule counts them. @param {Part} part */
const daysOf = (part) =>
  part.part.terms.money.some(({ by }) => by in DAYS_COUNTED) ? [...recorderDays(part)] : [];

/** What a rule finds, by what it counts. @type {Record<string, { clause: string, find: (of: any, rule: any) => Found[] }>} */
const RULES = {
  tiers: { clause: '11.3', find: findTiers },
  'hours-over-restoration': {
    clause: '11.4',
    find: ({ entities }, { per, vnd }) =>
      entities.filter(isOfKind(per)).flatMap(({ entity, outages }) =>
        outages
          .filter(({ startedHours }) => startedHours > 0)
          .map(({ ref, startedHours, ownMs, limit, overMs, overBeforeMs }) => ({
            entity,
            ref,
            amount: fraction(BigInt(startedHours) * BigInt(vnd)),
            inputs: { startedHours, vnd, ownMs, ...limit, overMs, overBeforeMs },
          })),
      ),
  },
  days: {
    clause: '11.6',
    find: ({ days, rules }, { by, vnd }) =>
      days
        .map(([entity, all]) => ({ entity, counted: all.filter(DAYS_COUNTED[by]) }))
        .filter(({ counted }) => counted.length > 0)
        .map(({ entity, counted }) => ({
          entity,
          amount: fraction(BigInt(counted.length) * BigInt(vnd)),
          inputs: {
            days: counted.length,
            vnd,
            dates: joined(counted, ({ date }) => date),
            ...judgedOn(counted, rules),
          },
        })),
  },
  'hours-over-response': {
    clause: '11.5',
    find: ({ incidents = [], part }, { vnd }) =>
      incidents
        .filter(({ contractor }) => contractor === part.contractor)
        .map((incident) => ({ ref: incident.ref, startedHours: incident.startedHours(part.from, part.to) }))
        .filter(({ startedHours }) => startedHours > 0)
        .map(({ ref, startedHours }) => ({
          ref,
          amount: fraction(BigInt(startedHours) * BigInt(vnd)),
          inputs: { startedHours, vnd },
        })),
  },
};

/** The lowest tier that an availability is below holds, alone (11.3). @returns {Found[]} */
function findTiers({ entities, fees, contractFee }, { per, tiers }) {
  const fleet = {
    goodMs: sumOf(entities, ({ goodMs }) => goodMs),
    countedMs: sumOf(entities, ({ countedMs }) => countedMs),
  };
  const judged = per === 'fleet' ? [fleet] : entities.filter(isOfKind(per));
  const lowestFirst = [...tiers].sort((a, b) => a.belowPpm - b.belowPpm);
  return judged.flatMap(({ entity, goodMs, countedMs }) => {
    const tier = lowestFirst.find(({ belowPpm }) => isBelow(goodMs, countedMs, belowPpm));
    if (!tier) return [];
    const { vnd, ofFeePpm } = tier.amount;
    const inputs = { goodMs, countedMs, belowPpm: tier.belowPpm, vnd, ofFeePpm };
    if (vnd !== undefined) return [{ entity, amount: fraction(vnd), inputs }];
    const fee = per === 'fleet' ? contractFee : fees.get(entity);
    return fee
      ? [{ entity, amount: times(fee, share(ofFeePpm)), inputs }]
      : [{ entity, amount: ZERO, inputs, lacks: 'fee' }];
  });
}

/** @param {string} kind */
const isOfKind = (kind) => (one) => one.entity.startsWith(`${kind}:`);

const joined = (items, textOf) => items.map(textOf).join(' ');

/** Version 2: what a day was judged on (9.3). */
const judgedOn = (days, rules) =>
  rules === 2 && {
    judgedOn: joined(days, ({ downMs, knownMs, inServiceMs }) => `${downMs}/${knownMs}/${inServiceMs}`),
  };

/** The fee of an entity for the part (11.2). @param {Part} part @param {string} entity */
function feeOf({ part, city: { record, contract } }, entity) {
  const { byEntity, byKind } = part.terms.fees;
  const monthly = byEntity[entity] ?? byKind[kindOf(record, entity)];
  return monthly && byMonths(monthly, part, liveOf(record, entity, contract));
}

/** @param {Part} part @param {Fraction[]} fees @returns {Fraction | undefined} */
function contractFeeOf({ part, city: { record, contract } }, fees) {
  const monthly = part.terms.fees.contract;
  if (monthly === undefined) return fees.length === 0 ? undefined : sum(fees);
  return byMonths(monthly, part, unite(inForceOf(record, contract)));
}

/** @param {string} monthly @param {import('../record/covered.mjs').Part} part @param {import('../record/intervals.mjs').Span[]} time */
function byMonths(monthly, { from, to, terms }, time) {
  const shares = periodsWithin(zoneOf(terms.timeZone), 'month', from, to).map((month) => {
    const ms = lengthOf(clip(clip(time, from, to), month.from, month.to));
    return times(fraction(monthly), fraction(ms, month.to - month.from));
  });
  return sum(shares);
}

/** @param {Iterable<Fraction | undefined>} fees */
const known = (fees) => [...fees].filter((fee) => fee !== undefined);

/** Limits, each on what the one before left (11.9). @param {Line[]} lines @param {any} terms @param {Map<string, any>} fees @param {Fraction | undefined} contractFee @returns {Cap[]} */
function applyCaps(lines, { money, capPpm }, fees, contractFee) {
  /** The fees of what lines are for; of a line without an entity the contract's. @param {Line[]} limited */
  const ofLines = (limited) => {
    if (limited.some(({ entity }) => entity === undefined)) return contractFee;
    const own = known(new Set(limited.map(({ entity }) => fees.get(String(entity)))));
    return own.length === 0 ? undefined : sum(own);
  };
  const statutory = money.filter(({ statutoryCapPpm }) => statutoryCapPpm !== undefined);
  const byType = groupBy(statutory, ({ type }) => type);
  const several = ['penalty', 'deduction', 'damages']
    .map((type) => byType.get(type) ?? [])
    .filter((rules) => rules.length > 1);
  const limits = [
    ...money.map((rule) => ({ kind: 'rule', rules: [rule], ppm: rule.capPpm, base: () => contractFee })),
    ...[...statutory.map((rule) => [rule]), ...several].map((rules) => ({
      kind: 'statutory',
      rules,
      ppm: Math.max(...rules.map(({ statutoryCapPpm }) => statutoryCapPpm)),
      base: ofLines,
    })),
    { kind: 'contract', rules: money, ppm: capPpm, base: () => contractFee },
  ];
  return limits.flatMap(({ kind, rules, ppm, base }) => {
    const names = rules.map(({ id }) => id);
    const limited = lines.filter(({ rule }) => names.includes(rule));
    if (ppm === undefined || limited.length === 0) return [];
    const before = totalOf(limited);
    const fee = base(limited);
    const limit = fee && floor(times(fee, share(ppm)));
    if (limit !== undefined && before > limit) divide(limited, limit, before);
    return [{ kind, rules: names, limit, before, after: totalOf(limited) }];
  });
}

/** @param {Line[]} lines */
export const totalOf = (lines) => lines.reduce((all, { payable }) => all + payable, 0n);

/** Shares of a limit; what remains goes one đồng each to the largest (11.10). @param {Line[]} lines @param {bigint} limit @param {bigint} before */
function divide(lines, limit, before) {
  const largestFirst = [...lines].sort((a, b) =>
    a.payable < b.payable ? 1 : a.payable > b.payable ? -1 : 0,
  );
  for (const line of lines) line.payable = (line.payable * limit) / before;
  const rest = Number(limit - totalOf(lines));
  for (const line of largestFirst.slice(0, rest)) line.payable += 1n;
}
