import { describe, expect, onTestFinished, test } from 'vitest';
import { shownPlace } from '#core/domain/record-place.ts';
import type { Decisions } from '#ledger/record/decisions.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeDecisions({ tempPlace, tamper }: StoreUnderTest): void {
  function open(path: string, nowMs: () => number = () => 5_000): Decisions {
    const decisions = openDecisions(path, { author: 'an', nowMs, busyTimeoutMs: 20 });
    onTestFinished(() => decisions.close());
    return decisions;
  }

  const filed = (id: string) => ({ id, action: 'filed', body: { cause: 'power' } });

  describe('decisions', () => {
    test('are read as they were recorded, by table and id, in their order', () => {
      const path = tempPlace();
      const decisions = open(path);

      decisions.append('claim', { id: 'c-1', action: 'filed', body: { z: 1, cause: 'power', left: null } });
      decisions.append('maintenance', { id: 'm-1', action: 'added', body: {} });
      decisions.append('claim', filed('c-2'));
      decisions.append('claim', { id: 'c-1', action: 'decided', body: { accepted: 'whole' } });

      const reader = openTempReader(path);
      expect([...reader.decisions('claim', { id: 'c-1' })]).toEqual([
        {
          seq: 2,
          id: 'c-1',
          action: 'filed',
          recordedMs: 5_000,
          author: 'an',
          body: { cause: 'power', left: null, z: 1 },
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        expect.objectContaining({ seq: 5, action: 'decided', body: { accepted: 'whole' } }),
      ]);
      expect([...reader.decisions('claim')].map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-1']);
      expect([...reader.decisions('maintenance')].map(({ id }) => id)).toEqual(['m-1']);
      expect([...reader.decisions('statement')]).toEqual([]);
    });

    test('come back with the number and hash they got', () => {
      const path = tempPlace();

      const recorded = open(path).appendAll('claim', [filed('c-1'), filed('c-2')]);

      expect([...openTempReader(path).decisions('claim')]).toEqual(recorded);
    });

    test('that were recorded at an instant or later are not known before it', () => {
      const path = tempPlace();
      let nowMs = 1_000;
      const decisions = open(path, () => nowMs);
      decisions.append('claim', filed('c-1'));
      nowMs = 2_000;
      decisions.append('claim', filed('c-2'));

      const reader = openTempReader(path);

      const known = (recordedBeforeMs: number) =>
        [...reader.decisions('claim', { recordedBeforeMs })].map(({ id }) => id);
      expect([known(1_000), known(2_000), known(2_001)]).toEqual([[], ['c-1'], ['c-1', 'c-2']]);
    });

    test('are refused by a check that sees what is there, and then nothing is recorded', () => {
      const path = tempPlace();
      const decisions = open(path);
      decisions.append('claim', filed('c-1'));

      const file = () =>
        decisions.appendAll('claim', [filed('c-2'), filed('c-1')], (rows) => {
          if (rows.some(({ id }) => id === 'c-1')) throw new RangeError('c-1 was filed before');
        });

      expect(file).toThrow(new RangeError('c-1 was filed before'));
      expect([...openTempReader(path).decisions('claim')].map(({ id }) => id)).toEqual(['c-1']);
    });

    test('are all recorded or none', () => {
      const path = tempPlace();
      const decisions = open(path);

      expect(() => decisions.appendAll('claim', [filed('c-1'), filed('')])).toThrow(
        `${shownPlace(path)}: the ledger refuses the row: `,
      );

      expect([...openTempReader(path).decisions('claim')]).toEqual([]);
    });

    test('of two who decide at once are in a row: a check sees what the other recorded', () => {
      const path = tempPlace();
      const mine = open(path);
      const other = open(path);
      const seen: string[][] = [];
      const look = (rows: readonly { readonly id: string }[]) => void seen.push(rows.map(({ id }) => id));

      mine.append('claim', filed('c-1'), look);
      other.append('claim', filed('c-2'), (rows) => {
        look(rows);
        expect(() => mine.append('claim', filed('c-3'))).toThrow('another process keeps the ledger busy');
      });

      expect(seen).toEqual([[], ['c-1']]);
    });

    test('go beside an owner that keeps recording, into one chain', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const decisions = open(path);
      decisions.append('statement', { id: 's-1', action: 'drafted', body: { total: '1000' } });
      await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 9, closed: 'stop' }] });
      decisions.append('statement', { id: 's-1', action: 'issued', body: {} });
      await ledger.close();

      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });

      tamper(path, `UPDATE statement SET body = '{"total":"9000"}' WHERE action = 'drafted'`);
      const { problems } = await verifyLedger(path, { scope: 'full' });
      expect(problems.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^row \d+ \(statement\) was changed/),
      ]);
    });
  });
}
