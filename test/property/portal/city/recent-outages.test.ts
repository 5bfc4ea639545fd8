import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listOutages, type OutageQuery } from '#availability/timelines/outages.ts';
import { type Change, deviceEntity, type State } from '#core/domain/state.ts';
import { finish } from '#core/host/in-slices.ts';
import { hours, minutes } from '#core/time/units.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { createRecentOutages } from '#portal/city/recent-outages.ts';
import { sampleView } from '#test/support/sample-view.ts';
import { change, tempFolder } from '#test/support/temp-ledger.ts';

const CAMERAS = ['cam-lang-0001', 'cam-lang-0002', 'cam-ba-dinh-0001'].map(deviceEntity);
const START_MS = 1_000;

/** A change of the record, or a correction of one that is there already. */
interface Row {
  readonly camera: number;
  readonly state: State;
  readonly minute: number;
  readonly corrects: number | undefined;
}

const row: fc.Arbitrary<Row> = fc.record({
  camera: fc.nat(CAMERAS.length - 1),
  state: fc.constantFrom('up', 'down', 'unknown', 'degraded'),
  minute: fc.nat(600),
  corrects: fc.option(fc.nat(20), { nil: undefined, freq: 6 }),
});

function openRecord() {
  const path = `${tempFolder()}/ledger.sqlite`;
  const database = openStore(path, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  const reader = openLedgerReader(path);
  const add = (changes: readonly Change[]) =>
    writer.record([{ batch: { changes }, firstSourceSeq: writer.nextSourceSeq(), recordedMs: 0 }]);
  return { database, writer, reader, add, close: () => [reader.close(), database.close()] };
}

type Record = ReturnType<typeof openRecord>;

const changeOf = ({ camera, state, minute }: Row): Change =>
  change(CAMERAS[camera] ?? 'device:none', state, START_MS + minutes(minute));

function write({ database, writer, reader, add }: Record, { corrects, ...given }: Row): void {
  const known = [...reader.changes()];
  const old = corrects === undefined ? undefined : known[corrects % Math.max(1, known.length)];
  if (!old) {
    add([changeOf({ corrects, ...given })]);
    return;
  }
  createChain(database).transaction((append) =>
    append('change', {
      ...{ entity: old.entity, indicator: old.indicator, origin: 'correction', corrects: old.seq },
      ...{ after_ms: 0, at_ms: START_MS + minutes(given.minute), state: given.state, reason: undefined },
      ...{ recorded_ms: 9_000, author: 'an', body: '{}', source: 'an', run: 'claims', source_seq: old.seq },
    }),
  );
  writer.rebuildStatus();
}

const brief = (spans: Iterable<{ entity: string; indicator: string; fromMs: number; toMs?: number }>) =>
  [...spans].map(({ entity, indicator, fromMs, toMs }) => `${entity} ${indicator} ${fromMs} ${toMs}`).sort();

const view = { ...sampleView(), atMs: START_MS + hours(10) };
const WINDOWS: readonly Partial<OutageQuery>[] = [
  {},
  { open: true },
  { open: false },
  { indicator: 'stream' },
];

test('what is kept and read anew is what the record says, at every step of it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 8 }), fc.nat(600), (steps, minute) => {
      const record = openRecord();
      const source = (query: OutageQuery) => listOutages(record.reader, query);
      const list = createRecentOutages(source, record.reader);
      const window = { fromMs: START_MS + minutes(minute), toMs: view.atMs };
      for (const rows of steps) {
        for (const one of rows) write(record, one);
        for (const more of WINDOWS)
          expect(brief(finish(list(view, { ...window, ...more })))).toEqual(
            brief(source({ ...window, ...more })),
          );
      }
      record.close();
    }),
    { numRuns: 40 },
  );
});

test('a change that came up and had no outage is not asked after', () => {
  const record = openRecord();
  const asked: OutageQuery[] = [];
  const list = createRecentOutages((query) => {
    asked.push(query);
    return listOutages(record.reader, query);
  }, record.reader);
  const spans = () => brief(finish(list(view, { fromMs: START_MS, toMs: view.atMs })));
  record.add([change(CAMERAS[0] ?? 'device:none', 'down', START_MS)]);
  expect(spans()).toHaveLength(1);
  asked.length = 0;

  record.add([change(CAMERAS[1] ?? 'device:none', 'up', START_MS + 1)]);
  expect(spans()).toHaveLength(1);
  expect(asked).toEqual([]);

  record.add([change(CAMERAS[0] ?? 'device:none', 'up', START_MS + 2)]);
  expect(spans()).toEqual([`${CAMERAS[0]} reach ${START_MS} ${START_MS + 2}`]);
  expect(asked.map(({ entities }) => entities)).toEqual([[CAMERAS[0]]]);
  record.close();
});
