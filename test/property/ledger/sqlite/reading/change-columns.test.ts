import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STATES, type State } from '#core/domain/state.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';

let folder = '';
let fileCount = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camwatch-columns-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ENTITIES = ['device:a', 'device:b', 'link:c'] as const;
const INDICATORS = ['reach', 'stream'] as const;

const aRow = fc.record({
  entity: fc.constantFrom(...ENTITIES),
  indicator: fc.constantFrom(...INDICATORS),
  atMs: fc.integer({ min: 0, max: 30 }),
  state: fc.constantFrom<State>('up', 'down', 'down', 'unknown'),
  reason: fc.constantFrom(undefined, 'timeout', 'refused'),
  recordedMs: fc.nat(100),
  origin: fc.constantFrom('measured', 'measured', 'imported'),
  /** Takes the place of the row before it. */
  isCorrection: fc.boolean(),
});
type Row = typeof aRow extends fc.Arbitrary<infer Value> ? Value : never;

function writeRows(rows: readonly Row[]): LedgerReader {
  const path = join(folder, `${++fileCount}.sqlite`);
  const database = openStore(path, { nowMs: () => 0 });
  let before: { readonly seq: number; readonly row: Row } | undefined;
  createChain(database).transaction((append) => {
    for (const [place, row] of rows.entries()) {
      const corrects = row.isCorrection && before?.row.origin === 'measured' ? before : undefined;
      const seq = append('change', {
        entity: corrects?.row.entity ?? row.entity,
        indicator: corrects?.row.indicator ?? row.indicator,
        origin: corrects ? 'correction' : row.origin,
        corrects: corrects?.seq,
        after_ms: row.atMs - 1,
        at_ms: row.atMs,
        state: row.state,
        reason: row.reason,
        recorded_ms: row.recordedMs,
        author: 'an',
        body: undefined,
        source: 'c',
        run: 'r',
        source_seq: place,
      });
      before = corrects ? undefined : { seq, row };
    }
  });
  createLedgerWriter(database, { collector: 'c', run: 'r' }).rebuildStatus();
  database.close();
  return openLedgerReader(path);
}

/** Whole windows are read from end to end, short ones by index. */
const aWindow = fc.oneof(
  fc.constant([0, 31] as const),
  fc.tuple(fc.integer({ min: 0, max: 31 }), fc.integer({ min: 0, max: 31 })),
);

test('columns are the changes of each indicator in a window, the one in force before it, and all of an outage that lasted', () => {
  fc.assert(
    fc.property(
      fc.array(aRow, { maxLength: 25 }),
      aWindow,
      fc.constantFrom(Number.POSITIVE_INFINITY, 30, 60),
      (rows, [a, b], recordedBeforeMs) => {
        const reader = writeRows(rows);
        const period = { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
        const columns = reader.changeColumns({ ...period, recordedBeforeMs });
        const bySlice = new Map(
          columns.slices.map((slice) => [`${slice.entity} ${slice.indicator}`, slice] as const),
        );
        for (const entity of ENTITIES) {
          for (const indicator of INDICATORS) {
            const run = reader.stateChanges({ entity, indicator, ...period, recordedBeforeMs });
            const expected = run
              .filter(({ atMs }, place) => run[place + 1]?.atMs !== atMs)
              .map(({ atMs, state, reason = '' }) => `${atMs} ${state} ${reason}`);
            const slice = bySlice.get(`${entity} ${indicator}`);
            const places = slice
              ? Array.from({ length: slice.to - slice.from }, (_, at) => slice.from + at)
              : [];
            const got = places.map((place) => ({
              atMs: columns.atMs[place] ?? 0,
              state: STATES[columns.states[place] ?? 0] ?? '',
              reason: columns.reasonNames[columns.reasons[place] ?? 0] ?? '',
            }));
            const inWindow = got.slice(got.length - expected.length);
            expect(inWindow.map(({ atMs, state, reason }) => `${atMs} ${state} ${reason}`)).toEqual(expected);
            expect(places.every((place) => columns.afterMs[place] === (columns.atMs[place] ?? 0) - 1)).toBe(
              true,
            );
            expect(got.map(({ atMs }) => atMs)).toEqual(
              [...new Set(got.map(({ atMs }) => atMs))].sort((x, y) => x - y),
            );
            // What lasts when the window begins is there from its beginning on.
            const [first] = inWindow;
            if (first?.state !== 'down' || first.atMs >= period.fromMs) continue;
            const earliest = got
              .slice(0, got.length - expected.length)
              .findLastIndex(({ state }) => state !== 'down');
            const begins = got[earliest + 1];
            const before = reader.changeBefore(entity, indicator, begins?.atMs ?? 0, { recordedBeforeMs });
            expect(before?.state).not.toBe('down');
          }
        }
        reader.close();
      },
    ),
    { numRuns: 40 },
  );
});
