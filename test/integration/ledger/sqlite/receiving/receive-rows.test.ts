import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import {
  batchOf,
  type CollectorChain,
  collectorChain,
  openTempReceiving,
} from '#test/support/collector-chain.ts';
import { change, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

/** Row 1 is the creation, 2 and 3 changes, 4 coverage, 5 a seal, 6 a revision, 7 a day of a line. */
function districtChain(collector: string, device: 'device:a' | 'device:b' = 'device:a'): CollectorChain {
  const chain = collectorChain(collector);
  const changes = [
    change(device, 'up', 1_000),
    change(device, 'down', 2_000, { evidence: { probes: 3, ports: ['a'] } }),
  ];
  chain.record({ changes, coverage: [{ fromMs: 0, toMs: 3_000, intervalMs: 10, closed: 'stop' }] }, 3_000);
  const revision = { kind: 'device' as const, id: 'a', fromMs: 0, body: { site: 's' } };
  chain.writer.recordRevisions([revision], { author: 'an', sourceHash: 'x', recordedMs: 3_500 });
  chain.writer.recordTraffic({ open: [], closed: [trafficDay([1], { linkId: `line-${collector}` })] }, 4_000);
  return chain;
}

const verified = async (path: string, scope: 'full' | 'since-last-seal' = 'full') =>
  (await verifyLedger(path, { scope })).problems;

function count(path: string, sql: string): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return Number(database.prepare(`SELECT count(*) AS count FROM ${sql}`).get()?.count);
  } finally {
    database.close();
  }
}

describe('rows of a collector', () => {
  test('stand at the centre with the time of receipt, in a chain that verifies', async () => {
    const [path, chain] = [tempLedgerPath(), districtChain('zone-1')];
    const receiving = openTempReceiving(path);

    const reception = receiving.receive({ ...batchOf(chain, 'zone-1'), coveredMs: 3_000 });

    expect(reception).toEqual({ outcome: 'received', head: chain.head(), added: 7 });
    expect(receiving.headOf('zone-1')).toEqual({
      ...chain.head(),
      collector: 'zone-1',
      coveredMs: 3_000,
      receivedMs: 100_000,
    });
    const reader = openTempReader(path);
    expect([...reader.changes()]).toMatchObject([
      { seq: 3, entity: 'device:a', state: 'up', recordedMs: 100_000, author: 'zone-1' },
      { seq: 4, state: 'down', evidence: { probes: 3, ports: ['a'] }, recordedMs: 100_000 },
    ]);
    expect([...reader.changes({ recordedBeforeMs: 100_000 })]).toEqual([]);
    expect([...reader.latestChanges()]).toMatchObject([{ seq: 4 }]);
    expect([...reader.coverage({ fromMs: 0, toMs: 9_000 })]).toMatchObject([{ fromMs: 0, ended: 'stop' }]);
    expect([...reader.trafficDays()]).toHaveLength(1);
    // The inventory and the audit of the city are the centre's.
    expect([...reader.revisions()]).toEqual([]);
    expect(count(path, 'collector_row')).toBe(3);
    expect(await verified(path)).toEqual([]);
    expect(await verified(path, 'since-last-seal')).toEqual([]);
  });

  test('of several collectors and of the centre itself go on in turns', async () => {
    const path = tempLedgerPath();
    const [one, two] = [districtChain('zone-1'), districtChain('zone-2', 'device:b')];
    const [hub, other] = [openTempReceiving(path), openTempReceiving(path)];
    const decisions = openDecisions(path, { author: 'an', nowMs: () => 150_000 });

    hub.receive({ ...batchOf(one, 'zone-1'), lines: one.rowsFrom(1, 3) });
    other.receive(batchOf(two, 'zone-2'));
    decisions.append('claim', { id: 'x', action: 'made', body: {} });
    other.receive({ ...batchOf(one, 'zone-1', 4), receivedMs: 200_000 });
    one.record({ changes: [change('device:a', 'up', 5_000)] }, 5_000);
    hub.receive({ ...batchOf(one, 'zone-1', 8), receivedMs: 300_000 });
    decisions.close();

    expect(hub.heads()).toMatchObject([
      { collector: 'zone-1', ...one.head() },
      { collector: 'zone-2', ...two.head() },
    ]);
    expect(await verified(path)).toEqual([]);
    expect(await verified(path, 'since-last-seal')).toEqual([]);
  });

  test('that are here already add nothing', async () => {
    const [path, chain] = [tempLedgerPath(), districtChain('zone-1')];
    const receiving = openTempReceiving(path);
    receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 4) });
    const before = openTempReader(path).headSeq();

    expect(receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 4) })).toMatchObject({
      outcome: 'received',
      added: 0,
      head: { seq: 4 },
    });
    expect(receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(2, 2) })).toMatchObject({
      added: 0,
    });
    expect(openTempReader(path).headSeq()).toBe(before);
    expect(receiving.receive(batchOf(chain, 'zone-1', 3))).toMatchObject({ added: 3, head: chain.head() });
    expect(await verified(path)).toEqual([]);
  });

  test('after a gap are asked for from the head on', () => {
    const chain = districtChain('zone-1');
    const receiving = openTempReceiving(tempLedgerPath());
    receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 2) });
    const { seq, hash } = receiving.headOf('zone-1');

    expect(receiving.receive(batchOf(chain, 'zone-1', 4))).toEqual({ outcome: 'gap', head: { seq, hash } });
    expect(seq).toBe(2);
  });

  test('of a collector that nobody heard of begin at row 1', () => {
    const receiving = openTempReceiving(tempLedgerPath());

    expect(receiving.headOf('zone-1')).toEqual({ collector: 'zone-1', seq: 0, hash: '0'.repeat(64) });
    expect(receiving.receive(batchOf(districtChain('zone-1'), 'zone-1', 3))).toMatchObject({
      outcome: 'gap',
      head: { seq: 0 },
    });
  });

  test('end its open coverage and keep what it is at in the working tables', async () => {
    const [path, chain] = [tempLedgerPath(), districtChain('zone-1')];
    const receiving = openTempReceiving(path);
    const open = { run: 'run-1', intervalMs: 10, fromMs: 0, toMs: 2_000 };
    receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 3) });
    receiving.noteWork({ collector: 'zone-1', asOfSeq: 3, coverage: [open], coveredMs: 2_000 });
    const coverage = () => [...openTempReader(path).coverage({ fromMs: 0, toMs: 9_000 })];
    expect(coverage()).toEqual([{ source: 'zone-1', ...open }]);
    expect(await verified(path)).toEqual([]);

    receiving.receive(batchOf(chain, 'zone-1', 4));
    // Told before its end was here: it is over.
    receiving.noteWork({ collector: 'zone-1', asOfSeq: 3, coverage: [open] });
    receiving.noteWork({ collector: 'zone-1', asOfSeq: 7, coverage: [open] });

    expect(coverage()).toMatchObject([{ fromMs: 0, toMs: 3_000, ended: 'stop' }]);
    expect(receiving.headOf('zone-1').coveredMs).toBe(2_000);
  });
});

describe('a fork', () => {
  test('is refused, and kept as evidence once', async () => {
    const [path, chain, other] = [tempLedgerPath(), districtChain('zone-1'), districtChain('zone-1')];
    const receiving = openTempReceiving(path);
    receiving.receive(batchOf(chain, 'zone-1'));
    const ours = JSON.parse(chain.rowsFrom(1, 1)[0] ?? '').hash;
    const theirs = JSON.parse(other.rowsFrom(1, 1)[0] ?? '').hash;

    const reception = receiving.receive(batchOf(other, 'zone-1'));
    receiving.receive(batchOf(other, 'zone-1'));

    const { seq, hash } = chain.head();
    expect(reception).toEqual({ outcome: 'fork', head: { seq, hash }, seq: 1, ours, theirs });
    const forks = openTempReader(path).audits({ action: 'collector-forked', limit: 9 });
    expect(forks).toMatchObject([
      {
        author: 'hub-1',
        body: { collector: 'zone-1', seq: 1, ours, theirs, head: `7:${other.head().hash}` },
      },
    ]);
    expect(JSON.parse(String(forks[0]?.body?.rows))).toEqual(other.rowsFrom(1));
    expect(receiving.receive(batchOf(chain, 'zone-1'))).toMatchObject({ outcome: 'received', added: 0 });
    expect(await verified(path)).toEqual([]);
  });

  test('that goes on where the chain ends is one', () => {
    const [chain, other] = [districtChain('zone-1'), districtChain('zone-1')];
    const receiving = openTempReceiving(tempLedgerPath());
    receiving.receive(batchOf(chain, 'zone-1'));
    other.record({ changes: [change('device:a', 'up', 5_000)] }, 5_000);

    expect(receiving.receive(batchOf(other, 'zone-1', 8))).toMatchObject({
      outcome: 'fork',
      seq: 7,
      ours: chain.head().hash,
    });
  });
});

describe('a batch', () => {
  test.each([
    ['no JSON', (line: string) => line.slice(1), 'expected a row as a JSON object, got something else'],
    ['another number', (line: string) => line.replace('"seq":3', '"seq":4'), 'expected row 3, got row 4'],
    [
      'another content',
      (line: string) => line.replace('down', 'up'),
      /^row 3: expected content with the hash [0-9a-f]{64}, got [0-9a-f]{64}$/,
    ],
    [
      'another hash before it',
      (line: string) => line.replace(/"prev":"./, '"prev":"x'),
      'row 3: expected two hashes of 64 hexadecimal digits',
    ],
  ])('with a line of %s is refused as a whole', (_name, damage, message) => {
    const chain = districtChain('zone-1');
    const receiving = openTempReceiving(tempLedgerPath());
    const lines = chain.rowsFrom(1).map((line, index) => (index === 2 ? damage(line) : line));

    const reception = receiving.receive({ ...batchOf(chain, 'zone-1'), lines });

    expect(reception).toMatchObject({ outcome: 'damaged', line: 3, head: { seq: 0 } });
    expect(reception.outcome === 'damaged' && reception.message).toMatch(message);
    expect(receiving.headOf('zone-1').seq).toBe(0);
  });

  test('of too many rows is refused', () => {
    const receiving = openTempReceiving(tempLedgerPath());

    expect(
      receiving.receive({
        ...batchOf(districtChain('zone-1'), 'zone-1'),
        lines: new Array(5_001).fill('{}'),
      }),
    ).toMatchObject({ outcome: 'damaged', message: 'expected 5000 rows at most, got 5001' });
  });

  test('in the name of another collector is kept, and counts for nothing', async () => {
    const path = tempLedgerPath();
    const receiving = openTempReceiving(path);

    expect(receiving.receive(batchOf(districtChain('zone-2'), 'zone-1'))).toMatchObject({ added: 7 });

    expect([...openTempReader(path).changes()]).toEqual([]);
    expect(count(path, 'collector_row')).toBe(7);
    expect(await verified(path)).toEqual([]);
  });
});
