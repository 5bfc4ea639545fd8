import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { loadConfig } from '#config/load-config.ts';
import {
  CONTRACT,
  MONTH,
  MONTH_BEFORE,
  MONTH_INTERVAL,
  type PapersPlace,
  providePapers,
} from './make-papers.ts';
import { servePapers } from './serve-papers.ts';

/** After the first look at each page. */
const LOOKS = 20;
/** Until a page is whole. */
const MOST_WAITED_MS = 60_000;
const MONTH_PATH = `/contracts/${CONTRACT}?period=${MONTH}`;
const STATEMENT_PATH = `/statements/${CONTRACT}/${MONTH_BEFORE}`;
/** Of a page, and of a page that settles. */
const [PAGE_MS, PAGE_P99_MS, MONTH_MS, PREVIEW_MS] = [300, 1_000, 1_000, 2_000];

/** What is said to be read or worked out meanwhile. */
const SEEN_WHOLE_MS = 10_000;

type Desk = Awaited<ReturnType<typeof servePapers>>;

interface Row {
  readonly what: string;
  readonly firstMs: number;
  /** Of later looks; absent where there is one alone. */
  readonly laterMs?: readonly number[];
  readonly goalMs: number;
  readonly bare: keyof Bare;
}

/** What the engine takes to hand out the same rows, in milliseconds. */
type Bare = Readonly<Record<'changes' | 'claims' | 'statements' | 'inventory' | 'outages', number>>;

/**
 * What pages about contracts and the plan take in a city of `devices` after a made-up year, of a contract of one in 25 of them:
 * over HTTP, by whoever has logged in, with the threads of the portal, beside a bare SELECT of the same rows in the same run.
 */
export async function benchPapers({ devices }: { readonly devices: number }): Promise<string> {
  const place = await providePapers(devices);
  const config = await loadConfig(place.city);
  await rm(`${place.ledger}.months`, { recursive: true, force: true });
  const bare = selectBare(place);
  const desk = await servePapers(place, config);
  try {
    const rows = await lookAtAll(desk, place);
    const memoryMB = process.memoryUsage().rss / 1e6;
    return renderTable(rows, bare, { devices, memoryMB });
  } finally {
    await desk.close();
  }
}

async function lookAtAll(desk: Desk, place: PapersPlace): Promise<readonly Row[]> {
  // The first page of all builds what every page has: it is no matter of papers.
  await expectPage(desk, '/');
  const entity = firstWorst(await settledPage(desk));
  await rm(`${place.ledger}.months`, { recursive: true, force: true });
  const claim = firstClaim((await expectPage(desk, `/claims?contract=${CONTRACT}`)).text);
  const rows: Row[] = [
    await look(desk, 'contracts', '/contracts', 'claims'),
    await look(desk, 'a month, never looked at before', MONTH_PATH, 'changes', 0),
  ];
  const startedMs = performance.now();
  await settledPage(desk);
  const settledMs = performance.now() - startedMs;
  rows.push({
    what: 'the same until all its figures are there',
    firstMs: settledMs + (rows[1]?.firstMs ?? 0),
    goalMs: MONTH_MS,
    bare: 'changes',
  });
  rows.push(await look(desk, 'the same month later', MONTH_PATH, 'changes'));
  const explain = `${STATEMENT_PATH}/explain/${encodeURIComponent(entity)}`;
  rows.push(
    await look(desk, 'claims', '/claims', 'claims'),
    await look(desk, 'a claim', `/claims/${claim}`, 'claims'),
    await look(desk, 'outages to claim for', `/claims/new?contract=${CONTRACT}`, 'outages'),
    await look(desk, 'planned work', '/works', 'claims'),
    await look(desk, 'statements', '/statements', 'statements'),
    await look(desk, 'a statement', STATEMENT_PATH, 'statements'),
    await look(desk, 'why a figure is what it is', explain, 'changes', 3),
    await look(desk, 'the plan, never looked at before', '/plan', 'inventory', 0),
    await lookUntilWhole(desk, 'the same until it is there', '/plan', 'inventory'),
    await look(desk, 'the plan later', '/plan', 'inventory'),
    await look(desk, 'forms of the plan', '/plan/forms', 'inventory'),
    await look(desk, 'a register of the plan', '/plan/registers/document', 'inventory'),
    await look(desk, 'checkpoints', '/verify', 'claims'),
  );
  rows.push(...(await decide(desk, claim)));
  return rows;
}

async function decide(desk: Desk, claim: string): Promise<readonly Row[]> {
  const page = (await expectPage(desk, `/claims/${claim}`)).text;
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
  const form = { token: value('token'), after: value('after'), verdict: 'accepted', reason: 'Đã đối chiếu' };
  const previews: number[] = [];
  for (let nth = 0; nth < 6; nth++) {
    const startedMs = performance.now();
    const { status, text } = await desk.post(`/claims/${claim}/preview`, form);
    previews.push(performance.now() - startedMs);
    if (status !== 200 || !text.includes('data-part="effects"'))
      throw new Error(`a preview: expected figures, got ${status}`);
  }
  const startedMs = performance.now();
  const { status } = await desk.post(`/claims/${claim}/decide`, form);
  const decidedMs = performance.now() - startedMs;
  if (status !== 303) throw new Error(`a decision: expected 303, got ${status}`);
  const [firstPreviewMs = 0, ...laterMs] = previews;
  const after = await look(desk, 'the month after a decision', MONTH_PATH, 'changes', 0);
  const againMs = performance.now();
  await settledPage(desk);
  return [
    { what: 'a decision previewed', firstMs: firstPreviewMs, laterMs, goalMs: PREVIEW_MS, bare: 'changes' },
    { what: 'the decision recorded', firstMs: decidedMs, goalMs: PREVIEW_MS, bare: 'changes' },
    after,
    {
      what: 'the same until its figures are those after it',
      firstMs: after.firstMs + performance.now() - againMs,
      goalMs: PREVIEW_MS,
      bare: 'changes',
    },
  ];
}

/** Looks until nothing is being worked out any more. */
async function settledPage(desk: Desk, path = MONTH_PATH, everyMs = 20): Promise<string> {
  const endMs = performance.now() + MOST_WAITED_MS;
  while (performance.now() < endMs) {
    const { text } = await expectPage(desk, path);
    if (!/<p [^>]*data-again/.test(text)) return text;
    await delay(everyMs);
  }
  throw new Error(`${path}: expected it whole within ${MOST_WAITED_MS} ms`);
}

async function look(desk: Desk, what: string, path: string, bare: keyof Bare, later = LOOKS): Promise<Row> {
  const took: number[] = [];
  for (let nth = 0; nth <= later; nth++) took.push((await expectPage(desk, path)).ms);
  const [firstMs = 0, ...laterMs] = took;
  process.stderr.write(`${what}: ${Math.round(firstMs)} ms\n`);
  const goalMs = path === MONTH_PATH ? MONTH_MS : PAGE_MS;
  return { what, firstMs, ...(later > 0 && { laterMs }), goalMs, bare };
}

async function lookUntilWhole(desk: Desk, what: string, path: string, bare: keyof Bare): Promise<Row> {
  const startedMs = performance.now();
  await settledPage(desk, path, 1_000);
  return { what, firstMs: performance.now() - startedMs, goalMs: SEEN_WHOLE_MS, bare };
}

async function expectPage(desk: Desk, path: string) {
  const startedMs = performance.now();
  const { status, text } = await desk.get(path).catch((cause: unknown) => {
    throw new Error(
      `${path}: expected an answer, got none after ${Math.round(performance.now() - startedMs)} ms`,
      { cause },
    );
  });
  if (status !== 200) throw new Error(`${path}: expected 200, got ${status}`);
  return { text, ms: performance.now() - startedMs };
}

const firstWorst = (page: string): string => {
  const [, id] = /data-part="month-worst".*?href="\/devices\/([^"?]+)/s.exec(page) ?? [];
  if (id === undefined) throw new Error('expected a device that costs something');
  return `device:${id}`;
};

const firstClaim = (page: string): string => {
  const [, id] = /href="\/claims\/(\d+)"/.exec(page) ?? [];
  if (id === undefined) throw new Error('expected a claim');
  return id;
};

function selectBare({ ledger }: PapersPlace): Bare {
  const database = new DatabaseSync(ledger, { readOnly: true });
  const timed = (sql: string, ...values: (number | string)[]) => {
    const startedMs = performance.now();
    for (const _row of database.prepare(sql).iterate(...values));
    return performance.now() - startedMs;
  };
  const covered = `SELECT DISTINCT 'device:' || id FROM revision WHERE kind = 'device' AND body LIKE '%"${CONTRACT}"%'`;
  try {
    return {
      changes: timed(
        `SELECT seq, entity, state, reason, after_ms, at_ms FROM change
         WHERE indicator IN ('service', 'recording') AND at_ms >= ? AND at_ms < ? AND entity IN (${covered})`,
        MONTH_INTERVAL.fromMs,
        MONTH_INTERVAL.toMs,
      ),
      claims: timed('SELECT * FROM claim'),
      statements: timed('SELECT * FROM statement'),
      inventory: timed('SELECT * FROM revision'),
      outages: timed(
        "SELECT seq, entity, state, at_ms FROM change WHERE indicator = 'service' AND at_ms >= ? AND at_ms < ?",
        MONTH_INTERVAL.fromMs,
        MONTH_INTERVAL.toMs,
      ),
    };
  } finally {
    database.close();
  }
}

function renderTable(
  rows: readonly Row[],
  bare: Bare,
  { devices, memoryMB }: { readonly devices: number; readonly memoryMB: number },
): string {
  const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0));
  return [
    `| page, ${devices.toLocaleString('en')} devices | first, ms | later p50 | p99 | goal | a bare SELECT, ms | ratio |`,
    '|---|---|---|---|---|---|---|',
    ...rows.map(({ what, firstMs, laterMs = [], goalMs, bare: peer }) => {
      const sorted = [...laterMs].sort((a, b) => a - b);
      const [p50, p99] = [sorted[Math.floor(sorted.length / 2)], sorted[Math.floor(sorted.length * 0.99)]];
      const isMissed = (p50 ?? firstMs) > goalMs || (p99 ?? firstMs) > Math.max(goalMs, PAGE_P99_MS);
      const goal = `${goalMs}${isMissed ? ' **missed**' : ''}`;
      return `| ${[what, ms(firstMs), ms(p50), ms(p99), goal, ms(bare[peer]), ((p50 ?? firstMs) / bare[peer]).toFixed(1)].join(' | ')} |`;
    }),
    `| memory of the process at the end, MB | ${memoryMB.toFixed(0)} | | | | | |`,
  ].join('\n');
}
