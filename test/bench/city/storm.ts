import { setTimeout as delay } from 'node:timers/promises';
import { spreadOf } from './figures.ts';
import { type ChangeRow, openLedgerFile } from './ledger.ts';
import { get } from './observe.ts';
import type { StormResult } from './result.ts';

export interface StormOptions {
  readonly ledgerPath: string;
  /** Entities that will change. */
  readonly expected: ReadonlySet<string>;
  readonly to: 'up' | 'down';
  readonly act: () => Promise<void>;
  /** When the poll went out that a change was recorded for; `undefined` where it was not seen. */
  readonly confirmedMs: (row: ChangeRow) => number | undefined;
  readonly mostSeconds: number;
}

/** Cuts devices off, or lets them come back, and watches how that gets on record and onto the page. */
export async function storm(options: StormOptions): Promise<StormResult> {
  const { expected, to, act, mostSeconds } = options;
  const pages: { readonly atMs: number; readonly down: number }[] = [];
  const startedMs = Date.now();
  await act();
  const endMs = startedMs + mostSeconds * 1_000;
  const known = new Map<string, ChangeRow>();
  let settledMs = Number.POSITIVE_INFINITY;
  while (Date.now() < Math.min(endMs, settledMs + SETTLE_MS)) {
    const untilMs = performance.now() + 1_000;
    note(known, options, startedMs);
    if (known.size >= expected.size && settledMs === Number.POSITIVE_INFINITY) settledMs = Date.now();
    const down = await downOnPage();
    if (down !== undefined) pages.push({ atMs: Date.now(), down });
    await delay(Math.max(0, untilMs - performance.now()));
  }
  note(known, options, startedMs);
  const rows = [...known.values()].toSorted((a, b) => a.recordedMs - b.recordedMs);
  const since = (row: ChangeRow | undefined) => row && (row.recordedMs - startedMs) / 1_000;
  const shares = sharesOnPage(pages, to);
  return {
    expected: expected.size,
    recorded: rows.length,
    sincePoll: spreadOf(
      rows.flatMap((row) => {
        const confirmedMs = options.confirmedMs(row);
        return confirmedMs === undefined ? [] : (row.recordedMs - confirmedMs) / 1_000;
      }),
    ),
    sinceFirstPoll: spreadOf(rows.map(({ atMs, recordedMs }) => (recordedMs - atMs) / 1_000)),
    halfSeconds: since(rows[Math.floor(expected.size / 2)]),
    allSeconds: rows.length < expected.size ? undefined : since(rows.at(-1)),
    pageBehindSeconds: behindSeconds(rows, shares, expected.size),
    curve: Array.from({ length: Math.ceil((Date.now() - startedMs) / 1_000) }, (_, second) => {
      const atMs = startedMs + second * 1_000;
      const shown = shares.findLast((page) => page.atMs <= atMs)?.share ?? null;
      return [second, countBefore(rows, atMs) / expected.size, shown] as const;
    }),
  };
}

const SETTLE_MS = 5_000;

function note(known: Map<string, ChangeRow>, options: StormOptions, sinceMs: number): void {
  const ledger = openLedgerFile(options.ledgerPath);
  try {
    for (const row of ledger.reachSince(options.to, sinceMs))
      if (options.expected.has(row.entity) && !known.has(row.entity)) known.set(row.entity, row);
  } finally {
    ledger.close();
  }
}

async function downOnPage(): Promise<number | undefined> {
  const { status, text } = await get('/api/v1/summary');
  return status === 200 ? Number(JSON.parse(text).totals.devices.down) : undefined;
}

/** From what the page showed first to what it showed last: it leaves out what is secret, so numbers differ. */
function sharesOnPage(pages: readonly { readonly atMs: number; readonly down: number }[], to: 'up' | 'down') {
  const [first, last] = [pages[0]?.down ?? 0, pages.at(-1)?.down ?? 0];
  const [low, high] = to === 'down' ? [Math.min(first, last), last] : [Math.min(first, last), first];
  const range = high - low || 1;
  return pages.map(({ atMs, down }) => ({
    atMs,
    share: to === 'down' ? (down - low) / range : (high - down) / range,
  }));
}

const SLACK = 0.01;

/** The page of an instant must show what was on record so long ago. */
function behindSeconds(
  rows: readonly ChangeRow[],
  pages: readonly { readonly atMs: number; readonly share: number }[],
  expected: number,
): number | undefined {
  const lags = pages.map(({ atMs, share }) => {
    const unseen = rows[Math.ceil(Math.min(1, share + SLACK) * expected)];
    return unseen === undefined ? 0 : Math.max(0, (atMs - unseen.recordedMs) / 1_000);
  });
  return lags.length === 0 ? undefined : Math.max(...lags);
}

function countBefore(rows: readonly ChangeRow[], atMs: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.recordedMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
