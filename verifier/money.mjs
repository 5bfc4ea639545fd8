import { inForceOf, liveOf } from './covered.mjs';
import { floor, fraction, isBelow, plus, round, share, sum, times, ZERO } from './fraction.mjs';
import { clip, lengthOf, spanOf, unite } from './intervals.mjs';
import { countedDays, recorderDays } from './recorder-days.mjs';
import { kindOf } from './targets.mjs';
import { periodsWithin, zoneOf } from './time.mjs';

/** Rules 11: what is due. */

/**
 * @typedef {import('./fraction.mjs').Fraction} Fraction
 * @typedef {{ rule: string, type: string, entity?: string, ref?: string, lacks?: string, amount: bigint, payable: bigint, clause: string, overAvailability: boolean, days?: any[] }} Line
 * @typedef {{ kind: string, rules: string[], limit: bigint | undefined, before: bigint, after: bigint }} Cap
 */

/**
 * @param {any} part A part that is settled. @param {any[] | undefined} incidents
 * @param {(rule: string, entity: string | undefined) => number} breachOf Of a rule and an entity: how many periods in a row had lines, this one included (11.7).
 */
export function dueOf(part, incidents, breachOf) {
  const { part: stretch, end, entities, city } = part;
  const { terms } = stretch;
  const fees = new Map(entities.map((/** @type {any} */ { entity }) => [entity, feeOf(part, entity)]));
  const contractFee = contractFeeOf(part, [...fees.values()]);
  const days = terms.money.some((/** @type {any} */ { by }) => by.endsWith('days-without-recording'))
    ? recorderDays(part)
    : new Map();
  /** @type {Line[]} */
  const lines = [];
  for (const rule of terms.money) {
    const add = (/** @type {any} */ of, /** @type {Fraction} */ amount, /** @type {string} */ clause) => {
      const n = rule.repeatPpm === undefined ? 1 : breachOf(rule.id, of.entity);
      const due = round(times(amount, plus(fraction(1), times(fraction(n - 1), share(rule.repeatPpm ?? 0)))));
      lines.push({
        rule: rule.id,
        type: rule.type,
        overAvailability: rule.by === 'tiers',
        ...of,
        amount: due,
        payable: due,
        clause,
      });
    };
    if (rule.by === 'tiers') {
      const judged =
        rule.per === 'fleet'
          ? [{ entity: undefined, ...together(entities), fee: contractFee }]
          : entities.filter((/** @type {any} */ { entity }) => entity.startsWith(`${rule.per}:`));
      for (const one of judged) {
        const tier = tierOf(rule, one);
        if (!tier) continue;
        const fee = one.entity === undefined ? contractFee : fees.get(one.entity);
        add(
          { entity: one.entity, ...(tier.amount.vnd === undefined && !fee && { lacks: 'fee' }) },
          tier.amount.vnd === undefined
            ? times(fee ?? ZERO, share(tier.amount.ofFeePpm))
            : fraction(tier.amount.vnd),
          '11.3',
        );
      }
    }
    if (rule.by === 'hours-over-restoration')
      for (const { entity, outages } of entities)
        if (entity.startsWith(`${rule.per}:`))
          for (const { ref, startedHours } of outages)
            if (startedHours > 0)
              add({ entity, ref }, times(fraction(startedHours), fraction(rule.vnd)), '11.4');
    if (rule.by.endsWith('days-without-recording'))
      for (const [entity, list] of days) {
        const counted = countedDays(list, rule);
        if (counted.length > 0)
          add({ entity, days: counted }, times(fraction(counted.length), fraction(rule.vnd)), '11.6');
      }
    if (rule.by === 'hours-over-response')
      for (const incident of incidents ?? []) {
        const hours =
          incident.contractor === stretch.contractor ? incident.startedHours(stretch.from, end) : 0;
        if (hours > 0) add({ ref: incident.ref }, times(fraction(hours), fraction(rule.vnd)), '11.5');
      }
  }
  const caps = applyCaps(lines, terms, fees, contractFee);
  return {
    fees,
    contractFee,
    lines,
    caps,
    total: lines.reduce((all, { payable }) => all + payable, 0n),
    kinds: new Map(entities.map((/** @type {any} */ { entity }) => [entity, kindOf(city.record, entity)])),
  };
}

/** @param {any[]} entities */
const together = (entities) => ({
  goodMs: entities.reduce((all, { goodMs }) => all + goodMs, 0),
  countedMs: entities.reduce((all, { countedMs }) => all + countedMs, 0),
});

/** The lowest tier that an availability is below (11.3). @param {any} rule @param {any} one */
function tierOf({ tiers }, { goodMs, countedMs }) {
  if (countedMs === 0) return undefined;
  const below = tiers.filter((/** @type {any} */ { belowPpm }) => isBelow(goodMs, countedMs, belowPpm));
  return below.sort((/** @type {any} */ a, /** @type {any} */ b) => a.belowPpm - b.belowPpm)[0];
}

/** The fee of an entity for the part (11.2). @param {any} part @param {string} entity @returns {Fraction | undefined} */
function feeOf({ part, end, city }, entity) {
  const { fees, timeZone } = part.terms;
  const monthly = fees.byEntity[entity] ?? fees.byKind[kindOf(city.record, entity)];
  return monthly === undefined
    ? undefined
    : byMonths(
        monthly,
        timeZone,
        clip(liveOf(city.record, entity, city.contract), part.from, end),
        part.from,
        end,
      );
}

/** @param {any} part @param {(Fraction | undefined)[]} fees @returns {Fraction | undefined} */
function contractFeeOf({ part, end, city }, fees) {
  const { fees: agreed, timeZone } = part.terms;
  const inForce = unite(inForceOf(city.record, city.contract).map(spanOf));
  if (agreed.contract !== undefined)
    return byMonths(agreed.contract, timeZone, clip(inForce, part.from, end), part.from, end);
  const known = fees.filter((fee) => fee !== undefined);
  return known.length === 0 ? undefined : sum(known);
}

/** @param {string} monthly @param {string} timeZone @param {import('./intervals.mjs').Spans} spans @param {number} from @param {number} to */
function byMonths(monthly, timeZone, spans, from, to) {
  return sum(
    periodsWithin(zoneOf(timeZone), 'month', from, to).map((month) =>
      times(fraction(monthly), fraction(lengthOf(clip(spans, month.from, month.to)), month.to - month.from)),
    ),
  );
}

/** Limits, each on what the one before left (11.9). @param {Line[]} lines @param {any} terms @param {Map<string, Fraction | undefined>} fees @param {Fraction | undefined} contractFee @returns {Cap[]} */
function applyCaps(lines, terms, fees, contractFee) {
  /** @type {Cap[]} */
  const caps = [];
  const limit = (
    /** @type {string} */ kind,
    /** @type {any[]} */ rules,
    /** @type {number | undefined} */ ppm,
    /** @type {(limited: Line[]) => Fraction | undefined} */ baseOf,
  ) => {
    const names = rules.map(({ id }) => id);
    const limited = lines.filter(({ rule }) => names.includes(rule));
    const base = ppm === undefined || limited.length === 0 ? undefined : baseOf(limited);
    if (ppm === undefined || limited.length === 0) return;
    const before = total(limited);
    const most = base && floor(times(base, share(ppm)));
    if (most !== undefined && before > most) divide(limited, most, before);
    caps.push({ kind, rules: names, limit: most, before, after: total(limited) });
  };
  const breached = (/** @type {Line[]} */ limited) => breachedPart(limited, fees, contractFee);
  for (const rule of terms.money) limit('rule', [rule], rule.capPpm, () => contractFee);
  for (const rule of terms.money) limit('statutory', [rule], rule.statutoryCapPpm, breached);
  for (const type of ['penalty', 'deduction', 'damages']) {
    const rules = terms.money.filter(
      (/** @type {any} */ rule) => rule.type === type && rule.statutoryCapPpm !== undefined,
    );
    if (rules.length > 1)
      limit(
        'statutory',
        rules,
        Math.max(...rules.map((/** @type {any} */ rule) => rule.statutoryCapPpm)),
        breached,
      );
  }
  limit('contract', terms.money, terms.capPpm, () => contractFee);
  return caps;
}

/** The fees of what lines are for; of a line without an entity the contract's. @param {Line[]} lines @param {Map<string, Fraction | undefined>} fees @param {Fraction | undefined} contractFee */
function breachedPart(lines, fees, contractFee) {
  if (lines.some(({ entity }) => entity === undefined)) return contractFee;
  const known = [...new Set(lines.map(({ entity }) => entity))]
    .map((entity) => fees.get(String(entity)))
    .filter((fee) => fee !== undefined);
  return known.length === 0 ? undefined : sum(known);
}

/** @param {Line[]} lines */
const total = (lines) => lines.reduce((all, { payable }) => all + payable, 0n);

/** Shares of a limit; what remains goes one đồng each to the largest (11.10). @param {Line[]} lines @param {bigint} limit @param {bigint} before */
function divide(lines, limit, before) {
  const ranked = lines
    .map((line, place) => ({ line, place, was: line.payable }))
    .sort((a, b) => (a.was === b.was ? a.place - b.place : a.was < b.was ? 1 : -1));
  let rest = limit;
  for (const { line, was } of ranked) {
    line.payable = (was * limit) / before;
    rest -= line.payable;
  }
  for (const { line } of ranked) {
    if (rest === 0n) return;
    line.payable += 1n;
    rest -= 1n;
  }
}
