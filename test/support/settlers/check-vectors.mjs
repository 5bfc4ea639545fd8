import { lengthOf } from '#verifier/record/intervals.mjs';
import { durationMs } from '#verifier/record/terms.mjs';
import { periodOf, zoneOf } from '#verifier/record/time.mjs';
import { decimalText, percentText } from '#verifier/settle/fraction.mjs';
import { settle } from '#verifier/settle/settle.mjs';
import { disputedLines } from '#verifier/statement/disputed.mjs';
import { usedRows } from '#verifier/statement/used-rows.mjs';
import { rowsOf } from './vector-rows.mjs';

/** The examples of the rules, `docs/rules-vectors.json`: each is put on record as rows, settled, and held to what it expects. */

/** @typedef {{ id: string, rules: 1 | 2, where: string, expected: unknown, settled: unknown }} Miss */

/** @param {any[]} vectors @returns {Miss[]} */
export const checkVectors = (vectors) =>
  vectors.flatMap((vector) => [1, 2].flatMap((rules) => checkVector(vector, /** @type {1 | 2} */ (rules))));

/** @param {any} vector @param {1 | 2} rules @returns {Miss[]} */
export function checkVector(vector, rules) {
  const expected = { ...vector.expect.both, ...vector.expect[rules] };
  if (Object.keys(expected).length === 0) return [];
  const settled = settleVector(vector, rules);
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const found = figureOf(name, wanted, settled, vector);
    const [a, b] = [JSON.stringify(sorted(plain(wanted))), JSON.stringify(sorted(found))];
    return a === b ? [] : [{ id: vector.id, rules, where: name, expected: plain(wanted), settled: found }];
  });
}

const FIVE_DAYS_MS = 432_000_000;

/** @param {any} vector @param {1 | 2} rules */
function settleVector(vector, rules) {
  const zone = vector.zone ?? 'Asia/Ho_Chi_Minh';
  const period = namedPeriod(vector.period, zone);
  const asOf = vector.asOf ? Date.parse(vector.asOf) : period.to + FIVE_DAYS_MS;
  const recordedBefore = vector.recordedBefore ? Date.parse(vector.recordedBefore) : asOf;
  const rows = rowsOf(vector, rules, period.to);
  const question = {
    rows: { rows },
    contract: vector.contract.id,
    period,
    asOf,
    recordedBefore,
    cityZone: zone,
  };
  return settle(question, () => breachesBefore(vector, period, zone));
}

/** @param {string} label @param {string} zone */
function namedPeriod(label, zone) {
  const [year, rest] = label.split('-');
  const kind = rest === undefined ? 'year' : rest.startsWith('Q') ? 'quarter' : 'month';
  const month =
    rest === undefined ? 5 : rest.startsWith('Q') ? Number(rest.slice(1)) * 3 - 2 : Number(rest) - 1;
  return periodOf(zoneOf(zone), kind, Date.UTC(Number(year), month, 15));
}

/** @param {any} vector @param {import('#verifier/record/time.mjs').Period} period @param {string} zone */
function breachesBefore({ before = [], contract }, period, zone) {
  return (/** @type {string} */ rule, /** @type {string | undefined} */ entity) => {
    let n = 1;
    for (let at = period.from - 1; ; n++) {
      const earlier = periodOf(zoneOf(zone), contract.terms.period ?? 'month', at);
      const lines = before.find((/** @type {any} */ one) => one.period === earlier.label)?.lines ?? [];
      if (!lines.includes(`${rule} · ${entity ?? 'fleet'}`) && !lines.includes(rule)) return n;
      at = earlier.from - 1;
    }
  };
}

/** What an example expects, with lengths in milliseconds and instants as such. @param {any} wanted @returns {any} */
function plain(wanted) {
  if (typeof wanted === 'string' && /^\d+(ms|s|m|h|d)$/.test(wanted)) return durationMs(wanted);
  if (typeof wanted === 'string' && /^\d{4}-\d\d-\d\dT/.test(wanted)) return Date.parse(wanted);
  if (Array.isArray(wanted)) return wanted.map(plain);
  if (wanted === null || typeof wanted !== 'object') return wanted;
  return Object.fromEntries(Object.entries(wanted).map(([key, value]) => [key, plain(value)]));
}

/** @param {any} value @returns {any} */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** @param {string} name @param {any} wanted @param {any[]} parts @param {any} vector @returns {any} */
function figureOf(name, wanted, parts, vector) {
  const last = parts[parts.length - 1];
  const lines = parts.flatMap(({ due }) => due.lines);
  const pick = (/** @type {any} */ from, /** @type {any} */ keys) =>
    Object.fromEntries(Object.keys(keys).map((key) => [key, from?.[key]]));
  if (name === 'parts') return parts.map(({ part }) => part.from);
  if (name === 'targets')
    return Object.fromEntries(
      Object.keys(wanted).map((target) => [
        target,
        last.checks.find((/** @type {any} */ check) => check.target === target)?.outcome,
      ]),
    );
  if (name === 'lines')
    return lines.map((line, place) =>
      pick(
        { ...line, amount: String(line.amount), payable: String(line.payable), line: String(place + 1) },
        wanted[place] ?? { rule: '', amount: '' },
      ),
    );
  if (name === 'rows') return usedRows(parts, vector.zone ?? 'Asia/Ho_Chi_Minh').size;
  if (name === 'total') return String(lines.reduce((sum, { payable }) => sum + payable, 0n));
  if (name === 'fee') return last.due.contractFee && decimalText(last.due.contractFee);
  if (name === 'fleet') {
    const { lowest, belowMs } = last.checks.find((/** @type {any} */ { target }) => target === 'fleet').fleet;
    return { good: lowest.good, counted: lowest.counted, from: lowest.fromMs, below: belowMs };
  }
  if (name === 'incidents')
    return Object.fromEntries(
      Object.keys(wanted).map((id) => [id, pick(incidentLike(last.incidents, id), wanted[id])]),
    );
  if (name === 'disputed') {
    return [...disputedLines(vector.objections, parts)].map((place) => place + 1);
  }
  const own =
    name === 'all'
      ? parts.flatMap(({ entities }) => entities)
      : parts.flatMap(({ entities, due }) =>
          entities
            .filter((/** @type {any} */ { entity }) => entity === name)
            .map((/** @type {any} */ one) => ({ ...one, fee: due.fees.get(name) })),
        );
  if (own.length === 0) return null;
  return Object.fromEntries(Object.keys(wanted ?? {}).map((key) => [key, sumOf(key, own, last)]));
}

/** @param {any[]} incidents @param {string} id */
function incidentLike(incidents, id) {
  const found = incidents?.find((one) => one.id === id);
  return (
    found && {
      response: found.response.outcome,
      responseTook: lengthOf(found.response.time),
      restoration: found.restoration.outcome,
      restorationTook: lengthOf(found.restoration.time),
    }
  );
}

/** @param {string} name @param {any[]} all @param {any} part @returns {any} */
function sumOf(name, all, { part }) {
  const end = part.to;
  const sum = (/** @type {(one: any) => number} */ of) => all.reduce((total, one) => total + of(one), 0);
  const [good, counted] = [sum((one) => one.goodMs), sum((one) => one.countedMs)];
  const last = all[all.length - 1];
  switch (name) {
    case 'good':
      return good;
    case 'counted':
      return counted;
    case 'low':
      return sum((one) => one.lowGoodMs);
    case 'high':
      return sum((one) => one.highGoodMs);
    case 'bounds':
      return sum((one) => one.boundsCountedMs);
    case 'percent':
      return percentText(good, counted) ?? 'none';
    case 'known':
      return sum((one) => one.coverage.knownMs);
    case 'service':
      return sum((one) => one.coverage.inServiceMs);
    case 'outages':
      return sum((one) => one.outageCount);
    case 'restored':
      return sum((one) => one.restoredCount);
    case 'mttr':
      return Math.floor(sum((one) => one.restoredMs) / sum((one) => one.restoredCount));
    case 'mtbf':
      return Math.floor(good / sum((one) => one.outageCount));
    case 'longest':
      return Math.max(...all.map((one) => one.longestOutageMs));
    case 'fee':
      return last.fee && decimalText(last.fee);
    case 'causes':
      return added(all.flatMap((one) => Object.entries(one.excusedByCause)));
    case 'owners':
      return added(all.flatMap((one) => Object.entries(one.othersByOwner)));
    case 'excuses':
      return added(
        all.flatMap((one) =>
          one.stretches.flatMap((/** @type {any} */ { excuse, from, to }) =>
            excuse ? [[excuse.ref, Math.min(to, end) - Math.max(from, part.from)]] : [],
          ),
        ),
      );
    case 'blame':
      return added(
        all.flatMap((one) =>
          one.outages.flatMap((/** @type {any} */ { blame }) =>
            blame.map((/** @type {any} */ { root, from, to }) => [root, Math.min(to, end) - from]),
          ),
        ),
      );
    case 'refused':
      return added(
        all.flatMap((one) => one.refused.map((/** @type {any} */ { why, from, to }) => [why, to - from])),
      );
    default:
      return sum((one) => one.sums[name] ?? 0);
  }
}

/** @param {[string, number][]} pairs */
function added(pairs) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const [key, ms] of pairs) if (ms > 0) sums[key] = (sums[key] ?? 0) + ms;
  return sums;
}
