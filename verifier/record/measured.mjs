import { changesOver } from './changes-over.mjs';
import { ALWAYS, clip, inOrder, intersect, join, overlay, pieceAt, subtract, unite } from './intervals.mjs';
import { memo } from './memo.mjs';
import { groupBy, inForce } from './record.mjs';
import { cutTo, runsOf } from './runs.mjs';
import { createShares } from './watch-shares.mjs';

/** Rules 2: the state of an indicator at each instant, and its outages. */

/**
 * @typedef {import('./record.mjs').Record_} Record_
 * @typedef {import('./record.mjs').Row} Row
 * @typedef {ReturnType<typeof createMeasured>} Measured
 * @typedef {{ from: number, to: number, state: string, reason?: string }} State
 * @typedef {import('./runs.mjs').Outage} Outage
 */

const BLIND = { state: 'unknown', reason: 'blind' };
const NO_DATA = { state: 'unknown', reason: 'no-data-yet' };

/**
 * @param {Record_} record @param {import('./intervals.mjs').Span} period Up to "as of".
 * @param {boolean} withShut Whether a part has version 2: ports that were shut count of members (5.3, 12.2).
 */
export function createMeasured(record, period, withShut) {
  const { asOf } = record;
  const sharesOf = createShares(record);
  const byWatcher = coverageByWatcher(record, sharesOf !== undefined);
  const watchedEvery = memo((/** @type {string} */ intervals, /** @type {string | undefined} */ entity) => {
    const shares = entity === undefined ? undefined : sharesOf?.(entity);
    return unite(
      [...byWatcher].flatMap(([collector, watchedBy]) => {
        const share = shares?.get(collector);
        // What was given to a collector is watched again when it was checked once: after one interval.
        const rowsOf = (/** @type {number | undefined} */ every) =>
          share
            ? intersect(watchedBy.get(every) ?? [], begunLater(share, every ?? 0))
            : (watchedBy.get(every) ?? []);
        const own = JSON.parse(intervals).flatMap(([from, to, every]) =>
          clip(rowsOf(every), from === null ? -Infinity : from + every, to ?? Infinity),
        );
        return [...rowsOf(undefined), ...own];
      }),
    );
  });

  /** When a check was watched (2.2, 2.3); where several collectors share the city, by those whose share it was. @param {string} entity @param {string} indicator */
  const watched = (entity, indicator) =>
    watchedEvery(
      JSON.stringify(intervalsOf(record, entity, indicator).map(({ from, to, every }) => [from, to, every])),
      sharesOf && entity,
    );

  /** What is asked of a check over a stretch; of each import, in the order in which they hold, the time that is left for it (2.6). */
  function over(entity, indicator, stretch, /** @type {Parameters<typeof changesOver>[4]} */ how = {}) {
    const { own, runs, imports } = changesOver(record, entity, indicator, stretch, how);
    if (imports.length === 0) return { own, runs, imports: [] };
    const first = own[0]?.at_ms ?? Infinity;
    let left = subtract(ALWAYS, clip(watched(entity, indicator), first, Infinity));
    const timed = imports.map(({ changes, vouched }) => {
      const said = clip(unite(vouched), changes[0]?.at_ms ?? Infinity, Infinity);
      const time = intersect(left, said);
      left = subtract(left, said);
      return { changes, time };
    });
    return { own, runs, imports: timed };
  }

  /** Outages in order of time, imported ones among them (2.4, 2.6). @param {ReturnType<typeof over>} asked @returns {Outage[]} */
  function outagesOf({ runs, imports }) {
    const imported = imports.flatMap(({ changes, time }) =>
      runsOf(changes, asOf).flatMap((run) => cutTo(run, subtract(time, unite(runs)))),
    );
    return imported.length === 0 ? runs : inOrder([...runs, ...imported]);
  }

  const overPeriod = memo((/** @type {string} */ entity, /** @type {string} */ indicator) =>
    over(entity, indicator, period),
  );

  return {
    /** The state at each instant of a stretch (2.1, 2.2, 2.6). @returns {State[]} */
    states(entity, indicator, from, to) {
      const { own, imports } = overPeriod(entity, indicator);
      const imported = imports.flatMap(({ changes, time }) => intersect(piecesOf(changes), time));
      const lists = [piecesOf(own), watched(entity, indicator), inOrder(imported)];
      const states = overlay(from, to, lists).map((piece) => {
        const [change, isWatched, other] = piece.at;
        const { state, reason } = isWatched && change ? change : (other ?? (change ? BLIND : NO_DATA));
        return { from: piece.from, to: piece.to, state, reason };
      });
      return join(states, (a, b) => a.state === b.state && a.reason === b.reason);
    },
    /** Outages of an entity, by what is asked over the period. */
    outages: memo((/** @type {string} */ entity, /** @type {string} */ indicator) =>
      outagesOf(overPeriod(entity, indicator)),
    ),
    /** Those of what is in front, over its window (5.3). @type {(entity: string, from: number, to: number) => Outage[]} */
    lost: memo((entity, from, to) =>
      outagesOf(over(entity, 'reach', { from, to }, { isMember: true, withShut })),
    ),
    /** The same of an entity that counts itself, over the period. @type {(entity: string) => Outage[]} */
    lostItself: memo((entity) => outagesOf(over(entity, 'reach', period, { isMember: true }))),
    /** Runs of a port that was shut on purpose (5.3, version 2). @param {string} link */
    shut(link) {
      const isShut = (/** @type {any} */ { state, reason }) =>
        state === 'unknown' && reason === 'switched-off';
      const rows = record.changesOf(link, 'reach');
      return runsOf(
        rows.map((row) => ({ ...row, state: isShut(row) ? 'down' : 'up' })),
        asOf,
      );
    },
  };
}

/** @param {import('./intervals.mjs').Span[]} pieces @param {number} ms */
const begunLater = (pieces, ms) =>
  pieces.flatMap(({ from, to }) => (from + ms < to ? [{ from: from + ms, to }] : []));

/**
 * What was watched, by who watched (all as one where nobody shares) and by the interval of a check; undefined: of every check.
 * @param {Record_} record @param {boolean} isShared
 */
function coverageByWatcher({ coverage, recordedBefore, knownTo }, isShared) {
  const known = coverage
    .filter((row) => row.from_ms < recordedBefore)
    .map((row) => ({
      from: row.from_ms,
      to: Math.min(knownTo(row), recordedBefore),
      every: row.v === 1 ? undefined : (row.interval_ms ?? undefined),
      watcher: isShared ? String(row.source) : '',
    }));
  return new Map(
    [...groupBy(known, ({ watcher }) => watcher)].map(([watcher, own]) => [
      watcher,
      new Map([...groupBy(own, ({ every }) => every)].map(([every, list]) => [every, unite(list)])),
    ]),
  );
}

/** How often a check is made, one stretch after the other (2.3). @param {Record_} record @param {string} entity @param {string} indicator */
export function intervalsOf(record, entity, indicator) {
  const polling = dated(record, `polling:${entity}`);
  const device = entity.startsWith('device:') ? dated(record, entity) : [];
  const named = device.filter(({ body }) => body?.profile);
  const revisionsOf = memo((/** @type {string} */ id) =>
    dated(record, `profile:${id}`).filter(({ body }) => body),
  );
  const said = overlay(-Infinity, Infinity, [polling, goingOn(named)]).flatMap((piece) => {
    const [own, entry] = piece.at;
    const profile = goingOn(entry ? revisionsOf(entry.body.profile) : []);
    return overlay(piece.from, piece.to, [profile]).map(({ from, to, at: [one] }) => ({
      from,
      to,
      every: own?.body?.intervalMs?.[indicator] ?? one?.body.checks?.[indicator]?.intervalMs,
    }));
  });
  const revisions = [...polling, ...named, ...named.flatMap(({ body }) => revisionsOf(body.profile))];
  const instants = revisions.map(({ from }) => from).sort((a, b) => a - b);
  const first = instants.find((at) => pieceAt(said, at)?.every !== undefined);
  // Where nothing says how often any more, what held last goes on; before the first instant that says it, what it says.
  /** @type {{ from: number, to: number, every: number }[]} */
  const list = [];
  for (const { to, every } of first === undefined ? [] : said.filter((piece) => piece.to > first)) {
    const last = list.at(-1);
    if (last && (every === undefined || every === last.every)) last.to = to;
    else if (every !== undefined) list.push({ from: last?.to ?? -Infinity, to, every });
  }
  return list;
}

/** Revisions of how checks are made count from when they are dated, and not before they were recorded. @param {Record_} record @param {string} key */
const dated = (record, key) =>
  inForce(record.rowsOf(key).map((row) => ({ at: Math.max(row.from_ms, row.recorded_ms), row })));

/** Each up to the next, and the first also before it. @template {import('./intervals.mjs').Span} Piece @param {Piece[]} list @returns {Piece[]} */
const goingOn = (list) =>
  list.map((one, place) => ({
    ...one,
    from: place === 0 ? -Infinity : one.from,
    to: list[place + 1]?.from ?? Infinity,
  }));

/** @param {Row[]} changes @returns {State[]} */
const piecesOf = (changes) =>
  changes
    .map(({ at_ms: from, state, reason }, place) => ({
      from,
      to: changes[place + 1]?.at_ms ?? Number.POSITIVE_INFINITY,
      state,
      reason,
    }))
    .filter(({ from, to }) => from < to);
