import { sha256 } from '../sealed/canonical.mjs';
import { ALWAYS, clip, unite } from './intervals.mjs';
import { memo } from './memo.mjs';
import { inForce } from './record.mjs';

/**
 * docs/ledger.md, "Rows of collectors": who watched what, where several collectors share a city. A collector watches a site from where its own
 * chain says that it obeys a lease by which the site is its share (of a site with two watchers both have it), up to where it obeys another.
 */

/** @typedef {import('./record.mjs').Record_} Record_ @typedef {import('./intervals.mjs').Span} Span */

const DEFAULT_ZONE = 'default';

/**
 * When each collector watched an entity; who is not named sends no rows, and watched everything, always. Nothing where no lease is on record.
 * @param {Record_} record @returns {((entity: string) => Map<string, Span[]>) | undefined}
 */
export function createShares(record) {
  const said = record.rowsOf('lease').map((row) => ({ ...row, collectors: JSON.parse(row.collectors) }));
  // A collector obeys what was granted: what it made up itself gives it no share.
  const granted = new Set(said.filter(({ chain }) => chain === undefined).map(nameOf));
  if (granted.size === 0) return undefined;
  const own = said.filter((row) => row.chain !== undefined && granted.has(nameOf(row)));
  // Of the leases that have begun the highest epoch is in force, whenever it was recorded.
  const stepsOf = memo((/** @type {string} */ zone, /** @type {string} */ chain) =>
    inForce(
      own
        .filter((row) => row.zone === zone && row.chain === chain)
        .sort((a, b) => a.epoch - b.epoch || a.seq - b.seq)
        .map((row) => ({ at: row.from_ms, row: { seq: row.seq, body: row.collectors } })),
    ),
  );
  const watched = (/** @type {Place} */ { site, zone, watchers }, /** @type {string} */ chain) =>
    unite(stepsOf(zone, chain).filter(({ body }) => watchersOf(site, body, watchers).includes(chain)));
  return memo((/** @type {string} */ entity) => {
    const pieces = placesOf(record, entity);
    return new Map(
      record.senders.map((chain) => [
        chain,
        unite(pieces.flatMap((place) => clip(watched(place, chain), place.from, place.to))),
      ]),
    );
  });
}

const nameOf = ({ zone, epoch, collectors }) => JSON.stringify([zone, epoch, collectors]);

/**
 * Those for which a site weighs most, so many as watch it: the first 48 bits of the SHA-256 of `SITE COLLECTOR`; of two alike the first by id.
 * @param {string} site @param {string[]} collectors @param {number} count
 */
export function watchersOf(site, collectors, count) {
  const weighed = collectors.map((id) => ({
    id,
    weight: collectors.length === 1 ? 0 : Number.parseInt(sha256(`${site} ${id}`).slice(0, 12), 16),
  }));
  return weighed
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ id }) => id);
}

/** @typedef {Span & { site: string, zone: string, watchers: number }} Place */

/** Where an entity was and how that was shared out, one after the other, from ever on. @param {Record_} record @param {string} entity @returns {Place[]} */
function placesOf(record, entity) {
  const sites = sitesOf(record, entity);
  return sites.flatMap(({ from, to, site }) => {
    const sharing = dated(record, `site:${site}`, ({ zone = DEFAULT_ZONE, watchers = 1 }) => ({
      zone,
      watchers,
    }));
    const turns = sharing.slice(1).map((one) => one.from);
    const begins = [from, ...turns.filter((at) => at > from && at < to)];
    return begins.map((begin, place) => ({
      ...{ from: begin, to: begins[place + 1] ?? to, site },
      ...(nearest(sharing, begin) ?? { zone: DEFAULT_ZONE, watchers: 1 }),
    }));
  });
}

/** @param {Record_} record @param {string} entity @returns {(Span & { site: string })[]} */
function sitesOf(record, entity) {
  const through = new Set([entity]);
  for (const one of through)
    for (const { said } of places(record, one))
      if (said.device !== undefined) through.add(`device:${said.device}`);
  const instants = [...through].flatMap((one) => places(record, one).map(({ from }) => from));
  const begins = [...new Set(instants)].sort((a, b) => a - b);
  const times = begins
    .map((from) => ({ from, site: siteAt(record, entity, from) }))
    .filter(({ site }, place, all) => site !== all[place - 1]?.site);
  if (times.length === 0) return [{ ...ALWAYS[0], site: siteAt(record, entity, 0) }];
  return times.map(({ from, site }, place) => ({
    ...{ from: place === 0 ? Number.NEGATIVE_INFINITY : from, site },
    to: times[place + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
}

const MOST_HOPS = 2;

/** A channel is where its recorder is, a link where the device is that tells of it; what stands nowhere is a place of its own. @returns {string} */
function siteAt(record, entity, at, hops = 0) {
  const { site, device } = nearest(places(record, entity), at) ?? {};
  const isThere = device !== undefined && places(record, `device:${device}`).length > 0;
  if (isThere && hops < MOST_HOPS) return siteAt(record, `device:${device}`, at, hops + 1);
  return site ?? device ?? entity.slice(entity.indexOf(':') + 1);
}

/** The site of an entity, and what it is reached through, as its entry says at each instant. @param {Record_} record @param {string} entity */
const places = (record, entity) =>
  dated(record, entity, ({ site, channelOf, far, port }) => {
    const [end, id] = far?.split(':') ?? [];
    const own = site ?? (end === 'site' && port === undefined ? id : undefined);
    const device = channelOf?.recorder ?? port ?? (end === 'device' ? id : undefined);
    return own === undefined && device === undefined ? undefined : { site: own, device };
  });

/**
 * What an entry says, one stretch after the other; nobody shares out by what is not recorded yet, whatever it is dated.
 * @param {Record_} record @param {string} key @param {(body: any) => any} say
 */
function dated(record, key, say) {
  const rows = record.rowsOf(key);
  const said = rows.map((row) => ({
    at: Math.max(row.from_ms, row.recorded_ms),
    row: { seq: row.seq, body: row.body && say(row.body) },
  }));
  return inForce(said).flatMap(({ from, to, body }) =>
    body === undefined ? [] : [{ from, to, said: body }],
  );
}

/** What holds at an instant; before the first, and after a removal, the nearest there is. */
const nearest = (stretches, at) => (stretches.findLast(({ from }) => from <= at) ?? stretches[0])?.said;
