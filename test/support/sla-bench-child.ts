// One measurement of the SLA benchmark in a process of its own, so that its memory and its CPU are its own alone.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { buildDays } from '#availability/sums/build-days.ts';
import { rebuildDays } from '#availability/sums/day-sums.ts';
import { settleOnRecord } from '#contracts/actions/statements/settle-on-record.ts';
import { listStatementFindings } from '#contracts/actions/statements/statement-findings.ts';
import { answerMeasured } from '#contracts/answers/measured-answer.ts';
import type { AcceptedClaim } from '#contracts/settle/contract-settlement.ts';
import { settleContract } from '#contracts/settle/settle-contract.ts';
import { buildDraft, buildIssue } from '#contracts/statements/build-statement.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { readLife } from '#contracts/statements/statement-register.ts';
import { sealStatement } from '#contracts/statements/statement-seal.ts';
import { deviceEntity } from '#core/domain/state.ts';
import type { Interval } from '#core/time/intervals.ts';
import { periodOf } from '#core/time/periods.ts';
import { hours } from '#core/time/units.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';

export interface SlaMeasurement {
  /** Changes, or days and sums of groups. */
  readonly rows: number;
  readonly devices: number;
  readonly groups: number;
  readonly percent: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMB: number;
}

type Work = (
  path: string,
  period: Interval,
  most: number,
) => Omit<SlaMeasurement, 'wallS' | 'cpuS' | 'peakMB'>;

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const ISSUED_CONTRACT = 'bao-tri-dau-ghi';
const PENDING_CLAIMS = 200;

const WORKS: Readonly<Record<string, Work>> = {
  select: selectBare,
  'select-all': selectAll,
  'select-days': selectDays,
  intervals: sumIntervals,
  rebuild: rebuildSums,
  query: querySums,
  issue: issueStatement,
  settle: (file, period) => settleMonth(file, period, []),
  'hangs-on': (file, period) => settleMonth(file, period, drawPending(file, period, PENDING_CLAIMS)),
};
/** A question is over when its process is: loading the program counts. */
const FROM_START: readonly string[] = ['query', 'select-days'];

const [name = '', path = '', fromMs = '', toMs = '', most = ''] = process.argv.slice(2);
const work = WORKS[name];
if (!work) throw new Error(`expected one of ${Object.keys(WORKS).join(', ')}, got "${name}"`);
const isFromStart = FROM_START.includes(name);
const startedMs = isFromStart ? 0 : performance.now();
const before = isFromStart ? { user: 0, system: 0 } : process.cpuUsage();
const result = work(path, { fromMs: Number(fromMs), toMs: Number(toMs) }, Number(most));
const { user, system } = process.cpuUsage();
const measurement: SlaMeasurement = {
  ...result,
  wallS: (performance.now() - startedMs) / 1_000,
  cpuS: (user - before.user + system - before.system) / 1e6,
  peakMB: process.resourceUsage().maxRSS / 1_000,
};
process.stdout.write(JSON.stringify(measurement));

/** As many devices' rows, read and thrown away. */
function selectBare(file: string, { fromMs, toMs }: Interval, mostDevices: number): ReturnType<Work> {
  const database = new DatabaseSync(file, { readOnly: true });
  const ofSome = `entity IN (SELECT entity FROM status WHERE entity GLOB 'device:*' AND indicator = 'reach' LIMIT ${mostDevices})`;
  const statement = database.prepare(
    `SELECT seq, entity, state, reason, after_ms, at_ms FROM change
     WHERE indicator = 'reach' AND at_ms >= ? AND at_ms < ?
       AND ${Number.isFinite(mostDevices) ? ofSome : "entity GLOB 'device:*'"}`,
  );
  let rows = 0;
  for (const _row of statement.iterate(fromMs, toMs)) rows++;
  database.close();
  return { rows, devices: 0, groups: 0, percent: 0 };
}

/** Every change of the period, read and thrown away. */
function selectAll(file: string, { fromMs, toMs }: Interval): ReturnType<Work> {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(
    'SELECT seq, entity, indicator, state, reason, after_ms, at_ms FROM change WHERE at_ms >= ? AND at_ms < ?',
  );
  let rows = 0;
  for (const _row of statement.iterate(fromMs, toMs)) rows++;
  database.close();
  return { rows, devices: 0, groups: 0, percent: 0 };
}

/** The sums of the year by district, as the database adds them up. */
function selectDays(file: string): ReturnType<Work> {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      "SELECT id, sum(up_ms), sum(down_ms) FROM day_group WHERE kind = 'district' AND indicator = 'reach' GROUP BY id",
    )
    .all();
  database.close();
  return { rows: rows.length, devices: 0, groups: 0, percent: 0 };
}

/** `reach` of everything by agency and district, straight from the record, as where there are no sums of days. */
function sumIntervals(file: string, period: Interval): ReturnType<Work> {
  const reader = openLedgerReader(file);
  try {
    const options = {
      period,
      timeZone: TIME_ZONE,
      indicator: 'reach',
      kinds: ['agency', 'district'],
    } as const;
    const { days, groups } = buildDays(reader, options);
    const entities = new Set<string>();
    for (const { entity } of days) entities.add(entity);
    let [goodMs, downMs, rows] = [0, 0, 0];
    const ids = new Set<string>();
    for (const { kind, id, upMs, degradedMs, ...row } of groups) {
      rows++;
      if (kind !== 'agency') continue;
      ids.add(id);
      goodMs += upMs + degradedMs;
      downMs += row.downMs;
    }
    return { rows, devices: entities.size, groups: ids.size, percent: (goodMs / (goodMs + downMs)) * 100 };
  } finally {
    reader.close();
  }
}

/** All indicators of all devices and links: what quick questions are answered from. */
function rebuildSums(file: string): ReturnType<Work> {
  const { days, groups } = rebuildDays(recordStore(file), { timeZone: TIME_ZONE, nowMs: Date.now });
  return { rows: days + groups, devices: countDevices(file), groups, percent: 0 };
}

function countDevices(file: string): number {
  const reader = openLedgerReader(file);
  try {
    const ids = new Set<string>();
    for (const { id } of reader.revisions({ kind: 'device' })) ids.add(id);
    return ids.size;
  } finally {
    reader.close();
  }
}

function querySums(file: string, { fromMs }: Interval): ReturnType<Work> {
  const reader = openLedgerReader(file);
  try {
    const { rows, total, source } = answerMeasured(reader, {
      by: 'district',
      indicator: 'reach',
      period: periodOf('year', fromMs, TIME_ZONE),
      timeZone: TIME_ZONE,
      nowMs: Date.now(),
    });
    if (source?.fromIntervals.length !== 0) throw new Error('expected the sums of all days');
    const percent = (total.goodMs / total.countedMs) * 100;
    return { rows: rows.length, devices: total.entities, groups: rows.length, percent };
  } finally {
    reader.close();
  }
}

/** From the inventory to the sealed text: settled, looked at, drafted, agreed and issued; less the file and its row. */
function issueStatement(file: string, { fromMs }: Interval): ReturnType<Work> {
  const reader = openLedgerReader(file);
  const keyFile = `${file}.bench-key-${process.pid}.pem`;
  try {
    const nowMs = Date.now();
    const period = periodOf('month', fromMs, TIME_ZONE);
    const history = readHistory(reader, { recordedBeforeMs: nowMs, contractId: ISSUED_CONTRACT });
    const settlement = settleOnRecord(
      reader,
      {
        ...{ contractId: ISSUED_CONTRACT, period, asOfMs: nowMs, recordedBeforeMs: nowMs },
        ...{ timeZone: TIME_ZONE, hangsOn: 'worked-out' },
      },
      { history, readFiled: () => raise('expected no statement on record') },
    );
    const key = loadStatementKey(keyFile);
    const life = readLife([], `${ISSUED_CONTRACT}:${period.label}`);
    const findings = listStatementFindings(reader, history, settlement);
    const facts = {
      ...{ settlement, findings, life, nowMs, recordedBeforeMs: nowMs },
      ...{ named: {}, version: '0.0.0', signer: key.signer },
    };
    const drafted = sealStatement(buildDraft(facts), key);
    const draft = {
      ...{ seq: 1, recordedMs: nowMs, author: 'bench', action: 'drafted' as const },
      ...{ contract: ISSUED_CONTRACT, period, number: 0, sha256: drafted.sha256, files: [] },
      ...{ fingerprint: key.signer.fingerprint, total: '0', disputed: '0', objectionEndsMs: nowMs },
    };
    const issued = buildIssue({ ...facts, life: { ...life, draft } }, drafted.document, {
      agreement: {
        by: `contractor:${drafted.document.contract.contractor}`,
        files: [{ name: 'agreed.pdf', sha256: 'b'.repeat(64), sizeBytes: 1 }],
      },
    });
    sealStatement(issued, key);
    const devices = settlement.parts.reduce((sum, { entities }) => sum + entities.length, 0);
    const [part] = issued.figures.parts;
    return {
      rows: issued.ledger.rows,
      devices,
      groups: 0,
      percent: Number(part?.aggregate.percent ?? 0),
    };
  } finally {
    reader.close();
    rmSync(keyFile, { force: true });
  }
}

/** Settled, and asked what the money hangs on where claims are pending: then unknown time is taken as up and as down as well. */
function settleMonth(
  file: string,
  { fromMs }: Interval,
  pending: readonly AcceptedClaim[],
): ReturnType<Work> {
  const reader = openLedgerReader(file);
  try {
    const nowMs = Date.now();
    const history = readHistory(reader, { recordedBeforeMs: nowMs, contractId: ISSUED_CONTRACT });
    const { parts, ledgerRows } = settleContract(reader, history, {
      ...{ contractId: ISSUED_CONTRACT, period: periodOf('month', fromMs, TIME_ZONE), timeZone: TIME_ZONE },
      ...{ asOfMs: nowMs, recordedBeforeMs: nowMs, claims: [], maintenance: [] },
      ...(pending.length > 0 && { pending }),
    });
    const devices = parts.reduce((sum, { entities }) => sum + entities.length, 0);
    return { rows: ledgerRows.count, devices, groups: 0, percent: 0 };
  } finally {
    reader.close();
  }
}

/** For the first outages of as many devices, an hour each. */
function drawPending(file: string, { fromMs, toMs }: Interval, most: number): readonly AcceptedClaim[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare(
      `SELECT entity, min(at_ms) AS at_ms FROM change
       WHERE indicator = 'service' AND state = 'down' AND at_ms >= ? AND at_ms < ? AND entity GLOB 'device:nvr-*'
       GROUP BY entity LIMIT ?`,
    )
    .all(fromMs, toMs, most);
  database.close();
  return rows.map(({ entity, at_ms }, place) => ({
    ...{ id: `${place + 1}`, cause: 'power-cut', decidedMs: toMs, seqs: [] },
    set: [{ fromMs: Number(at_ms), toMs: Number(at_ms) + hours(1) }],
    entities: new Set([deviceEntity(String(entity).slice('device:'.length))]),
  }));
}

function raise(message: string): never {
  throw new Error(message);
}
