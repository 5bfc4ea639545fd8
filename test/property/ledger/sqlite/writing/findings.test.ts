import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FindingObservation } from '#core/domain/findings.ts';
import { DEVICES } from '#ledger/sqlite/migrations/devices.ts';
import { createFindingWriter } from '#ledger/sqlite/writing/finding-writer.ts';

const looks = fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 9 }), isPresent: fc.boolean() }), {
  maxLength: 40,
});

function observationsOf(list: readonly { afterMs: number; isPresent: boolean }[]): FindingObservation[] {
  let atMs = 0;
  return list.map(({ afterMs, isPresent }) => {
    atMs += afterMs;
    return { entity: 'device:a', code: 'clock-drift', subject: '', isPresent, atMs, values: {} };
  });
}

function rowsAfter(...batches: readonly (readonly FindingObservation[])[]) {
  const database = new DatabaseSync(':memory:');
  database.exec(DEVICES);
  const writer = createFindingWriter(database);
  for (const batch of batches) writer.note(batch);
  const rows = database.prepare('SELECT first_ms, last_ms, gone_ms FROM finding ORDER BY first_ms').all();
  database.close();
  return rows.map((row) => ({ ...row }));
}

/** What the rows must be, from the looks alone: runs of presence, each ended by the next absence. */
function expectedRows(observations: readonly FindingObservation[]) {
  const rows: { first_ms: number; last_ms: number; gone_ms: number | null }[] = [];
  for (const { isPresent, atMs } of observations) {
    const last = rows.at(-1);
    if (isPresent && last?.gone_ms === null) last.last_ms = atMs;
    else if (isPresent) rows.push({ first_ms: atMs, last_ms: atMs, gone_ms: null });
    else if (last?.gone_ms === null) last.gone_ms = atMs;
  }
  return rows;
}

test('rows are the runs of presence', () => {
  fc.assert(
    fc.property(looks, (list) => {
      const observations = observationsOf(list);

      expect(rowsAfter(observations)).toEqual(expectedRows(observations));
    }),
    { numRuns: 60 },
  );
});

test('the same looks once more, whole or in part, change nothing', () => {
  fc.assert(
    fc.property(looks, fc.nat(40), (list, from) => {
      const observations = observationsOf(list);

      expect(rowsAfter(observations, observations.slice(from))).toEqual(rowsAfter(observations));
    }),
    { numRuns: 60 },
  );
});
