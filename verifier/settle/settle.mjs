import { coveredOf, liveOf, partsOf } from '../record/covered.mjs';
import { clip, pieceAt } from '../record/intervals.mjs';
import { createMeasured } from '../record/measured.mjs';
import { memo } from '../record/memo.mjs';
import { createRecord } from '../record/record.mjs';
import { createBlame, createOwn } from './blame.mjs';
import { acceptedClaims, decidedOf, powerCutsOf, worksOf } from './excuses.mjs';
import { createCarried, settleEntity } from './figures.mjs';
import { incidentsOf } from './incidents.mjs';
import { dueOf } from './money.mjs';
import { checkTargets } from './targets.mjs';
import { createUpstream } from './upstream.mjs';

/** From rows to figures: the parts of a period of a contract, each entity settled. */

/**
 * @param {object} question
 * @param {{ rows: Iterable<import('../record/record.mjs').Row>, open?: import('../record/record.mjs').Row[] }} question.rows
 * @param {string} question.contract @param {import('../record/intervals.mjs').Span} question.period
 * @param {number} question.asOf @param {number} question.recordedBefore @param {string} question.cityZone
 * @param {(record: import('../record/record.mjs').Record_, kind: string) => (rule: string, entity: string | undefined, rules: 1 | 2) => number} createRepeats How often a rule had lines before (11.7).
 */
export function settle({ rows, contract, period, asOf, recordedBefore, cityZone }, createRepeats) {
  const record = createRecord(rows, { recordedBefore, asOf, period });
  const [claims, works] = [acceptedClaims(record, contract), worksOf(record, contract)];
  const named = ['device', 'link']
    .flatMap(record.entriesOf)
    .filter((entity) => coveredOf(record, entity, contract).length > 0)
    .sort();
  const known = { from: period.from, to: Math.min(period.to, asOf) };
  const counting = named.filter(
    (entity) => clip(liveOf(record, entity, contract), known.from, known.to).length > 0,
  );
  const parts = partsOf(record, contract, known, cityZone);
  const measured = createMeasured(
    record,
    known,
    parts.some(({ terms }) => terms.rules === 2),
  );
  // What came before is asked of the period as a whole, by the version in force at its last instant (11.7).
  const repeats = createRepeats(record, parts[0]?.terms.period ?? 'month');
  const isThere = pieceAt(record.versionsOf(`contract:${contract}`), period.to - 1)?.body !== undefined;
  const lastRules = isThere ? (parts.at(-1)?.terms.rules ?? 1) : 1;
  /** @type {import('./money.mjs').Repeats} */
  const repeatsOf = (rule, entity) => repeats(rule, entity, lastRules);

  return parts.map((part) => {
    const settled = settlePart(part, { measured, claims });
    /** The money lines by other claims or measurements, of what they change (12.7). */
    const settleAgain = (assumed) => settlePart(part, { measured, claims, ...assumed }, settled).due.lines;
    return { ...settled, checks: checkTargets(settled), settleAgain };
  });

  /** @param {import('../record/covered.mjs').Part} part @param {any} by @param {any} [before] As it was settled already. */
  function settlePart(part, by, before) {
    const { terms } = part;
    /** @type {1 | 2} */
    const rules = terms.rules ?? 1;
    const { indicator, restartGraceMs: graceMs } = terms;
    const own = createOwn(record, contract, rules);
    const base = { record, contract, period, cityZone, part, works, rules, own, ...by };
    const decided = memo((entity) => decidedOf(by.claims, entity, rules));
    const powerCuts = memo((entity) => powerCutsOf(by.claims, entity, rules));
    const blameOf = memo((/** @type {string} */ one) => {
      const upstream = createUpstream(record, measured, counting, known, one, by.measured);
      return createBlame({ record, decided, powerCuts, graceMs, rules, upstream });
    });
    const links = named.filter((entity) => entity.startsWith('link:'));
    /** @type {import('./figures.mjs').City} */
    const city = { blameOf, ...base, carried: createCarried(base, links) };
    const entities = before
      ? before.entities.map((one) => (by.isChanged(one) ? settleEntity(city, one.entity, indicator) : one))
      : named
          .filter((entity) => clip(liveOf(record, entity, contract), part.from, part.to).length > 0)
          .map((entity) => settleEntity(city, entity, indicator));
    const settled = { part, rules, city, entities, incidents: before ? before.incidents : incidentsOf(city) };
    return { ...settled, due: dueOf(settled, repeatsOf) };
  }
}
