import { canonicalJson } from '../sealed/canonical.mjs';
import { ALWAYS, clip, intersect, join, overlaps, overlay, pieceAt, subtract, unite } from './intervals.mjs';
import { lifeOf } from './record.mjs';
import { readTerms } from './terms.mjs';
import { dayOfText, weekdayOf, zoneOf } from './time.mjs';

/** Rules 3: what is under a contract, and when it counts. */

/**
 * @typedef {import('./intervals.mjs').Span} Span
 * @typedef {import('./record.mjs').Record_} Record_
 * @typedef {{ from: number, to: number, contractor: string, terms: any }} Part
 */

/** When a contract is in force (3.1). @param {Record_} record @param {string} id @returns {(Span & { contractor: string, rules?: 1 | 2 })[]} `rules`: of its terms. */
export function inForceOf(record, id) {
  const versions = record.versionsOf(`contract:${id}`);
  return versions.flatMap(({ from, to, body, seq }) => {
    if (!body) return [];
    const { contractor, terms, fromMs, toMs = Number.POSITIVE_INFINITY } = body;
    const own = clip([{ from, to, contractor, rules: terms.rules }], fromMs, toMs);
    return seq === versions[0].seq ? intersect(own, recordedTime(record, id, versions[0])) : own;
  });
}

/** Version 2: nothing is in force before the revision that gives the first stretch, unless its terms say so. @param {Record_} record @param {string} id */
function recordedTime(record, id, { seq, body: { terms } }) {
  const from = record.rowsOf(`contract:${id}`).find((row) => row.seq === seq)?.from_ms ?? -Infinity;
  const isAlways = ({ rules }) => rules !== 2 || terms.before_record === 'settled';
  const asSettled = record.settledBy(id);
  const before = [...asSettled, ...subtract([{ ...ALWAYS[0], rules: terms.rules }], asSettled)];
  return unite([{ from, to: Number.POSITIVE_INFINITY }, ...before.filter(isAlways)]);
}

/**
 * The terms of a contract at an instant, as it stands in a body, with the calendar that they name as it is then.
 * @param {Record_} record @param {any} body @param {number} at @param {string} timeZone
 */
export function termsAt(record, body, at, timeZone) {
  return readTerms(writtenAt(record, body, at), { timeZone, calendar: calendarAt(record, body, at) });
}

/** @param {Record_} record @param {any} body @param {number} at */
const calendarAt = (record, { terms }, at) =>
  pieceAt(record.versionsOf(`calendar:${terms.calendar ?? terms.holidays}`), at)?.body;

/** The terms as written, by the version of the rules that an instant had in the statement that was issued (12.6). @param {Record_} record @param {any} body @param {number} at */
function writtenAt(record, { id, terms }, at) {
  const { rules } = pieceAt(record.settledBy(id), at) ?? terms;
  if ((rules === 2) === (terms.rules === 2)) return terms;
  if (rules === 2) return { ...terms, rules };
  const { rules: _, before_record: __, ...written } = terms;
  for (const key of ['deductions', 'penalties', 'damages'])
    if (written[key])
      written[key] = Array.isArray(written[key]) ? written[key].map(byVersion1) : byVersion1(written[key]);
  return written;
}

/** @param {any} rule */
const byVersion1 = (rule) =>
  rule.per === 'recorder and day without recording'
    ? { ...rule, per: 'recorder and started day without recording' }
    : rule;

/**
 * The parts of a period: another where contractor, terms or the calendar that they name change (3.2).
 * @param {Record_} record @param {string} id @param {Span} period @param {string} cityZone @returns {Part[]}
 */
export function partsOf(record, id, { from, to }, cityZone) {
  const versions = record.versionsOf(`contract:${id}`);
  const touching = versions.filter((version) => overlaps(version, { from, to }));
  const named = touching.flatMap(({ body }) => body?.terms.calendar ?? body?.terms.holidays ?? []);
  const calendars = [...new Set(named)].map((name) => record.versionsOf(`calendar:${name}`));
  const asked = [...[versions, ...calendars].map(fromBegins), record.settledBy(id)];
  const pieces = overlay(from, to, asked).flatMap((piece) => {
    // While a contract was removed its last terms in the period are taken, else those that follow.
    const stated = versions.filter((version) => version.body && version.to > from);
    const before = stated.findLast((version) => version.from <= piece.from);
    const body = (before ?? stated[0])?.body;
    if (!body) return [];
    const { contractor } = body;
    const terms = termsAt(record, body, piece.from, cityZone);
    // Of removed time no calendar counts, where it is asked whether something changes.
    const isThere = pieceAt(versions, piece.from)?.body !== undefined;
    const calendar = isThere ? calendarAt(record, body, piece.from) : undefined;
    const said = canonicalJson([contractor, writtenAt(record, body, piece.from), calendar ?? null]);
    return [{ from: piece.from, to: piece.to, contractor, terms, said }];
  });
  return join(pieces, (a, b) => a.said === b.said).map(({ said: _, ...part }) => part);
}

/** Each stretch up to the begin of the next: where one ends and none begins it is not asked whether something changes (3.2). @param {import('./record.mjs').Version[]} versions */
function fromBegins(versions) {
  const stretches = versions.filter(({ body }) => body);
  return stretches.map((one, place) => ({
    ...one,
    to: stretches[place + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
}

/** When an entity is covered by a contract (3.3). @param {Record_} record @param {string} entity @param {string} contract */
export function coveredOf(record, entity, contract) {
  const named = record.versionsOf(entity).filter(({ body }) => body?.contracts?.includes(contract));
  return named.length === 0 ? [] : intersect(unite(named), unite(inForceOf(record, contract)));
}

/** Covered and in service of its life, at whatever hour (3.3, 3.4). @param {Record_} record @param {string} entity @param {string} contract */
export const liveOf = (record, entity, contract) =>
  intersect(coveredOf(record, entity, contract), lifeOf(record, entity));

/** The hours of service within a stretch (3.5). @param {{ windows: any[], holidays: string[] }} hours @param {string} timeZone @param {number} from @param {number} to @returns {Span[]} */
export function hoursOf({ windows, holidays }, timeZone, from, to) {
  if (from >= to) return [];
  const zone = zoneOf(timeZone);
  const [first, last] = [zone.dayOf(from) - 2, zone.dayOf(to) + 2];
  const open = windows.length === 0 ? [{ from, to }] : [];
  for (let day = first; windows.length > 0 && day <= last; day++)
    for (const { days, fromMinute, toMinute } of windows) {
      if (!days.includes(weekdayOf(day))) continue;
      const end = toMinute > fromMinute ? [day, toMinute] : [day + 1, toMinute];
      open.push({ from: zone.clockShows(day, fromMinute), to: zone.clockShows(end[0], end[1]) });
    }
  const taken = holidays
    .map(dayOfText)
    .filter((day) => day >= first && day <= last)
    .map((day) => ({ from: zone.dayBegins(day), to: zone.dayBegins(day + 1) }));
  return clip(subtract(unite(open), unite(taken)), from, to);
}
