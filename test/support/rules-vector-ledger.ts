import { toJson } from '#config/to-json.ts';
import { canonicalJson, type Json } from '#core/canonical-json.ts';
import type { DeviceKind, Stage } from '#core/inventory.ts';
import { type AppendRow, createChain } from '#ledger/chain.ts';
import { openStore } from '#ledger/open-store.ts';
import { parsePeriod } from '#sla/periods.ts';
import { device, link } from './inventory.ts';
import type { Vector } from './rules-vectors.ts';
import { tempLedgerPath } from './temp-ledger.ts';

const AUTHOR = 'vectors';
const LONG_AGO_MS = Date.UTC(2025, 0, 1);

/** Puts an example on record as the ledger has it, every row in the chain; `rules`: the version that its terms name. */
export function writeVector(vector: Vector, rules: 1 | 2): string {
  const path = tempLedgerPath();
  const period = parsePeriod(vector.period, vector.zone);
  if (!period) throw new Error(`vector ${vector.id}: expected a period, got ${vector.period}`);
  const database = openStore(path, { nowMs: () => 0 });
  createChain(database).transaction((append) => {
    const record = createRecord(append, period.toMs);
    writeInventory(record, vector, rules);
    writeMeasured(record, vector);
    writeDecisions(record, vector);
  });
  database.close();
  return path;
}

/** Rows that say nothing of it are recorded at the end of the period. */
function createRecord(append: AppendRow, recordedMs: number) {
  let sourceSeq = 0;
  const revision = (kind: string, id: string, fromMs: number, body: Json | undefined, atMs = LONG_AGO_MS) =>
    append('revision', {
      ...{ kind, id, from_ms: fromMs, recorded_ms: atMs, author: AUTHOR, source_hash: 'x' },
      body: body === undefined ? undefined : canonicalJson(body),
    });
  const decide = (
    table: 'claim' | 'maintenance' | 'incident_step' | 'statement',
    row: { readonly id: string; readonly action: string; readonly body: Json },
    atMs = recordedMs,
  ) => append(table, { ...row, recorded_ms: atMs, author: AUTHOR, body: canonicalJson(row.body) });
  return {
    append,
    revision,
    decide,
    recordedMs,
    origin: (run = 'run-1', source = 'collector-1') => ({
      source,
      run,
      source_seq: sourceSeq++,
      author: AUTHOR,
    }),
  };
}
type Record = ReturnType<typeof createRecord>;

function writeInventory({ revision }: Record, vector: Vector, rules: 1 | 2): void {
  const { contract, amendments, others, calendars, devices, links, revisions, handovers } = vector;
  const termsBy = (terms: Readonly<globalThis.Record<string, Json | undefined>>) => ({
    ...terms,
    ...(rules === 2 && { rules }),
  });
  const contractBody = (
    own: Omit<Vector['others'][number], 'terms'> & { terms: Json; agency?: string | undefined },
  ) =>
    toJson({
      ...{ id: own.id, name: own.id, contractor: own.contractor, agency: own.agency },
      ...{ fromMs: own.from, toMs: own.to, sample: false, terms: own.terms },
    });
  for (const { id, from = LONG_AGO_MS, windows, holidays } of calendars)
    revision('calendar', id, from, toJson({ id, name: id, windows, holidays, sample: false }));
  for (const { id, from = LONG_AGO_MS, every } of vector.profiles) {
    const checks = Object.entries(every).map(([name, intervalMs]) => [name, { intervalMs }]);
    revision('profile', id, from, toJson({ id, checks: Object.fromEntries(checks) }), from);
  }
  for (const { of, from = LONG_AGO_MS, every } of vector.polling)
    revision('polling', of, from, toJson({ intervalMs: every }), from);
  const { recorded = contract.from, ...first } = contract;
  revision('contract', contract.id, recorded, contractBody({ ...first, terms: termsBy(contract.terms) }));
  let last = { ...first };
  for (const { from, contractor = last.contractor, terms = last.terms, removed } of amendments) {
    last = { ...last, contractor, terms };
    revision(
      'contract',
      contract.id,
      from,
      removed ? undefined : contractBody({ ...last, terms: termsBy(terms) }),
    );
  }
  for (const other of others) revision('contract', other.id, other.from, contractBody(other));
  const bodies = new Map<string, Json>();
  for (const { id, from = LONG_AGO_MS, near, far, contracts, contractor } of links) {
    const body = toJson({ ...link({ id, far, contracts }), near, contractor });
    bodies.set(`link:${id}`, body);
    revision('link', id, from, body);
  }
  for (const own of devices) {
    const { id, kind, contracts, upstreams, contractor, profile = 'camera', recorder } = own;
    const body = toJson({
      ...device({ id, kind: kindOf(kind), contracts, upstreams, profile, lifecycle: lifecycleOf(own) }),
      contractor,
      channelOf: recorder === undefined ? undefined : { recorder, channel: 1 },
    });
    bodies.set(`device:${id}`, body);
    revision('device', id, own.from ?? LONG_AGO_MS, body);
  }
  for (const { of, from, set, removed } of revisions) {
    const [kind = '', id = ''] = of.split(':');
    const body = bodies.get(of);
    if (typeof body !== 'object' || body === null) throw new Error(`${vector.id}: expected ${of} before`);
    const next = { ...body, ...set };
    bodies.set(of, next);
    revision(kind, id, from, removed ? undefined : next);
  }
  for (const { of, at, ...rest } of handovers) {
    const [kind = '', id = ''] = of.split(':');
    revision('handover', `${of}:${rest.field}:${at}:`, at, toJson({ atMs: at, kind, id, ...rest }));
  }
}

const KINDS: readonly DeviceKind[] = ['camera', 'nvr', 'switch', 'router', 'ups', 'controller', 'server'];
function kindOf(text: string): DeviceKind {
  const kind = KINDS.find((each) => each === text);
  if (kind) return kind;
  throw new Error(`expected one of ${KINDS.join(', ')}, got ${text}`);
}

function lifecycleOf({ accepted = LONG_AGO_MS, retired, paused }: Vector['devices'][number]) {
  const steps: { stage: Stage; atMs: number }[] = [{ stage: 'accepted', atMs: accepted }];
  for (const { fromMs, toMs } of paused)
    steps.push({ stage: 'paused', atMs: fromMs }, { stage: 'resumed', atMs: toMs });
  if (retired !== undefined) steps.push({ stage: 'retired', atMs: retired });
  return steps;
}

function writeMeasured(record: Record, vector: Vector): void {
  const { append, origin, recordedMs } = record;
  const named = new Map<string, number>();
  for (const { row, corrects, ...state } of statesOf(vector)) {
    const seq = append('change', {
      ...{ entity: state.of, indicator: state.indicator, state: state.state, reason: state.reason },
      ...{ origin: corrects === undefined ? 'measured' : 'correction', body: undefined },
      corrects: corrects === undefined ? undefined : named.get(corrects),
      ...{ after_ms: state.after ?? state.at, at_ms: state.at, recorded_ms: state.recorded ?? recordedMs },
      ...origin(),
    });
    if (row !== undefined) named.set(row, seq);
  }
  for (const { row, recorded = recordedMs } of vector.voids)
    append('void', {
      voids: named.get(row),
      kind: 'change',
      recorded_ms: recorded,
      author: AUTHOR,
      reason: 'x',
    });
  for (const span of vector.watched) {
    const [fromMs, toMs] = 'every' in span ? [span.from, span.to] : [span.fromMs, span.toMs];
    append('coverage', {
      ...{ from_ms: fromMs, to_ms: toMs, ended: 'stop', recorded_ms: toMs },
      interval_ms: 'every' in span ? span.every : undefined,
      ...origin(),
    });
  }
  vector.imports.forEach(({ system, of: entity, indicator = 'reach', vouches, states }, index) => {
    const from = () => origin(`import-${index}`, system);
    for (const [atMs, state] of states)
      append('change', {
        ...{ entity, indicator, state, origin: 'imported', corrects: undefined, body: undefined },
        reason: state === 'down' ? 'timeout' : undefined,
        ...{ after_ms: atMs, at_ms: atMs, recorded_ms: recordedMs, ...from() },
      });
    for (const { fromMs, toMs } of vouches)
      append('imported_coverage', {
        ...{ entity, indicator, from_ms: fromMs, to_ms: toMs, recorded_ms: recordedMs, ...from() },
      });
    const { source_seq: _, ...by } = from();
    append('import', { ...by, recorded_ms: recordedMs, body: '{}' });
  });
  for (const { of, date, direction, capacity, percents } of vector.traffic)
    append('traffic_day', {
      ...{ link: of, date, direction, capacity_bps: capacity, octets: 0 },
      samples: Object.values(percents).reduce((sum, count) => sum + count, 0),
      histogram: Object.entries(percents)
        .map(([percent, count]) => `${percent}:${count}`)
        .join(' '),
      ...{ source: 'collector-1', run: 'run-1', recorded_ms: recordedMs, author: AUTHOR },
    });
}

/** What is up from the first instant watched on, what was down, and what else was seen. */
function statesOf(vector: Vector) {
  const counted = vector.contract.terms.indicator ?? 'reach';
  const fallback =
    counted === 'recording' || counted === 'stream' || counted === 'service' ? counted : 'reach';
  const states = vector.states.map((state) => ({ ...state, indicator: state.indicator ?? fallback }));
  const down = vector.down.flatMap(
    ({ of, from, to, after, until, reason = 'timeout', indicator = fallback }) => [
      { of, indicator, at: from, after, state: 'down' as const, reason },
      ...(to === undefined ? [] : [{ of, indicator, at: to, after: until, state: 'up' as const }]),
    ],
  );
  const firstMs = Math.min(...vector.watched.map((span) => ('every' in span ? span.from : span.fromMs)));
  const all = [
    ...vector.links.map(({ id }) => `link:${id}` as const),
    ...vector.devices.map(({ id }) => `device:${id}` as const),
  ];
  const up = all
    .filter((of) => !vector.unseen.includes(of))
    .filter((of) =>
      [...states, ...down].every((one) => one.of !== of || one.indicator !== fallback || one.at > firstMs),
    )
    .map((of) => ({ of, indicator: fallback, at: firstMs, state: 'up' as const }));
  return [...up, ...down, ...states].map((state) => ({
    ...{ reason: undefined, after: undefined, recorded: undefined, row: undefined, corrects: undefined },
    ...state,
  }));
}

function writeDecisions({ decide, recordedMs }: Record, { contract, ...vector }: Vector): void {
  const by = `contractor:${contract.contractor}`;
  const own = { by, selector: '', files: [], reason: 'x' };
  vector.claims.forEach(({ id: number = '', cause, of, from, to, cut, accepted }, index) => {
    const id = number === '' ? `${index + 1}` : number;
    const filed = {
      ...{ contract: contract.id, cause, fromMs: from, toMs: to, cut, entities: of, by, selector: '' },
      ...{ against: [], evidence: 'x', files: [] },
      ...{ receivedMs: recordedMs, decideByMs: recordedMs, hearForMs: 0 },
    };
    decide('claim', { id, action: 'file', body: toJson(filed) });
    if (!accepted) return;
    const decided = {
      ...{ verdict: 'accepted', by: 'dost', reason: 'x', affected: [], files: [] },
      ...{ fromMs: accepted.from, toMs: accepted.to, entities: accepted.of, cut: accepted.cut },
    };
    decide('claim', { id, action: 'decide', body: toJson(decided) });
  });
  vector.works.forEach(({ id, of, from, to, announced, cancelled, by: who = by }, index) => {
    const number = id ?? `${index + 1}`;
    const body = toJson({ ...own, by: who, fromMs: from, toMs: to, entities: of, announcedMs: announced });
    decide('maintenance', { id: number, action: 'add', body }, announced);
    if (cancelled !== undefined)
      decide('maintenance', { id: number, action: 'cancel', body: toJson({ ...own, by: who }) }, cancelled);
  });
  for (const { id, action, at, ...rest } of vector.incidents)
    decide('incident_step', { id, action, body: toJson({ atMs: at, ...rest }) }, at);
  for (const { period } of vector.before) {
    const body = {
      ...{ contract: contract.id, number: 0, sha256: 'x', fingerprint: 'x', total: '0', disputed: '0' },
      ...{ period: { label: period, fromMs: 0, toMs: 0 }, objectionEndsMs: 0, files: [] },
    };
    decide('statement', { id: `${contract.id}:${period}`, action: 'issued', body: toJson(body) });
  }
}
