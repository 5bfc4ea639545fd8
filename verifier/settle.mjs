import { createBlame } from './blame.mjs';
import { coveredOf, entitiesOf, partsOf } from './covered.mjs';
import { acceptedClaims, decidedOf, worksOf } from './excuses.mjs';
import { carriedBy, countOutages, settleEntity } from './figures.mjs';
import { clip } from './intervals.mjs';
import { createMeasured } from './measured.mjs';
import { memo } from './memo.mjs';
import { createRecord } from './record.mjs';

/** From rows to figures: the parts of a period of a contract, each entity settled. */

/**
 * @param {object} question
 * @param {import('./record.mjs').Rows} question.rows
 * @param {string} question.contract @param {{ from: number, to: number }} question.period
 * @param {number} question.asOf @param {number} question.recordedBefore @param {string} question.cityZone
 */
export function settle({ rows, contract, period, asOf, recordedBefore, cityZone }) {
  const record = createRecord(rows, { recordedBefore, asOf });
  const measured = createMeasured(record);
  const claims = acceptedClaims(record, contract);
  const works = worksOf(record, contract);
  const parts = partsOf(record, contract, { from: period.from, to: Math.min(period.to, asOf) }, cityZone);
  const named = ['device', 'link']
    .flatMap((kind) => record.keysOf(kind))
    .filter((entity) => coveredOf(record, entity, contract).length > 0);
  return {
    record,
    measured,
    claims,
    works,
    parts: parts.map((part) => {
      const { terms } = part;
      /** @type {1 | 2} */
      const rules = terms.rules ?? 1;
      const end = part.to;
      const entities = entitiesOf(record, contract, part);
      const touching = named
        .filter((entity) => clip(coveredOf(record, entity, contract), period.from, period.to).length > 0)
        .flatMap((entity) => measured.outages(entity, terms.indicator))
        .filter(({ from, to }) => from < period.to && to > period.from);
      /** @type {[number, number]} */
      const window = [
        Math.min(period.from, ...touching.map(({ after }) => after)),
        Math.max(period.to, ...touching.map(({ to }) => to)),
      ];
      const decided = memo((/** @type {string} */ entity) => decidedOf(claims, entity, rules));
      const { blame } = createBlame({
        record,
        measured,
        decided,
        graceMs: terms.restartGraceMs,
        rules,
        window,
      });
      const links = named.filter((entity) => entity.startsWith('link:'));
      const city = {
        record,
        measured,
        contract,
        period,
        part,
        end,
        claims,
        works,
        rules,
        blame,
        carried: carriedBy(record, measured, contract, part, period, end, links),
        owners: new Map(),
      };
      const settled = entities.map((entity) => {
        const one = settleEntity(city, entity, terms.indicator);
        return { ...one, ...countOutages(one.outages, part, end) };
      });
      return { part, rules, end, city, entities: settled };
    }),
  };
}
