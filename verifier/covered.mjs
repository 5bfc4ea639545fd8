import { canonicalJson } from './canonical.mjs';
import { clip, edgesWithin, intersect, pieceAt, subtract, unite } from './intervals.mjs';
import { lifeOf } from './record.mjs';
import { readTerms } from './terms.mjs';
import { dayOfText, weekdayOf, zoneOf } from './time.mjs';

/** Rules 3: what is under a contract, and when it counts. */

/**
 * @typedef {import('./intervals.mjs').Spans} Spans
 * @typedef {import('./record.mjs').Record_} Record_
 * @typedef {{ from: number, to: number, contractor: string, terms: any, written: any, calendar: any }} Part
 */

/** When a contract is in force (rules 3.1). @param {Record_} record @param {string} id @returns {{ from: number, to: number, contractor: string }[]} */
export function inForceOf(record, id) {
  return record.versionsOf(`contract:${id}`).flatMap(({ from, to, body }, place, all) => {
    if (!body) return [];
    const earliest =
      place === 0 || all.slice(0, place).every((version) => version.body && version.seq === all[place].seq)
        ? recordBegins(record, id, body)
        : Number.NEGATIVE_INFINITY;
    const stretch = {
      from: Math.max(from, body.fromMs, earliest),
      to: Math.min(to, body.toMs ?? Number.POSITIVE_INFINITY),
      contractor: body.contractor,
    };
    return stretch.from < stretch.to ? [stretch] : [];
  });
}

/** Version 2: nothing is in force before the revision that gives the first stretch. @param {Record_} record @param {string} id @param {any} body */
function recordBegins(record, id, { terms }) {
  if (terms.rules !== 2 || terms.before_record === 'settled') return Number.NEGATIVE_INFINITY;
  const first = record.versionsOf(`contract:${id}`)[0];
  return (
    record.revisionsOf(`contract:${id}`).find(({ seq }) => seq === first.seq)?.from_ms ??
    Number.NEGATIVE_INFINITY
  );
}

/**
 * The parts of a period: another where contractor, terms or the calendar that they name change (rules 3.2).
 * @param {Record_} record @param {string} id @param {{ from: number, to: number }} period @param {string} cityZone
 * @returns {Part[]}
 */
export function partsOf(record, id, { from, to }, cityZone) {
  const versions = record.versionsOf(`contract:${id}`);
  const calendars = new Map();
  for (const { body } of versions) {
    const name = body?.terms.calendar ?? body?.terms.holidays;
    if (name !== undefined) calendars.set(name, record.versionsOf(`calendar:${name}`));
  }
  const edges = [...versions, ...[...calendars.values()].flat()].map((version) => version.from);
  const cuts = edgesWithin(from, to, edges);
  /** @type {Part[]} */
  const parts = [];
  for (const [place, begin] of cuts.slice(0, -1).entries()) {
    const body =
      (pieceAt(versions, begin)?.body ?? lastBefore(versions, begin)) ||
      versions.find((version) => version.body)?.body;
    if (!body) continue;
    const named = calendars.get(body.terms.calendar ?? body.terms.holidays);
    const calendar = named && /** @type {any} */ (pieceAt(named, begin))?.body;
    const part = {
      from: begin,
      to: cuts[place + 1],
      contractor: body.contractor,
      written: body.terms,
      calendar,
      terms: readTerms(body.terms, { timeZone: cityZone, calendar }),
    };
    const last = parts.at(-1);
    if (
      last &&
      last.contractor === part.contractor &&
      canonicalJson(last.terms) === canonicalJson(part.terms)
    )
      last.to = part.to;
    else parts.push(part);
  }
  return parts;
}

/** @param {import('./record.mjs').Version[]} versions @param {number} at */
const lastBefore = (versions, at) => versions.findLast(({ from, body }) => body && from <= at)?.body;

/** When an entity is covered by a contract (rules 3.3). @param {Record_} record @param {string} entity @param {string} contract @returns {Spans} */
export function coveredOf(record, entity, contract) {
  const named = record.versionsOf(entity).filter(({ body }) => body?.contracts?.includes(contract));
  return intersect(
    unite(named.map(({ from, to }) => [from, to])),
    unite(inForceOf(record, contract).map(({ from, to }) => [from, to])),
  );
}

/** Covered and in service of its life, at whatever hour (rules 3.3, 3.4). @param {Record_} record @param {string} entity @param {string} contract */
export const liveOf = (record, entity, contract) =>
  intersect(coveredOf(record, entity, contract), lifeOf(record, entity));

/** The entities that count in a part (rules 3.3). @param {Record_} record @param {string} contract @param {Part} part */
export const entitiesOf = (record, contract, { from, to }) =>
  ['device', 'link']
    .flatMap((kind) => record.keysOf(kind))
    .filter(
      (entity) =>
        record.revisionsOf(entity).some(({ body }) => body?.contracts?.includes(contract)) ||
        record.versionsOf(entity).some(({ body }) => body?.contracts?.includes(contract)),
    )
    .filter((entity) => clip(liveOf(record, entity, contract), from, to).length > 0)
    .sort();

/** The hours of service within a stretch (rules 3.5). @param {{ windows: any[], holidays: string[] }} hours @param {string} timeZone @param {number} from @param {number} to @returns {Spans} */
export function hoursOf({ windows, holidays }, timeZone, from, to) {
  if (windows.length === 0 && holidays.length === 0) return from < to ? [[from, to]] : [];
  const zone = zoneOf(timeZone);
  const [first, last] = [zone.dayOf(from) - 2, zone.dayOf(to) + 2];
  /** @type {import('./intervals.mjs').Span[]} */
  const open = windows.length === 0 ? [[from, to]] : [];
  for (let day = first; windows.length > 0 && day <= last; day++) {
    for (const { days, fromMinute, toMinute } of windows) {
      if (!days.includes(weekdayOf(day))) continue;
      const end = toMinute > fromMinute ? toMinute : toMinute + 1440;
      open.push([
        zone.clockShows(day, fromMinute),
        end >= 1440 ? zone.clockShows(day + 1, end - 1440) : zone.clockShows(day, end),
      ]);
    }
  }
  const taken = unite(
    holidays
      .map((date) => dayOfText(date))
      .filter((day) => day >= first && day <= last)
      .map((day) => [zone.dayBegins(day), zone.dayBegins(day + 1)]),
  );
  return clip(subtract(unite(open), taken), from, to);
}
