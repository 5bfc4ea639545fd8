import { ALWAYS, clip, inOrder, shareOut, unite } from './intervals.mjs';
import { memo } from './memo.mjs';

/** Rules 1.3 to 1.8: which rows count, and how entries stood at each instant. */

/**
 * @typedef {any} Row The columns of a row, with `table` and `seq`.
 * @typedef {{ from: number, to: number, body: any, seq: number }} Version How an entry stood; no `body`: it was not there.
 * @typedef {ReturnType<typeof createRecord>} Record_
 */

/** Rows of a table are looked up by these columns. @type {Record<string, (row: Row) => string>} */
const KEYS = {
  change: ({ origin, source, run, entity }) =>
    `${origin === 'imported' ? `imported ${source} ${run}` : 'change'} ${entity}`,
  imported_coverage: ({ entity }) => `vouched ${entity}`,
  import: ({ source, run }) => `import ${source} ${run}`,
  revision: ({ kind, id }) => `${kind}:${id}`,
  traffic_day: ({ link }) => `traffic ${link}`,
};

const KINDS = new Set(['device', 'link', 'contract', 'calendar', 'profile', 'polling', 'handover', 'site']);

/** Most rows name the same devices: each name is kept once. */
const nameOf = memo((/** @type {string} */ name) => name);

/** What is asked of a row, or nothing: an export has all rows of a city. @param {Row} row @returns {Row | undefined} */
export function keptOf(row) {
  if (row.table === 'change' && row.origin === 'measured' && row.corrects === undefined) {
    const { table, seq, indicator, at_ms, after_ms, state, reason, recorded_ms } = row;
    return { table, seq, entity: nameOf(row.entity), indicator, at_ms, after_ms, state, reason, recorded_ms };
  }
  if (row.table !== 'revision') return row;
  const { table, seq, kind, id, from_ms, recorded_ms, body } = row;
  if (!KINDS.has(kind)) return undefined;
  if (kind === 'site')
    return {
      table,
      seq,
      kind,
      id,
      from_ms,
      recorded_ms,
      body: body && { zone: body.zone, watchers: body.watchers },
    };
  if (body === undefined || (kind !== 'device' && kind !== 'link')) return row;
  const { contracts, contractor, upstreams, channelOf, profile, lifecycle, near, far, site } = body;
  const entry = {
    id,
    kind: body.kind,
    contracts,
    contractor,
    upstreams,
    channelOf,
    profile,
    lifecycle,
    near,
    far,
    site,
    port: body.interface?.device,
  };
  return { table, seq, kind, id, from_ms, recorded_ms, body: entry };
}

/**
 * The record as it was known (1.3).
 * @param {{ rows: Iterable<Row>, open?: Row[] }} rows Of the chain, and the segments of coverage that still grow.
 * @param {{ recordedBefore: number, asOf: number, period: import('./intervals.mjs').Span }} known `period`: that is asked about.
 */
export function createRecord({ rows, open = [] }, { recordedBefore, asOf, period }) {
  /** @type {Map<string, Row[]>} */
  const all = new Map();
  const gone = new Set();
  for (const row of rows) {
    add(all, KEYS[row.table]?.(row) ?? row.table, row);
    if (row.recorded_ms >= recordedBefore) continue;
    if (row.table === 'void') gone.add(row.voids);
    if (row.table === 'change' && row.corrects !== undefined) gone.add(row.corrects);
  }
  /** Coverage counts by its time, and imports by their row `import`, whenever their own rows were recorded. */
  const standing = (/** @type {string} */ key) => (all.get(key) ?? []).filter(({ seq }) => !gone.has(seq));
  const isKnown = (/** @type {Row} */ row) => row.recorded_ms < recordedBefore && !gone.has(row.seq);
  /** How far coverage was known, by collector that ever sent rows. @type {Map<string, number>} */
  const told = new Map();
  for (const { collector, covered = Number.NEGATIVE_INFINITY, recorded_ms: at } of all.get('receipt') ?? [])
    told.set(
      collector,
      Math.max(
        told.get(collector) ?? Number.NEGATIVE_INFINITY,
        at < recordedBefore ? covered : Number.NEGATIVE_INFINITY,
      ),
    );
  const rowsOf = memo((/** @type {string} */ key) => (all.get(key) ?? []).filter(isKnown));
  const keys = [...all.keys()];
  const linksBegin = firstOf(
    keys.filter((key) => key.startsWith('link:')).flatMap((key) => rowsOf(key)),
  )?.from_ms;

  /** How an entry, as `device:cam-1`, stood at each instant (1.4 to 1.6). */
  const versionsOf = memo((/** @type {string} */ key) => {
    const list = inForce(rowsOf(key).map((row) => ({ at: row.from_ms, row })));
    // What ends an entry before it has a body says nothing of the time before (1.4).
    while (list[0] && !list[0].body) list.shift();
    const [first] = list;
    if (!first || (key.startsWith('link:') && first.from > linksBegin)) return list;
    const handovers = (handoversOf().get(key) ?? []).filter(({ atMs }) => atMs === first.from);
    const before = { ...first, from: Number.NEGATIVE_INFINITY };
    if (handovers.length === 0) return [before, ...list.slice(1)];
    return [{ ...before, to: first.from, body: handovers.reduceRight(undo, first.body) }, ...list];
  });

  /** By entry. @type {() => Map<string, any[]>} */
  const handoversOf = memo(() => {
    const by = new Map();
    for (const key of keys) {
      const body = key.startsWith('handover:') && rowsOf(key).at(-1)?.body;
      if (body) add(by, `${body.kind}:${body.id}`, body);
    }
    return by;
  });

  return {
    asOf,
    recordedBefore,
    /** By which version of the rules a contract was settled where a statement was issued, the first at each instant, within the period (12.6). */
    settledBy: memo((/** @type {string} */ contract) => {
      const issued = rowsOf('statement').filter(({ action }) => action === 'issued');
      const own = issued
        .filter(({ id }) => id.startsWith(`${contract}:`))
        .flatMap(({ body }) => body.rules ?? [{ ...body.period, rules: 1 }]);
      const pieces = own.map(({ fromMs: from, toMs: to, rules }) => [{ from, to, rules }]);
      return clip(inOrder(shareOut(pieces).flat()), period.from, period.to);
    }),
    versionsOf,
    /** Those of a table, or revisions of an entry as `device:cam-1`. */
    rowsOf,
    /** Collectors that ever sent rows. */
    senders: [...told.keys()],
    /** The entries of a kind. @param {string} kind */
    entriesOf: (kind) => keys.filter((key) => key.startsWith(`${kind}:`) && rowsOf(key).length > 0),
    coverage: [...standing('coverage'), ...open],
    /** Up to when a row of coverage was known: of a collector that sends its rows as far as a receipt from before tells, or the row itself. */
    knownTo(/** @type {Row} */ row) {
      const isSent = row.chain !== undefined || (row.seq === undefined && told.has(row.source));
      if (!isSent || row.recorded_ms < recordedBefore) return row.to_ms;
      const to = told.get(row.source) ?? Number.NEGATIVE_INFINITY;
      return to >= row.to_ms ? row.to_ms : Math.max(to, row.from_ms);
    },
    /** In the order of their instants; of several at one instant the last recorded (1.8). */
    changesOf: memo((/** @type {string} */ entity, /** @type {string} */ indicator) => {
      const list = rowsInOrder(rowsOf(`change ${entity}`).filter((row) => row.indicator === indicator));
      return list.filter((row, place) => row.at_ms < asOf && row.at_ms !== list[place + 1]?.at_ms);
    }),
    /** What other systems recorded and for which time they vouch, the last recorded first (2.6). */
    importsOf(/** @type {string} */ entity, /** @type {string} */ indicator) {
      const isOf = (/** @type {Row} */ row) => row.indicator === indicator;
      return [...groupBy(standing(`vouched ${entity}`).filter(isOf), ({ source, run }) => `${source} ${run}`)]
        .map(([run, vouched]) => ({ run, vouched, seq: rowsOf(`import ${run}`).at(-1)?.seq ?? 0 }))
        .filter(({ seq }) => seq > 0)
        .sort((a, b) => b.seq - a.seq)
        .map(({ run, vouched, seq }) => ({
          seq,
          vouched: vouched.map((row) => ({ from: row.from_ms, to: row.to_ms, seq: row.seq })),
          changes: rowsInOrder(standing(`imported ${run} ${entity}`).filter(isOf)),
        }));
    },
  };
}

/** @param {Map<string, any[]>} map @param {string} key @param {any} value */
function add(map, key, value) {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** @template Item @param {readonly Item[]} items @param {(item: Item) => any} keyOf @returns {Map<any, Item[]>} */
export function groupBy(items, keyOf) {
  const by = new Map();
  for (const item of items) add(by, keyOf(item), item);
  return by;
}

/** @param {Row[]} rows */
const firstOf = (rows) => rows.reduce((first, row) => (row.seq < first.seq ? row : first), rows[0]);

/** @param {Row[]} rows */
const rowsInOrder = (rows) => rows.sort((a, b) => a.at_ms - b.at_ms || a.seq - b.seq);

/**
 * Each holds from its instant on and takes away what was said before it of the time from then on (1.4).
 * @param {{ at: number, row: Row }[]} said @returns {Version[]}
 */
export function inForce(said) {
  /** @type {{ at: number, row: Row }[]} */
  const left = [];
  for (const one of said) {
    while (left.length > 0 && left[left.length - 1].at >= one.at) left.pop();
    left.push(one);
  }
  return left.map(({ at, row: { body, seq } }, place) => ({
    from: at,
    to: left[place + 1]?.at ?? Number.POSITIVE_INFINITY,
    body,
    seq,
  }));
}

/** How an entry stood before a hand-over (1.6). */
function undo(body, { field, from, to }) {
  if (field !== 'contract') return { ...body, [field]: from };
  const contracts = body.contracts ?? [];
  const before = from === undefined ? [] : [from];
  const place = to === undefined ? -1 : contracts.indexOf(to);
  if (place < 0) return { ...body, contracts: [...contracts, ...before] };
  return { ...body, contracts: contracts.toSpliced(place, 1, ...before) };
}

/** What of a device was recorded last: it tells its life and kind, whenever (1.7). @param {Record_} record @param {string} entity */
function lastSaid(record, entity) {
  const told = record.versionsOf(entity).filter(({ body }) => body);
  return told.sort((a, b) => b.seq - a.seq)[0]?.body;
}

/** @param {Record_} record @param {string} entity */
export const kindOf = (record, entity) =>
  entity.startsWith('link:') ? 'link' : lastSaid(record, entity)?.kind;

/** Stages at which a device counts (3.4). */
const COUNTING = new Set(['accepted', 'in-service', 'resumed']);

/** When a device is in service of its life (1.7, 3.4). @param {Record_} record @param {string} entity */
export function lifeOf(record, entity) {
  if (entity.startsWith('link:')) return ALWAYS;
  const steps = [...(lastSaid(record, entity)?.lifecycle ?? [])].sort((a, b) => a.atMs - b.atMs);
  const stages = steps.map(({ stage, atMs }, place) => ({
    stage,
    from: atMs,
    to: steps[place + 1]?.atMs ?? Number.POSITIVE_INFINITY,
  }));
  return unite(stages.filter(({ stage }) => COUNTING.has(stage)));
}
