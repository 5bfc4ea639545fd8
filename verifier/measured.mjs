import { clip, edgesWithin, intersect, pieceAt, spanOf, subtract, unite } from './intervals.mjs';
import { inForce } from './record.mjs';

/** Rules 2: the state of an indicator at each instant, and its outages. */

/**
 * @typedef {import('./intervals.mjs').Spans} Spans
 * @typedef {import('./record.mjs').Record_} Record_
 * @typedef {{ from: number, to: number, state: string, reason?: string }} Piece
 * @typedef {object} Outage
 * @property {number} seq Row in which it began.
 * @property {number} from @property {number} to @property {number} after
 * @property {number | undefined} untilAfter Absent while it lasts.
 * @property {boolean} ended @property {string | undefined} reason
 */

/** @param {Record_} record */
export function createMeasured(record) {
  const { asOf } = record;
  /** By interval of a check, or undefined: what was watched. @type {Map<number | undefined, Spans>} */
  const watchedBy = groupCoverage(record);
  /** @type {Map<string, Spans>} */
  const known = new Map();

  /** When a check was watched (rules 2.2, 2.3). @param {string} entity @param {string} indicator */
  function watched(entity, indicator) {
    const intervals = intervalsOf(record, entity, indicator);
    const key = intervals.map(({ from, every }) => `${from}/${every}`).join();
    const found = known.get(key);
    if (found) return found;
    const own = intervals.flatMap(({ from, to, every }) =>
      clip(watchedBy.get(every) ?? [], from + (Number.isFinite(from) ? every : 0), to),
    );
    const spans = unite([...(watchedBy.get(undefined) ?? []), ...own]);
    known.set(key, spans);
    return spans;
  }

  /** When it is measured: from its first change on, while it is watched. @param {string} entity @param {string} indicator */
  function measured(entity, indicator) {
    const first = record.changesOf(entity, indicator)[0];
    return first ? clip(watched(entity, indicator), first.at_ms, Number.POSITIVE_INFINITY) : [];
  }

  /** Imports in the order in which they hold, each with the time that is left for it (rules 2.6). @param {string} entity @param {string} indicator */
  function importedParts(entity, indicator) {
    const imports = record.importsOf(entity, indicator);
    let left =
      imports.length === 0
        ? []
        : subtract([[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]], measured(entity, indicator));
    return imports.flatMap(({ changes, covered }) => {
      if (changes.length === 0) return [];
      const said = clip(
        unite(covered.map((row) => [row.from_ms, row.to_ms])),
        changes[0].at_ms,
        Number.POSITIVE_INFINITY,
      );
      const time = intersect(left, said);
      left = subtract(left, said);
      return [{ time, changes }];
    });
  }

  /** @param {string} entity @param {string} indicator @param {import('./record.mjs').Row[]} rows */
  function withImported(entity, indicator, rows) {
    const own = runsOf(rows, asOf);
    const taken = unite(own.map(spanOf));
    const others = importedParts(entity, indicator).flatMap(({ time, changes }) =>
      cutRuns(runsOf(changes, asOf), subtract(time, taken)),
    );
    return [...own, ...others].sort((a, b) => a.from - b.from);
  }

  return {
    /** The state at each instant of a stretch (rules 2.1, 2.2, 2.6). @param {string} entity @param {string} indicator @param {number} from @param {number} to @returns {Piece[]} */
    states(entity, indicator, from, to) {
      const changes = piecesOf(record.changesOf(entity, indicator));
      const seen = watched(entity, indicator);
      const imported = importedParts(entity, indicator).flatMap(({ time, changes: said }) =>
        within(piecesOf(said), time),
      );
      const edges = [...changes, ...imported].flatMap((piece) => [piece.from, piece.to]);
      const cuts = edgesWithin(from, to, [...edges, ...clip(seen, from, to).flat()]);
      const watchedPieces = seen.map(([begin, end]) => ({ from: begin, to: end }));
      imported.sort((a, b) => a.from - b.from);
      return merge(
        cuts.slice(1).map((end, place) => {
          const at = cuts[place];
          const isWatched = pieceAt(watchedPieces, at) !== undefined;
          const change = pieceAt(changes, at);
          const other = isWatched && change ? undefined : pieceAt(imported, at);
          const said = other ?? (change ? (isWatched ? change : BLIND) : NO_DATA);
          return { from: at, to: end, state: said.state, reason: said.reason };
        }),
      );
    },
    /** Outages in order of time, imported ones among them (rules 2.4, 2.6). @param {string} entity @param {string} indicator @returns {Outage[]} */
    outages(entity, indicator) {
      return withImported(entity, indicator, record.changesOf(entity, indicator));
    },
    /** The same without rows that say that the device answers, and no ping (rules 5.3). @param {string} entity @returns {Outage[]} */
    lost(entity) {
      const rows = record
        .changesOf(entity, 'reach')
        .map((row) => (row.reason === 'ping-filtered' ? { ...row, state: 'degraded' } : row));
      return withImported(entity, 'reach', rows);
    },
    /** Runs of a port that was shut on purpose (rules 5.3, version 2). @param {string} link @returns {Outage[]} */
    shut: (link) =>
      runsOf(
        record.changesOf(link, 'reach').map((row) => ({
          ...row,
          state: row.state === 'unknown' && row.reason === 'switched-off' ? 'down' : 'up',
        })),
        asOf,
      ),
  };
}

/** @type {{ state: string, reason?: string }} */
const BLIND = { state: 'unknown', reason: 'blind' };
const NO_DATA = { state: 'unknown', reason: 'no-data-yet' };

/** @param {Record_} record */
function groupCoverage({ coverage, recordedBefore }) {
  /** @type {Map<number | undefined, import('./intervals.mjs').Span[]>} */
  const by = new Map();
  for (const row of coverage) {
    const every = row.v === 1 ? undefined : (row.interval_ms ?? undefined);
    if (row.from_ms >= recordedBefore) continue;
    const list = by.get(every) ?? [];
    list.push([row.from_ms, Math.min(row.to_ms, recordedBefore)]);
    by.set(every, list);
  }
  return new Map([...by].map(([every, spans]) => [every, unite(spans)]));
}

/** How often a check is made, one stretch after the other (rules 2.3). @param {Record_} record @param {string} entity @param {string} indicator @returns {{ from: number, to: number, every: number }[]} */
function intervalsOf(record, entity, indicator) {
  const polling = dated(record, `polling:${entity}`);
  const device = entity.startsWith('device:') ? dated(record, entity) : [];
  const profiles = new Map(
    device.flatMap(({ body }) =>
      body?.profile ? [[body.profile, dated(record, `profile:${body.profile}`)]] : [],
    ),
  );
  const edges = [...polling, ...device, ...[...profiles.values()].flat()].map(({ from }) => from);
  const cuts = edgesWithin(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, edges);
  const said = cuts.slice(1).map((to, place) => {
    const from = cuts[place];
    const at =
      from === Number.NEGATIVE_INFINITY ? (cuts[1] === Number.POSITIVE_INFINITY ? 0 : cuts[1] - 1) : from;
    const profile = profiles.get(pieceAt(device, at)?.body?.profile);
    const every =
      pieceAt(polling, at)?.body?.intervalMs?.[indicator] ??
      (profile && pieceAt(profile, at)?.body?.checks?.[indicator]?.intervalMs);
    return { from, to, every };
  });
  return carried(said);
}

/** Where nothing says how often any more, what held last goes on; before the first, the first. @param {{ from: number, to: number, every: number | undefined }[]} said */
function carried(said) {
  /** @type {{ from: number, to: number, every: number }[]} */
  const list = [];
  for (const { to, every } of said) {
    const last = list.at(-1);
    if (last && (every === undefined || every === last.every)) last.to = to;
    else if (every !== undefined) list.push({ from: last ? last.to : Number.NEGATIVE_INFINITY, to, every });
  }
  return list;
}

/** Revisions of how checks are made count from when they are dated, and not before they were recorded. @param {Record_} record @param {string} key */
function dated(record, key) {
  const list = inForce(
    record.revisionsOf(key).map((row) => ({ at: Math.max(row.from_ms, row.recorded_ms), row })),
  );
  if (list[0]) list[0].from = Number.NEGATIVE_INFINITY;
  return list;
}

/** @param {import('./record.mjs').Row[]} changes */
const piecesOf = (changes) =>
  changes
    .map((row, place) => ({
      from: row.at_ms,
      to: changes[place + 1]?.at_ms ?? Number.POSITIVE_INFINITY,
      state: row.state,
      reason: row.reason,
    }))
    .filter(({ from, to }) => from < to);

/** @param {Piece[]} pieces @param {Spans} time */
const within = (pieces, time) =>
  time.flatMap(([from, to]) =>
    pieces.flatMap((piece) =>
      piece.from < to && piece.to > from
        ? [{ ...piece, from: Math.max(piece.from, from), to: Math.min(piece.to, to) }]
        : [],
    ),
  );

/** @param {Piece[]} pieces */
function merge(pieces) {
  /** @type {Piece[]} */
  const merged = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && last.state === piece.state && last.reason === piece.reason) last.to = piece.to;
    else merged.push(piece);
  }
  return merged;
}

/** Longest runs of changes to down (rules 2.4). @param {import('./record.mjs').Row[]} changes @param {number} asOf @returns {Outage[]} */
function runsOf(changes, asOf) {
  /** @type {Outage[]} */
  const runs = [];
  /** @type {Outage | undefined} */
  let run;
  for (const row of changes) {
    if (row.state === 'down') {
      if (run) continue;
      const { seq, at_ms: from, after_ms: after, reason } = row;
      run = { seq, from, to: asOf, after, untilAfter: undefined, ended: false, reason };
      runs.push(run);
    } else if (run) {
      Object.assign(run, { to: row.at_ms, untilAfter: row.after_ms, ended: true });
      run = undefined;
    }
  }
  return runs.filter(({ from, to }) => from < to);
}

/** What of imported outages lies in the time that is left for them. @param {Outage[]} runs @param {Spans} time @returns {Outage[]} */
const cutRuns = (runs, time) =>
  runs.flatMap((run) =>
    clip(time, run.from, run.to).map(([from, to]) => ({
      ...run,
      from,
      to,
      after: from === run.from ? run.after : from,
      untilAfter: to === run.to ? run.untilAfter : to,
      ended: to === run.to ? run.ended : true,
    })),
  );
