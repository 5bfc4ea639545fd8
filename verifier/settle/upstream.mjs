import { overlaps } from '../record/intervals.mjs';
import { membersOf } from './blame.mjs';

/** Rules 5.3: what counts of what is in front of entities. */

/** @typedef {import('../record/intervals.mjs').Span} Span @typedef {import('../record/measured.mjs').Outage} Outage */

/**
 * @param {import('../record/record.mjs').Record_} record @param {import('../record/measured.mjs').Measured} measured
 * @param {readonly string[]} entities That count in the period. @param {Span} period Up to "as of". @param {string} indicator
 * @param {import('../record/measured.mjs').Measured} [assumed] What is on the ways of entities with an outage by that counts as well (12.7).
 */
export function createUpstream(record, measured, entities, period, indicator, assumed = measured) {
  const outagesBy = (
    /** @type {import('../record/measured.mjs').Measured} */ by,
    /** @type {string} */ entity,
  ) => by.outages(entity, indicator).filter((outage) => overlaps(outage, period));
  const outages = entities.flatMap((entity) => outagesBy(measured, entity));
  const window = {
    from: outages.reduce((from, { after }) => Math.min(from, after), period.from),
    to: outages.reduce((latest, { to }) => Math.max(latest, to), period.to),
  };
  const isDown = (/** @type {string} */ entity) =>
    [measured, assumed].some((by) => outagesBy(by, entity).length > 0);
  const members = membersOf(record, entities.filter(isDown), window);
  const counted = new Set(indicator === 'reach' ? entities : []);
  const lostOver = (/** @type {string} */ entity) => measured.lost(entity, window.from, window.to);
  /** @param {readonly Outage[]} runs @param {Span} time */
  const touching = (runs, time) => runs.filter((run) => overlaps(run, time));
  return {
    window,
    /** On the ways of an entity with an outage at some instant of the window, on the ways of that, and so on. */
    members,
    /** Its outages that cut off what is behind it. @param {string} entity @returns {Outage[]} */
    lost(entity) {
      if (members.has(entity)) return touching(lostOver(entity), window);
      return counted.has(entity) ? touching(measured.lostItself(entity), period) : [];
    },
    /** All of it that is known over the window. */
    lostOver,
    /** Version 2: when its port was shut on purpose. @param {string} link @returns {Outage[]} */
    shut: (link) => (members.has(link) ? touching(measured.shut(link), window) : []),
  };
}
