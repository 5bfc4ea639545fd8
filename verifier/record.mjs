import { memo } from './memo.mjs';

/** Rules 1.3 to 1.8: which rows count, and how entries stood at each instant. */

/**
 * @typedef {Record<string, any>} Row
 * @typedef {{ from: number, to: number, body: any, seq: number }} Version How an entry stood; no `body`: it was not there.
 * @typedef {{ rows: Row[], open?: Row[] }} Rows The rows of the chain, and the segments of coverage that still grow.
 * @typedef {ReturnType<typeof createRecord>} Record_
 */

/**
 * The record as it was known (rules 1.3).
 * @param {Rows} rows
 * @param {{ recordedBefore: number, asOf: number }} known
 */
export function createRecord({ rows, open = [] }, { recordedBefore, asOf }) {
  const isKnown = (/** @type {Row} */ row) => row.recorded_ms < recordedBefore;
  const gone = new Set();
  for (const row of rows) {
    if (row.table === 'void' && isKnown(row)) gone.add(row.voids);
    if (row.table === 'change' && row.corrects !== undefined && isKnown(row)) gone.add(row.corrects);
  }
  /** @type {Map<string, Row[]>} */
  const changes = new Map();
  /** @type {Map<string, Row[]>} */
  const imported = new Map();
  /** @type {Map<string, Row[]>} */
  const revisions = new Map();
  /** @type {Map<string, Row[]>} */
  const decisions = new Map();
  /** @type {Map<string, Row[]>} */
  const traffic = new Map();
  /** @type {Map<string, Row[]>} */
  const vouched = new Map();
  /** @type {Map<string, Row>} */
  const imports = new Map();
  /** @type {Row[]} */
  const coverage = [];

  for (const row of rows) {
    if (row.table === 'coverage' && !gone.has(row.seq)) coverage.push(row);
    if (row.table === 'change' && row.origin === 'imported')
      add(imported, `${row.source}\n${row.run}\n${row.entity}\n${row.indicator}`, row);
    if (row.table === 'imported_coverage') add(vouched, `${row.entity}\n${row.indicator}`, row);
    if (!isKnown(row) || gone.has(row.seq)) continue;
    if (row.table === 'change' && row.origin !== 'imported')
      add(changes, `${row.entity}\n${row.indicator}`, row);
    if (row.table === 'revision') add(revisions, `${row.kind}:${row.id}`, row);
    if (row.table === 'import') imports.set(`${row.source}\n${row.run}`, row);
    if (row.table === 'traffic_day') add(traffic, row.link, row);
    if (DECISIONS.has(row.table)) add(decisions, row.table, row);
  }
  coverage.push(...open);

  const firstLink = [...revisions]
    .flatMap(([key, [first]]) => (key.startsWith('link:') ? [first] : []))
    .sort((a, b) => a.seq - b.seq)[0];

  /** How an entry stood at each instant (rules 1.4 to 1.6). */
  const versionsOf = memo(buildVersions);

  /** @param {string} key As `device:cam-1`. @returns {Version[]} */
  function buildVersions(key) {
    const own = revisions.get(key) ?? [];
    const list = inForce(own.map((row) => ({ at: row.from_ms, row })));
    // What ends an entry before it has a body says nothing of the time before (1.4).
    while (list.length > 0 && !list[0].body) list.shift();
    const [first] = list;
    if (!first) return [];
    if (key.startsWith('link:') && first.from > firstLink.from_ms) return list;
    const before = {
      ...first,
      from: Number.NEGATIVE_INFINITY,
      to: first.from,
      body: beforeHandover(key, first),
    };
    if (before.body === first.body) first.from = Number.NEGATIVE_INFINITY;
    else list.unshift(before);
    return list;
  }

  /** Rules 1.6. @param {string} key @param {Version} first */
  function beforeHandover(key, { from, body }) {
    const own = handoversOf(key).filter(({ atMs }) => atMs === from);
    return body && own.length > 0 ? own.reduceRight(undo, body) : body;
  }

  /** @type {Map<string, any[]> | undefined} */
  let handovers;
  /** @param {string} key */
  function handoversOf(key) {
    if (!handovers) {
      handovers = new Map();
      for (const [name, list] of revisions) {
        const body = name.startsWith('handover:') ? list.at(-1)?.body : undefined;
        if (body) add(handovers, `${body.kind}:${body.id}`, body);
      }
    }
    return handovers.get(key) ?? [];
  }

  return {
    asOf,
    recordedBefore,
    coverage,
    versionsOf,
    /** The keys of a kind, as `device:cam-1`. @param {string} kind */
    keysOf: (kind) => [...revisions.keys()].filter((key) => key.startsWith(`${kind}:`)),
    /** @param {string} key */
    revisionsOf: (key) => revisions.get(key) ?? [],
    /** In the order of their instants, the last recorded last (rules 1.8). @param {string} entity @param {string} indicator */
    changesOf: (entity, indicator) =>
      inOrder((changes.get(`${entity}\n${indicator}`) ?? []).filter((row) => row.at_ms < asOf)),
    /** What other systems recorded, the last recorded first (rules 2.6). @param {string} entity @param {string} indicator */
    importsOf(entity, indicator) {
      const runs = groupRuns(vouched.get(`${entity}\n${indicator}`) ?? []);
      return [...runs]
        .flatMap(([run, covered]) => {
          const row = imports.get(run);
          return row
            ? [
                {
                  seq: row.seq,
                  source: row.source,
                  covered,
                  changes: inOrder(imported.get(`${run}\n${entity}\n${indicator}`) ?? []),
                },
              ]
            : [];
        })
        .sort((a, b) => b.seq - a.seq);
    },
    /** @param {'claim' | 'maintenance' | 'statement' | 'incident_step'} table */
    decisionsOf: (table) => decisions.get(table) ?? [],
    /** Days that were over by then (rules 1.3). @param {string} link */
    trafficOf: (link) => traffic.get(link) ?? [],
  };
}

const DECISIONS = new Set(['claim', 'maintenance', 'statement', 'incident_step']);

/** @template Value @param {Map<string, Value[]>} map @param {string} key @param {Value} value */
export function add(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** @param {Row[]} rows */
function groupRuns(rows) {
  /** @type {Map<string, Row[]>} */
  const runs = new Map();
  for (const row of rows) add(runs, `${row.source}\n${row.run}`, row);
  return runs;
}

/** @param {Row[]} rows */
const inOrder = (rows) => rows.sort((a, b) => a.at_ms - b.at_ms || a.seq - b.seq);

/** Each holds from its instant on and takes away what was said before it of the time from then on (rules 1.4). @param {{ at: number, row: Row }[]} said @returns {Version[]} */
export function inForce(said) {
  /** @type {{ at: number, row: Row }[]} */
  const left = [];
  for (const one of said) {
    while (left.length > 0 && left[left.length - 1].at >= one.at) left.pop();
    left.push(one);
  }
  return left.map(({ at, row }, place) => ({
    from: at,
    to: left[place + 1]?.at ?? Number.POSITIVE_INFINITY,
    body: row.body,
    seq: row.seq,
  }));
}

/** How things stood before a hand-over. @param {any} body @param {any} handover */
function undo(body, { field, from, to }) {
  if (field !== 'contract') return { ...body, [field]: from };
  const contracts = body.contracts ?? [];
  const place = to === undefined ? -1 : contracts.indexOf(to);
  const before = from === undefined ? [] : [from];
  return {
    ...body,
    contracts: place < 0 ? [...contracts, ...before] : contracts.toSpliced(place, 1, ...before),
  };
}

/** Of the stretches of a device the one that was recorded last tells its life and kind (rules 1.7). @param {Record_} record @param {string} entity */
export function lastSaid(record, entity) {
  const told = record.versionsOf(entity).filter(({ body }) => body);
  return told.reduce((last, version) => (version.seq > last.seq ? version : last), told[0])?.body;
}

/** Counting stages (rules 3.4). */
const COUNTING = new Set(['accepted', 'in-service', 'resumed']);

/** When a device is in service: as the revision says that was recorded last (rules 1.7, 3.4). @param {Record_} record @param {string} entity @returns {import('./intervals.mjs').Spans} */
export function lifeOf(record, entity) {
  if (entity.startsWith('link:')) return [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
  const steps = [...(lastSaid(record, entity)?.lifecycle ?? [])].sort((a, b) => a.atMs - b.atMs);
  /** @type {import('./intervals.mjs').Spans} */
  const life = [];
  let since;
  for (const { stage, atMs } of steps) {
    if (COUNTING.has(stage)) since ??= atMs;
    else if (since !== undefined) {
      life.push([since, atMs]);
      since = undefined;
    }
  }
  if (since !== undefined) life.push([since, Number.POSITIVE_INFINITY]);
  return life.filter(([from, to]) => from < to);
}
