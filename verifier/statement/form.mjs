import { clip } from '../record/intervals.mjs';
import { CLASSES, sumOf } from '../settle/figures.mjs';
import { decimalText, percentText } from '../settle/fraction.mjs';
import { totalOf } from '../settle/money.mjs';
import { formOfIncidents } from './incident-form.mjs';

/** What was settled, in the form in which a statement seals it (docs/statements.md, "What is in the file"). */

/**
 * @typedef {ReturnType<typeof import('../settle/settle.mjs').settle>[number]} Settled
 * @typedef {import('../settle/blame.mjs').Cut & { isOwn: boolean }} Whose
 */

/** @param {Settled[]} parts @param {string} label Of the period. */
export function formOfFigures(parts, label) {
  const lines = parts.flatMap(({ due }) => due.lines);
  const labelOf = ({ from, to }) =>
    parts.length === 1 ? label : [from, to].map((at) => new Date(at).toISOString()).join('..');
  return {
    parts: parts.map((one) => ({ label: labelOf(one.part), ...formOfPart(one, lines) })),
    total: String(totalOf(lines)),
    byType: byType(lines),
    incidents: formOfIncidents(parts),
  };
}

/** @param {Settled} settled @param {any[]} allLines */
function formOfPart({ part, city, entities, checks, due }, allLines) {
  return {
    fromMs: part.from,
    toMs: part.to,
    contractor: part.contractor,
    terms: part.terms,
    entities: entities.map((one) => formOfEntity(one, city, due.fees.get(one.entity))),
    neverMeasured: entities.filter(({ isNever }) => isNever).map(({ entity }) => entity),
    aggregate: formOfSums(together(entities)),
    checks: checks.map(({ target, outcome, breaches, notMeasured }) => ({
      target,
      outcome,
      breaches,
      notMeasured,
    })),
    fleet: checks.find(({ target }) => target === 'fleet')?.fleet,
    money: {
      fee: formOfFee(due.contractFee),
      lines: due.lines.map((line) => formOfLine(line, allLines.indexOf(line) + 1)),
      caps: due.caps.map(formOfCap),
      total: String(totalOf(due.lines)),
      byType: byType(due.lines),
    },
  };
}

const formOfFee = (fee) => fee && { vnd: decimalText(fee) };

const formOfLine = ({ clause: _, amount, payable, ...line }, number) => ({
  ...line,
  line: number,
  amount: String(amount),
  payable: String(payable),
});

const formOfCap = ({ kind, rules, limit, before, after }) => ({
  kind,
  rules,
  limit: limit?.toString(),
  before: String(before),
  after: String(after),
});

/** @param {any[]} lines */
export const byType = (lines) =>
  Object.fromEntries(
    ['damages', 'deduction', 'penalty'].map((type) => [
      type,
      String(totalOf(lines.filter((line) => line.type === type))),
    ]),
  );

function formOfEntity({ entity, indicator, stretches, outages, refused, ...figures }, city, fee) {
  return {
    entity,
    indicator,
    ...formOfSums(figures),
    stretches: clip(stretches, city.part.from, city.part.to).map(formOfPiece),
    outages: outages.map((outage) => formOfOutage(outage, entity, city)),
    refused: refused.map(formOfPiece),
    fee: formOfFee(fee),
  };
}

const formOfPiece = ({ from, to, ...says }) => ({ fromMs: from, toMs: to, ...says });

function formOfSums(figures) {
  const {
    goodMs,
    countedMs,
    boundsCountedMs,
    lowGoodMs,
    highGoodMs,
    outageCount,
    restoredCount,
    restoredMs,
  } = figures;
  const { sums, excusedByCause, othersByOwner, longestOutageMs, coverage } = figures;
  const { inServiceMs, knownMs } = coverage;
  return {
    ...{ sums, excusedByCause, othersByOwner, longestOutageMs },
    ...{ goodMs, countedMs, boundsCountedMs, lowGoodMs, highGoodMs, outageCount, restoredCount, restoredMs },
    percent: percentText(goodMs, countedMs),
    lowPercent: percentText(lowGoodMs, boundsCountedMs),
    highPercent: percentText(highGoodMs, boundsCountedMs),
    coverage: { inServiceMs, knownMs, percent: percentText(knownMs, inServiceMs) },
    mttrMs: restoredCount === 0 ? undefined : Math.floor(restoredMs / restoredCount),
    mtbfMs: outageCount === 0 ? undefined : Math.floor(goodMs / outageCount),
  };
}

/** Of what cause what was decided is (5.7). @type {Record<string, string>} */
const CAUSES = {
  'power-cut': 'power',
  client: 'client',
  'force-majeure': 'force-majeure',
  line: 'third-party',
  'third-party-works': 'third-party',
};

/** @param {any} outage @param {string} entity @param {import('../settle/figures.mjs').City} city */
function formOfOutage(outage, entity, { part, rules }) {
  const causes = { ...CAUSES, vandalism: rules === 2 ? 'vandalism' : 'third-party' };
  const { limit, overMs, overBeforeMs, startedHours, dueMs } = outage;
  return {
    ref: outage.ref,
    fromMs: outage.from,
    toMs: outage.ended ? outage.to : undefined,
    afterMs: outage.after,
    untilAfterMs: outage.untilAfter,
    reason: outage.reason,
    isShort: outage.isShort,
    own: outage.own.map(formOfPiece),
    ownMs: outage.ownMs,
    ownInPeriodMs: outage.ownInPeriodMs,
    restoration:
      outage.limit && outage.ownMs > 0 ? { ...limit, overMs, overBeforeMs, startedHours, dueMs } : undefined,
    blame: clip(/** @type {Whose[]} */ (outage.whose), outage.from, part.to).map(
      ({ from, to, root, claim, isOwn }) => ({
        owner: root,
        cause: claim ? causes[claim.cause] : root === entity ? 'own' : 'upstream',
        isOwn,
        ms: to - from,
      }),
    ),
  };
}

const SUMS =
  'goodMs countedMs boundsCountedMs lowGoodMs highGoodMs outageCount restoredCount restoredMs'.split(' ');

/** Of all together (7.2). @param {any[]} entities */
const together = (entities) => ({
  ...Object.fromEntries(SUMS.map((key) => [key, sumOf(entities, (one) => one[key])])),
  sums: { ...Object.fromEntries(CLASSES.map((name) => [name, 0])), ...added(entities, 'sums') },
  coverage: { inServiceMs: 0, knownMs: 0, ...added(entities, 'coverage') },
  excusedByCause: added(entities, 'excusedByCause'),
  othersByOwner: added(entities, 'othersByOwner'),
  longestOutageMs: Math.max(0, ...entities.map((one) => one.longestOutageMs)),
});

/** @param {any[]} entities @param {string} key @returns {Record<string, number>} */
function added(entities, key) {
  /** @type {Record<string, number>} */
  const sums = {};
  for (const one of entities)
    for (const [name, ms] of Object.entries(one[key])) sums[name] = (sums[name] ?? 0) + Number(ms);
  return sums;
}
