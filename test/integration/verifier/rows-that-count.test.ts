import { expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { openTempReceiving } from '#test/support/collector-chain.ts';
import { forgedChain, forgedChange } from '#test/support/forged-chain.ts';
import { tempLedgerPath } from '#test/support/temp-ledger.ts';
import { readChain } from '#verifier/sealed/chain.mjs';
import { wordsOf } from '#verifier/words.mjs';

type Columns = { readonly [column: string]: Json };

const ZONE = 'zone-1';
const TABLES = ['change', 'coverage', 'traffic_day'];
const run = { author: ZONE, source: ZONE, run: 'run-1' };
const coverage = (more: Columns = {}) => ({
  ...{ ...run, source_seq: 1, from_ms: 0, to_ms: 9, ended: 'stop' },
  ...more,
});
const day = (more: Columns = {}) => ({
  ...{ ...run, link: 'l', date: '2026-02-28', direction: 'in', capacity_bps: 9, samples: 3, octets: 1 },
  ...{ histogram: '0:1 5:2', ...more },
});

/** What a collector that was taken over may write: a few that are measurements, and what only looks like one. */
const ROWS: readonly (readonly [table: string, columns: Columns])[] = [
  ...[
    ...[
      {},
      { x: 1 },
      { reason: 'r' },
      { reason: 7 },
      { reason: '\ud800' },
      { reason: 'a\0' },
      { corrects: 1 },
    ],
    ...[
      { body: { a: 1, b: ['c'], d: true, e: '\0' } },
      { body: { a: { b: 1 } } },
      { body: [] },
      { body: 'x' },
    ],
    ...[{ body: { a: 1.5 } }, { source: 'zone-2' }, { author: '' }, { run: '' }, { source_seq: 1.5 }],
    ...[{ entity: 'site:a' }, { entity: 'device:' }, { entity: 'link:\n' }, { indicator: 'ping' }],
    ...[{ origin: 'imported' }, { state: 'UP' }, { after_ms: 21 }, { at_ms: 9e15 }, { at_ms: 8.64e15 }],
    ...[{ salt: '' }, { salt: 'AB' }, { salt: 'abc' }, { recorded_ms: 9e15 }],
  ].map((more) => ['change', forgedChange(ZONE, more)] as const),
  ...[
    ...[{}, { interval_ms: 10 }, { v: 2, interval_ms: 10 }, { v: 2, interval_ms: 0 }, { v: 2 }],
    ...[{ ended: 'never' }, { from_ms: 10 }, { from_ms: 9 }, { to_ms: 9.5 }],
  ].map((more) => ['coverage', coverage(more)] as const),
  ...[
    ...[
      {},
      { date: '2026-02-30' },
      { date: '2026-2-3' },
      { samples: 4 },
      { octets: -1 },
      { capacity_bps: 0 },
    ],
    ...[{ histogram: '0:3' }, { histogram: '0:1 0:3' }, { histogram: '101:3' }, { histogram: 'x' }],
    ...[{ histogram: '', samples: 0 }, { direction: 'up' }, { link: '' }],
  ].map((more) => ['traffic_day', day(more)] as const),
];

test('both settlers take the same rows of a collector for measurements, whatever it writes', () => {
  const path = tempLedgerPath();
  const [receiving, forged] = [openTempReceiving(path), forgedChain()];
  for (const [index, [table, columns]] of ROWS.entries()) {
    // No run says the same number twice.
    const numbered = { ...columns, ...(columns.run === 'run-1' && { run: `run-${index}` }) };
    const reception = receiving.receive({
      ...{ collector: ZONE, receiver: 'hub-1', receivedMs: 100_000 },
      lines: [forged.row(table, numbered)],
    });
    expect(reception.outcome).toBe('received');
  }

  const { rows } = readChain([...exportLedger(path, { secret: 'include' })], wordsOf('en'));

  const database = openStoreReadOnly(path);
  const kept = TABLES.flatMap((table) =>
    database
      .prepare(`SELECT seq FROM ${table}`)
      .all()
      .map(({ seq }) => Number(seq)),
  );
  database.close();
  const counted = rows.flatMap(({ table, seq }) => (TABLES.includes(table) ? [seq] : []));
  expect(counted.filter((seq) => !kept.includes(seq))).toEqual([]);
  expect(kept.filter((seq) => !counted.includes(seq))).toEqual([]);
  expect(kept.length).toBeGreaterThan(8);
});
