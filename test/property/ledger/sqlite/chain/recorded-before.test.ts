import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';

interface Row {
  readonly entity: 'device:a' | 'device:b';
  readonly atMs: number;
  readonly state: 'up' | 'down';
  readonly recordedMs: number;
  /** Which of the rows (by its instant) it takes the place of. */
  readonly corrects?: number;
}

let folder = '';
let empty = '';
let fileCount = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camwatch-recorded-'));
  empty = join(folder, 'empty.sqlite');
  openStore(empty, { nowMs: () => 0 }).close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A ledger of these rows in this order; a correction comes after what it corrects. */
function writeRows(rows: readonly Row[]): LedgerReader {
  const path = join(folder, `${++fileCount}.sqlite`);
  // The schema is made once: making it takes longer than all else here.
  copyFileSync(empty, path);
  const database = openStore(path, { nowMs: () => 0 });
  const seqOf = new Map<number, number>();
  createChain(database).transaction((append) => {
    for (const [index, row] of [...rows.filter(isOriginal), ...rows.filter(isCorrection)].entries()) {
      const corrects = row.corrects === undefined ? undefined : seqOf.get(row.corrects);
      const seq = append('change', {
        entity: row.entity,
        indicator: 'reach',
        origin: corrects === undefined ? 'measured' : 'correction',
        corrects,
        after_ms: row.atMs,
        at_ms: row.atMs,
        state: row.state,
        reason: undefined,
        recorded_ms: row.recordedMs,
        author: 'an',
        body: undefined,
        source: 'c',
        run: 'r',
        source_seq: index,
      });
      seqOf.set(row.atMs, seq);
    }
  });
  createLedgerWriter(database, { collector: 'c', run: 'r' }).rebuildStatus();
  database.close();
  return openLedgerReader(path);
}

const isOriginal = ({ corrects }: Row) => corrects === undefined;
const isCorrection = ({ corrects }: Row) => corrects !== undefined;

interface Brief {
  readonly entity: string;
  readonly state: string;
  readonly atMs: number;
}
const brief = (changes: Iterable<Brief>) =>
  [...changes].map(({ entity, state, atMs }) => `${atMs} ${entity} ${state}`).toSorted();

function ask(reader: LedgerReader, knownMs?: number) {
  const known = knownMs === undefined ? {} : { recordedBeforeMs: knownMs };
  const before = reader.changeBefore('device:a', 'reach', 60, known);
  return {
    changes: brief(reader.changes(known)),
    raw: brief(reader.changes({ ...known, corrected: 'include', fromMs: 20, toMs: 80 })),
    states: brief(reader.statesBefore(60, known)),
    downs: brief(reader.statesBefore(60, { ...known, state: 'down' })),
    latest: brief(reader.latestChanges(known)),
    latestDown: brief(reader.latestChanges({ ...known, state: 'down' })),
    before: before ? brief([before]) : [],
    run: reader
      .stateChanges({ entity: 'device:a', indicator: 'reach', fromMs: 60, toMs: 80, ...known })
      .map(({ atMs, state }) => `${atMs} ${state}`),
  };
}

const originals = fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 12 }).chain((instants) =>
  fc.tuple(
    ...instants.map((atMs) =>
      fc.record({
        entity: fc.constantFrom('device:a' as const, 'device:b' as const),
        atMs: fc.constant(atMs),
        state: fc.constantFrom('up' as const, 'down' as const),
        recordedMs: fc.nat(200),
      }),
    ),
  ),
);

/** Some of the rows are corrected, later than they were recorded. */
const histories = originals.chain((rows: readonly Row[]) =>
  fc
    .array(fc.record({ of: fc.nat(rows.length - 1), delayMs: fc.nat(50), shiftMs: fc.nat(50) }), {
      maxLength: 4,
    })
    .map((picks): readonly Row[] => [
      ...rows,
      ...picks.flatMap(({ of, delayMs, shiftMs }, index) => {
        const row = rows[of];
        if (!row) return [];
        const state = row.state === 'up' ? ('down' as const) : ('up' as const);
        return [
          {
            ...row,
            state,
            // Instants of their own, so that nothing hangs on the order of recording.
            atMs: 1_000 * (index + 1) - shiftMs,
            recordedMs: row.recordedMs + delayMs,
            corrects: row.atMs,
          },
        ];
      }),
    ]),
);

describe('what was recorded before an instant', () => {
  test('is what a ledger says that was left at that instant, in whatever order the rows came in', () => {
    fc.assert(
      fc.property(
        histories.chain((rows) =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows], { minLength: rows.length })),
        ),
        fc.integer({ min: -1, max: 260 }),
        ([rows, shuffled], knownMs) => {
          const left = writeRows(rows.filter(({ recordedMs }) => recordedMs < knownMs));
          const whole = writeRows(rows);
          const other = writeRows(shuffled);
          try {
            const expected = ask(left);

            expect(ask(whole, knownMs)).toEqual(expected);
            expect(ask(other, knownMs)).toEqual(expected);
            expect(ask(other, Number.MAX_SAFE_INTEGER)).toEqual(ask(whole));
          } finally {
            for (const reader of [left, whole, other]) reader.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
