import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkProvenRows } from '#contracts/proof/check-proven-rows.ts';
import { renderHead } from '#ledger/checkpoint/checkpoint.ts';
import { leavesOf, readCheckpointRows } from '#ledger/checkpoint/checkpoint-rows.ts';
import { rawKeyOf } from '#ledger/checkpoint/signed-note.ts';
import { issueCheckpoint } from '#ledger/sqlite/checkpoints/issue-checkpoint.ts';
import { proveRows } from '#ledger/sqlite/checkpoints/prove-rows.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { appendLeases } from '#ledger/sqlite/writing/append-lease.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { batchOf, collectorChain, districtChain, openTempReceiving } from '#test/support/collector-chain.ts';
import { forgedChain, forgedChange } from '#test/support/forged-chain.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';
import { verifyCheckpoint } from '#test/support/verify-checkpoint.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const verified = async (path: string, scope: 'full' | 'since-last-seal' = 'full') =>
  (await verifyLedger(path, { scope })).problems;

function count(path: string, sql: string): number {
  const database = openStoreReadOnly(path);
  try {
    return Number(database.prepare(`SELECT count(*) AS count FROM ${sql}`).get()?.count);
  } finally {
    database.close();
  }
}

export function describeReceiving({ tempPlace, tamper }: StoreUnderTest): void {
  describe('rows of a collector', () => {
    test('stand at the centre with the time of receipt, in a chain that verifies', async () => {
      const [path, chain] = [tempPlace(), districtChain('zone-1')];
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

    test('are kept to the sign, whatever signs they have', async () => {
      const [path, chain] = [tempPlace(), districtChain('zone-1')];
      const reason = '\\N\t\n\r\\.\\\\x41 "đèn" \u2028 🎥';
      const words = { reason, evidence: { note: `${reason},{}`, empty: '' } };
      chain.record({ changes: [change('device:a', 'unknown', 5_000, words)] }, 5_000);

      openTempReceiving(path).receive(batchOf(chain, 'zone-1'));

      expect([...openTempReader(path).changes()].at(-1)).toMatchObject(words);
      expect([...openTempReader(path).latestChanges()]).toMatchObject([{ state: 'unknown', reason }]);
      expect(await verified(path)).toEqual([]);
    });

    test('that say several things of one device leave the latest as its state, in whatever order they came', async () => {
      const [path, chain] = [tempPlace(), collectorChain('zone-1')];
      const receiving = openTempReceiving(path);
      const said = (state: 'up' | 'down' | 'degraded', atMs: number) => change('device:a', state, atMs);
      chain.record({ changes: [said('up', 4_000), said('down', 3_000)] }, 5_000);
      receiving.receive(batchOf(chain, 'zone-1'));
      expect([...openTempReader(path).latestChanges()]).toMatchObject([{ state: 'up', atMs: 4_000 }]);

      chain.record({ changes: [said('down', 2_000), said('degraded', 4_000)] }, 6_000);
      receiving.receive(batchOf(chain, 'zone-1', 5));

      expect([...openTempReader(path).latestChanges()]).toMatchObject([{ state: 'degraded', atMs: 4_000 }]);
      expect(await verified(path)).toEqual([]);
    });

    test('that say what no text of a store can hold count as no measurement, and the chain verifies', async () => {
      const [path, forged] = [tempPlace(), forgedChain()];
      const receiving = openTempReceiving(path);
      const rows = [
        { reason: '\ud800' },
        { reason: 'a\0b' },
        { run: '\udfff' },
        { entity: 'device:\ud800' },
        { body: { half: '\ud800', none: '\0' } },
      ].map((columns) => forged.row('change', forgedChange('zone-1', columns)));

      const reception = receiving.receive({ ...batchOf(districtChain('zone-1'), 'zone-1'), lines: rows });

      expect(reception).toMatchObject({ outcome: 'received', added: 5 });
      expect([count(path, 'change'), count(path, 'collector_row')]).toEqual([1, 4]);
      expect(await verified(path)).toEqual([]);
    });

    test('of a table that can have no such name are refused', () => {
      const receiving = openTempReceiving(tempPlace());
      const received = (table: string) =>
        receiving.receive({
          ...{ collector: 'zone-1', receiver: 'hub-1', receivedMs: 1_000 },
          lines: [forgedChain().row(table, {})],
        });

      for (const table of ['half \ud800', 'nul\0', 'Change', ''])
        expect(received(table)).toMatchObject({ outcome: 'damaged', line: 1 });
      expect(received('of_a_later_version')).toMatchObject({ outcome: 'received' });
    });

    test('that tell of leases nobody granted, or of none at all, give no share and spoil no answer', () => {
      const [path, forged] = [tempPlace(), forgedChain()];
      const receiving = openTempReceiving(path);
      const granted = {
        zone: 'default',
        epoch: 1,
        collectors: ['zone-1'],
        fromMs: 5,
        reason: 'joined: zone-1',
      };
      const word = { author: 'hub-1', recordedMs: 5, epochs: 'rise' as const };
      appendLeases(path, [granted], word);
      const lease = {
        zone: 'default',
        epoch: 1,
        from_ms: 9,
        collectors: '["zone-1"]',
        reason: 'x',
        author: 'a',
      };
      const rows = [
        { zone: 'default' },
        { ...lease, from_ms: 9e15 },
        { ...lease, collectors: 'zone-1' },
        { ...lease, collectors: '[1]' },
        { ...lease, epoch: 2 },
        { ...lease, zone: 'elsewhere' },
        lease,
      ].map((columns) => forged.row('lease', columns));

      receiving.receive({ ...batchOf(districtChain('zone-1'), 'zone-1'), lines: rows });

      expect(openTempReader(path).leases()).toMatchObject([
        { chain: 'centre', epoch: 1 },
        { chain: 'zone-1', epoch: 1, fromMs: 9, collectors: ['zone-1'] },
      ]);
    });

    test('of several collectors and of the centre itself go on in turns', async () => {
      const path = tempPlace();
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
      const [path, chain] = [tempPlace(), districtChain('zone-1')];
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

    test.each([
      ['no more', undefined, 3_000],
      ['less', 2_000, 3_000],
      ['more', 4_000, 4_000],
    ])(
      'that tell %s of coverage than was told before take nothing of it back',
      (_what, coveredMs, reached) => {
        const chain = districtChain('zone-1');
        const receiving = openTempReceiving(tempPlace());
        receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 4), coveredMs: 3_000 });

        receiving.receive({ ...batchOf(chain, 'zone-1', 5), ...(coveredMs !== undefined && { coveredMs }) });

        expect(receiving.headOf('zone-1').coveredMs).toBe(reached);
      },
    );

    test('after a gap are asked for from the head on', () => {
      const chain = districtChain('zone-1');
      const receiving = openTempReceiving(tempPlace());
      receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 2) });
      const { seq, hash } = receiving.headOf('zone-1');

      expect(receiving.receive(batchOf(chain, 'zone-1', 4))).toEqual({ outcome: 'gap', head: { seq, hash } });
      expect(seq).toBe(2);
    });

    test('of a collector that nobody heard of begin at row 1', () => {
      const receiving = openTempReceiving(tempPlace());

      expect(receiving.headOf('zone-1')).toEqual({ collector: 'zone-1', seq: 0, hash: '0'.repeat(64) });
      expect(receiving.receive(batchOf(districtChain('zone-1'), 'zone-1', 3))).toMatchObject({
        outcome: 'gap',
        head: { seq: 0 },
      });
    });

    test('end its open coverage and keep what it is at in the working tables', async () => {
      const [path, chain] = [tempPlace(), districtChain('zone-1')];
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

  test('where a chain stands is told by its receipts, whatever the working table says', async () => {
    const [path, chain] = [tempPlace(), districtChain('zone-1')];
    const receiving = openTempReceiving(path);
    receiving.receive({ ...batchOf(chain, 'zone-1'), lines: chain.rowsFrom(1, 4) });
    tamper(path, 'UPDATE collector_head SET seq = 2');

    expect(receiving.headOf('zone-1').seq).toBe(4);
    expect(receiving.receive(batchOf(chain, 'zone-1'))).toMatchObject({ outcome: 'received', added: 3 });
    expect(await verified(path)).toEqual([]);
  });

  describe('a fork', () => {
    test('is refused, and kept as evidence once', async () => {
      const [path, chain, other] = [tempPlace(), districtChain('zone-1'), districtChain('zone-1')];
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
      const receiving = openTempReceiving(tempPlace());
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
      const receiving = openTempReceiving(tempPlace());
      const lines = chain.rowsFrom(1).map((line, index) => (index === 2 ? damage(line) : line));

      const reception = receiving.receive({ ...batchOf(chain, 'zone-1'), lines });

      expect(reception).toMatchObject({ outcome: 'damaged', line: 3, head: { seq: 0 } });
      expect(reception.outcome === 'damaged' && reception.message).toMatch(message);
      expect(receiving.headOf('zone-1').seq).toBe(0);
    });

    test('of too many rows is refused', () => {
      const receiving = openTempReceiving(tempPlace());

      expect(
        receiving.receive({
          ...batchOf(districtChain('zone-1'), 'zone-1'),
          lines: new Array(5_001).fill('{}'),
        }),
      ).toMatchObject({ outcome: 'damaged', message: 'expected 5000 rows at most, got 5001' });
    });

    test('in the name of another collector is kept, and counts for nothing', async () => {
      const path = tempPlace();
      const receiving = openTempReceiving(path);

      expect(receiving.receive(batchOf(districtChain('zone-2'), 'zone-1'))).toMatchObject({ added: 7 });

      expect([...openTempReader(path).changes()]).toEqual([]);
      expect(count(path, 'collector_row')).toBe(7);
      expect(await verified(path)).toEqual([]);
    });
  });

  describe('somebody with the store in hands', () => {
    /** Row 1 is the creation; 2 to 8 are rows 1 to 7 of zone-1, 9 their receipt, 10 a seal; 11 to 17 those of zone-2, 18 their receipt. */
    function received(): string {
      const path = tempPlace();
      const receiving = openTempReceiving(path);
      receiving.receive(batchOf(districtChain('zone-1'), 'zone-1'));
      receiving.receive(batchOf(districtChain('zone-2', 'device:b'), 'zone-2'));
      return path;
    }

    const CASES: readonly (readonly [what: string, sql: string, kind: string, message: RegExp])[] = [
      [
        'changes a measurement',
        "UPDATE change SET reason = 'refused' WHERE seq = 4",
        'changed',
        /^row 4 \(change\), row 3 of zone-1, was changed: /,
      ],
      [
        'changes a row that no figure is read from',
        "UPDATE collector_row SET body = replace(body, 'created', 'gone') WHERE seq = 2",
        'changed',
        /^row 2 \(collector_row\), row 1 of zone-1, was changed: /,
      ],
      [
        'says that a row came earlier',
        'UPDATE change SET recorded_ms = 99999 WHERE seq = 4',
        'receipt',
        /was received at another time: expected 100000 by its receipt, got 99999$/,
      ],
      [
        'says that a collector wrote at another time',
        'UPDATE change SET written_ms = written_ms + 1 WHERE seq = 4',
        'changed',
        /^row 4/,
      ],
      [
        'takes a row for one of the centre',
        'UPDATE change SET written_ms = NULL WHERE seq = 4',
        'changed',
        /^row 4 \(change\) was changed: /,
      ],
      [
        'takes out a row of a collector',
        'DELETE FROM collector_row WHERE seq = 7',
        'missing',
        /^row 7 is missing: /,
      ],
      [
        'names a row otherwise',
        "UPDATE collector_row SET kind = 'lease' WHERE seq = 2",
        'receipt',
        /is named otherwise/,
      ],
      [
        'changes a receipt',
        'UPDATE receipt SET covered = 1 WHERE seq = 18',
        'changed',
        /^row 18 \(receipt\) was changed: /,
      ],
      [
        'takes out a receipt',
        'DELETE FROM receipt WHERE seq = 18',
        'receipt',
        /^row 11 .* was received by nobody: expected a receipt of it, got none$/,
      ],
      [
        'cuts off what was received last',
        `DELETE FROM change WHERE seq > 10; DELETE FROM coverage WHERE seq > 10; DELETE FROM traffic_day WHERE seq > 10;
         DELETE FROM collector_row WHERE seq > 10; DELETE FROM receipt WHERE seq > 10; DELETE FROM status WHERE seq > 10;
         UPDATE head SET seq = 10, hash = (SELECT hash FROM seal WHERE seq = 10)`,
        'head',
        /^the chain of zone-2 ends at row 0 /,
      ],
      [
        'changes where a chain stands',
        'UPDATE collector_head SET seq = 6',
        'head',
        /^the chain of zone-1 ends at row 7 .*: expected row 6 /,
      ],
    ];

    test.each(CASES)('%s: it is found and named', async (_what, sql, kind, message) => {
      const path = received();
      expect(await verified(path)).toEqual([]);

      tamper(path, sql);

      expect(await verified(path)).toContainEqual(
        expect.objectContaining({ kind, message: expect.stringMatching(message) }),
      );
    });
  });

  describe('a checkpoint', () => {
    const OPERATOR = generateKeyPairSync('ed25519').privateKey;
    const issue = (path: string) =>
      issueCheckpoint(path, {
        ...{ collector: 'centre-1', author: 'an', privateKey: OPERATOR, nowMs: () => 200_000 },
      });

    test('has a head of each chain that went on, and rows of collectors are proven by it', async () => {
      const path = tempPlace();
      const receiving = openTempReceiving(path);
      const [one, two] = [districtChain('zone-1'), districtChain('zone-2', 'device:b')];
      receiving.receive(batchOf(one, 'zone-1'));
      receiving.receive(batchOf(two, 'zone-2'));

      const first = issue(path);
      two.record({ changes: [change('device:b', 'up', 5_000)] }, 5_000);
      receiving.receive(batchOf(two, 'zone-2'));
      const second = issue(path);

      expect(first.checkpoint.heads.map(renderHead).slice(1)).toEqual([
        `head zone-1 7 ${one.head().hash}`,
        expect.stringMatching(/^head zone-2 7 /),
      ]);
      expect(second.checkpoint.size).toBe(5);
      expect(second.checkpoint.heads.slice(1)).toEqual([{ collector: 'zone-2', ...two.head() }]);
      const text = leavesOf(readCheckpointRows(openTempReader(path).decisions('checkpoint')).issued)
        .map((head) => `${renderHead(head)}\n`)
        .join('');
      const key = rawKeyOf(createPublicKey(OPERATOR)).toString('base64');
      const log = { [first.checkpoint.origin]: key };
      expect(verifyCheckpoint(second.written, text, { log, witness: {} }).problems).toEqual([]);
      expect(await verified(path)).toEqual([]);

      const proof = proveRows(path, [4], { secret: 'include' });
      if (!('rows' in proof)) throw new Error('expected a proof');
      expect(proof.rows.map(({ seq, collector }) => [seq, collector])).toContainEqual([4, 'zone-1']);
      expect(checkProvenRows(proof.rows.map((row) => ({ ...row }))).problems).toEqual([]);
    });

    test('of another head of a collector does not fit', async () => {
      const path = tempPlace();
      const receiving = openTempReceiving(path);
      receiving.receive(batchOf(districtChain('zone-1'), 'zone-1'));
      issue(path);
      tamper(path, 'UPDATE collector_row SET hash = prev WHERE seq = 7; UPDATE traffic_day SET hash = prev');

      expect((await verified(path)).map(({ message }) => message)).toContainEqual(
        expect.stringMatching(/^row \d+ \(checkpoint 2\) does not fit the ledger: expected row 7 of zone-1 /),
      );
    });
  });
}
