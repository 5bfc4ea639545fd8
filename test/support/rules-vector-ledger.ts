import { copyFileSync } from 'node:fs';
import { toJson } from '#core/text/to-json.ts';
import { parsePeriod } from '#core/time/periods.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { writeInventory } from './rules-vector-inventory.ts';
import { AUTHOR, createRecord, type VectorRecord } from './rules-vector-record.ts';
import type { Vector } from './rules-vectors.ts';
import { tempLedgerPath } from './temp-ledger.ts';

/** A ledger without rows: to make one takes longer than to settle an example. */
export function createEmptyLedger(path: string): string {
  openStore(path, { nowMs: () => 0 }).close();
  return path;
}

/**
 * Puts an example on record as the ledger has it, every row in the chain, in a copy of an empty ledger.
 * @param rules The version that its terms name.
 */
export function writeVector(vector: Vector, rules: 1 | 2, empty: string): string {
  const path = tempLedgerPath();
  copyFileSync(empty, path);
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

function writeMeasured(record: VectorRecord, vector: Vector): void {
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
    const from = () => origin(`import:${index}`, system);
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

function writeDecisions({ decide, recordedMs }: VectorRecord, { contract, ...vector }: Vector): void {
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
