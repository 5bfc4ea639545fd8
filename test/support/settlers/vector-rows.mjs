import { durationMs } from '#verifier/record/terms.mjs';

/** An example of the rules as rows of the chain. What it leaves out was recorded long ago, or at the end of the period. */

const LONG_AGO_MS = Date.UTC(2025, 0, 1);
const ms = (/** @type {string} */ text) => Date.parse(text);

/** @param {any} vector @param {1 | 2} rules @param {number} recordedMs @returns {import('#verifier/record/record.mjs').Row[]} */
export function rowsOf(vector, rules, recordedMs) {
  /** @type {import('#verifier/record/record.mjs').Row[]} */
  const rows = [];
  const append = (/** @type {any} */ row) => {
    rows.push({ ...row, seq: rows.length + 1 });
    return rows.length;
  };
  addInventory(vector, rules, (kind, id, from_ms, body, recorded_ms = LONG_AGO_MS) =>
    append({ table: 'revision', kind, id, from_ms, recorded_ms, body }),
  );
  addMeasured(vector, recordedMs, append);
  addDecisions(vector, recordedMs, append);
  return rows;
}

/** @param {any} vector @param {1 | 2} rules @param {(kind: string, id: string, from: number, body: any, recorded?: number) => void} revise */
function addInventory(vector, rules, revise) {
  const { contract, amendments = [], others = [], calendars = [], devices = [], links = [] } = vector;
  const long = (/** @type {string | undefined} */ text) => (text === undefined ? LONG_AGO_MS : ms(text));
  const body = (/** @type {any} */ own) => ({
    id: own.id,
    contractor: own.contractor,
    fromMs: ms(own.from),
    ...(own.to && { toMs: ms(own.to) }),
    terms: own.terms ?? {},
  });
  const by = (/** @type {any} */ terms) => ({ ...terms, ...(rules === 2 && { rules }) });
  for (const { id, from, windows = [], holidays = [] } of calendars)
    revise('calendar', id, long(from), { windows, holidays });
  for (const { id, from, every } of vector.profiles ?? []) {
    const checks = Object.fromEntries(
      Object.entries(every).map(([name, text]) => [name, { intervalMs: durationMs(text) }]),
    );
    revise('profile', id, long(from), { checks }, long(from));
  }
  for (const { of, from, every } of vector.polling ?? [])
    revise(
      'polling',
      of,
      long(from),
      {
        intervalMs: Object.fromEntries(Object.entries(every).map(([name, text]) => [name, durationMs(text)])),
      },
      long(from),
    );
  revise(
    'contract',
    contract.id,
    ms(contract.recorded ?? contract.from),
    body({ ...contract, terms: by(contract.terms) }),
  );
  let last = contract;
  for (const { from, contractor = last.contractor, terms = last.terms, removed } of amendments) {
    last = { ...last, contractor, terms };
    revise('contract', contract.id, ms(from), removed ? undefined : body({ ...last, terms: by(terms) }));
  }
  for (const other of others) revise('contract', other.id, ms(other.from), body(other));
  const now = new Map([
    ...links.map((/** @type {any} */ own) => [`link:${own.id}`, own]),
    ...devices.map((/** @type {any} */ own) => [`device:${own.id}`, own]),
  ]);
  for (const [key, own] of now) revise(key.split(':')[0], own.id, long(own.from), entryOf(key, own));
  for (const { of, from, removed, ...set } of vector.revisions ?? []) {
    const next = { ...now.get(of), ...set };
    now.set(of, next);
    revise(of.split(':')[0], next.id, ms(from), removed ? undefined : entryOf(of, next));
  }
  for (const { of, at, ...rest } of vector.handovers ?? []) {
    const [kind, id] = of.split(':');
    revise('handover', `${of}:${rest.field}:${at}`, ms(at), { atMs: ms(at), kind, id, ...rest });
  }
}

/** @param {string} key @param {any} own */
function entryOf(
  key,
  {
    id,
    contracts = [],
    contractor,
    near = 'core',
    far = 'site:s',
    kind = 'camera',
    upstreams = [],
    profile = 'camera',
    recorder,
    accepted,
    paused = [],
    retired,
  },
) {
  if (key.startsWith('link:')) return { id, near, far, contracts, contractor };
  const lifecycle = [{ stage: 'accepted', atMs: accepted ? ms(accepted) : LONG_AGO_MS }];
  for (const [from, to] of paused)
    lifecycle.push({ stage: 'paused', atMs: ms(from) }, { stage: 'resumed', atMs: ms(to) });
  if (retired) lifecycle.push({ stage: 'retired', atMs: ms(retired) });
  return {
    id,
    kind,
    contracts,
    contractor,
    upstreams,
    profile,
    lifecycle,
    ...(recorder && { channelOf: { recorder } }),
  };
}

/** @param {any} vector @param {number} recordedMs @param {(row: any) => number} append */
function addMeasured(vector, recordedMs, append) {
  const named = new Map();
  for (const { of: entity, indicator, at, after = at, state, reason, recorded, row, corrects } of statesOf(
    vector,
  )) {
    const origin = corrects === undefined ? 'measured' : 'correction';
    const seq = append({
      table: 'change',
      entity,
      indicator,
      origin,
      corrects: named.get(corrects),
      after_ms: after,
      at_ms: at,
      state,
      reason,
      recorded_ms: recorded ?? recordedMs,
    });
    if (row !== undefined) named.set(row, seq);
  }
  for (const { row, recorded } of vector.voids ?? [])
    append({ table: 'void', voids: named.get(row), recorded_ms: recorded ? ms(recorded) : recordedMs });
  for (const span of vector.watched) {
    const [from, to] = Array.isArray(span) ? span : [span.from, span.to];
    append({
      table: 'coverage',
      v: 2,
      from_ms: ms(from),
      to_ms: ms(to),
      recorded_ms: ms(to),
      interval_ms: durationMs(Array.isArray(span) ? undefined : span.every),
    });
  }
  for (const [index, { system: source, of: entity, indicator = 'reach', vouches, states }] of (
    vector.imports ?? []
  ).entries()) {
    const about = { entity, indicator, source, run: `import:${index}`, recorded_ms: recordedMs };
    for (const [at, state] of states)
      append({
        table: 'change',
        ...about,
        origin: 'imported',
        after_ms: ms(at),
        at_ms: ms(at),
        state,
        reason: state === 'down' ? 'timeout' : undefined,
      });
    for (const [from, to] of vouches)
      append({ table: 'imported_coverage', ...about, from_ms: ms(from), to_ms: ms(to) });
    append({ table: 'import', ...about });
  }
  for (const { of: link, date, direction, capacity: capacity_bps, percents } of vector.traffic ?? [])
    append({
      table: 'traffic_day',
      link,
      date,
      direction,
      capacity_bps,
      recorded_ms: recordedMs,
      histogram: Object.entries(percents)
        .map(([bin, count]) => `${bin}:${count}`)
        .join(' '),
    });
}

/** What is up from the first instant watched on, what was down, and what else was seen. @param {any} vector @returns {any[]} */
function statesOf({ contract, states = [], down = [], watched, links = [], devices = [], unseen = [] }) {
  const counted = contract.terms.indicator ?? 'reach';
  const usual = ['recording', 'stream', 'service'].includes(counted) ? counted : 'reach';
  const seen = states.map((/** @type {any} */ state) => ({
    indicator: usual,
    ...state,
    at: ms(state.at),
    ...(state.after && { after: ms(state.after) }),
    ...(state.recorded && { recorded: ms(state.recorded) }),
  }));
  const fallen = down.flatMap(
    (/** @type {any} */ { of, from, to, after, until, reason = 'timeout', indicator = usual }) => [
      { of, indicator, at: ms(from), ...(after && { after: ms(after) }), state: 'down', reason },
      ...(to === undefined
        ? []
        : [{ of, indicator, at: ms(to), ...(until && { after: ms(until) }), state: 'up' }]),
    ],
  );
  const first = Math.min(
    ...watched.map((/** @type {any} */ span) => ms(Array.isArray(span) ? span[0] : span.from)),
  );
  const all = [
    ...links.map((/** @type {any} */ { id }) => `link:${id}`),
    ...devices.map((/** @type {any} */ { id }) => `device:${id}`),
  ];
  const up = all
    .filter((of) => !unseen.includes(of))
    .filter((of) =>
      [...seen, ...fallen].every((one) => one.of !== of || one.indicator !== usual || one.at > first),
    )
    .map((of) => ({ of, indicator: usual, at: first, state: 'up' }));
  return [...up, ...fallen, ...seen];
}

/** @param {any} vector @param {number} recordedMs @param {(row: any) => number} append */
function addDecisions({ contract, claims = [], works = [], incidents = [] }, recordedMs, append) {
  const by = `contractor:${contract.contractor}`;
  const cutIn = (/** @type {any} */ cut) => cut && { fromMs: ms(cut[0]), toMs: ms(cut[1]) };
  for (const [
    index,
    { id = String(index + 1), cause, of: entities, from, to, cut, accepted },
  ] of claims.entries()) {
    append({
      table: 'claim',
      id,
      action: 'file',
      recorded_ms: recordedMs,
      body: { contract: contract.id, cause, entities, fromMs: ms(from), toMs: ms(to), cut: cutIn(cut), by },
    });
    if (!accepted) continue;
    const decided = {
      verdict: 'accepted',
      entities: accepted.of,
      fromMs: accepted.from && ms(accepted.from),
      toMs: accepted.to && ms(accepted.to),
      cut: cutIn(accepted.cut),
    };
    append({ table: 'claim', id, action: 'decide', recorded_ms: recordedMs, body: decided });
  }
  for (const [
    index,
    { id = String(index + 1), of: entities, from, to, announced, cancelled, by: who = by },
  ] of works.entries()) {
    append({
      table: 'maintenance',
      id,
      action: 'add',
      recorded_ms: ms(announced),
      body: { by: who, entities, fromMs: ms(from), toMs: ms(to), announcedMs: ms(announced) },
    });
    if (cancelled)
      append({ table: 'maintenance', id, action: 'cancel', recorded_ms: ms(cancelled), body: { by: who } });
  }
  for (const { id, action, at, ...rest } of incidents)
    append({ table: 'incident_step', id, action, recorded_ms: ms(at), body: { atMs: ms(at), ...rest } });
}
