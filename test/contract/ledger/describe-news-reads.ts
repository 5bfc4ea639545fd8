import { expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeNewsReads({ tempPlace }: StoreUnderTest): void {
  const START_MS = Date.UTC(2026, 0, 1);

  test('changes are read on from a number, and found by when they were recorded', async () => {
    const path = tempPlace();
    let nowMs = START_MS;
    const ledger = await openTempLedger(path, { nowMs: () => nowMs });
    for (const [index, state] of (['up', 'down', 'up', 'down', 'up'] as const).entries()) {
      nowMs = START_MS + minutes(index);
      await ledger.record({ changes: [change('device:cam', state, nowMs)] });
    }
    const reader = openTempReader(path);
    const seqs = [...reader.changes()].map(({ seq }) => seq);

    expect(reader.changesAfter(0, 10).map(({ seq }) => seq)).toEqual(seqs);
    expect(reader.changesAfter(seqs[1] ?? 0, 2).map(({ seq, state }) => [seq, state])).toEqual([
      [seqs[2], 'up'],
      [seqs[3], 'down'],
    ]);
    expect(reader.lastSeqBefore(START_MS)).toBeLessThan(seqs[0] ?? 0);
    for (const [index, seq] of seqs.entries())
      expect(reader.changesAfter(reader.lastSeqBefore(START_MS + minutes(index)), 10)[0]?.seq).toBe(seq);
    expect(reader.lastSeqBefore(START_MS + minutes(9))).toBe(seqs.at(-1));
  });

  test('a change at the instant of an earlier `down` is told from others', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    const laterMs = START_MS + minutes(1);
    await ledger.record({
      changes: [
        change('device:cam', 'down', START_MS),
        change('device:cam', 'unknown', START_MS),
        change('device:other', 'unknown', START_MS),
        change('device:cam', 'up', laterMs),
        change('device:cam', 'down', laterMs),
      ],
    });

    expect(
      openTempReader(path)
        .changesAfter(0, 10)
        .map((row) => [row.entity, row.state, row.overridesDown]),
    ).toEqual([
      ['device:cam', 'down', false],
      ['device:cam', 'unknown', true],
      ['device:other', 'unknown', false],
      ['device:cam', 'up', false],
      ['device:cam', 'down', false],
    ]);
  });

  test('what follows the record leaves for the next run how far it came', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.remember('event-copies-written', '1');
    await ledger.remember('event-copies-written', '2');

    expect(openTempReader(path).remembered('event-copies-written')).toBe('2');
  });
}
