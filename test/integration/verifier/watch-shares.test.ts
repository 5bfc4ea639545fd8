import { expect, test } from 'vitest';
import { measuredSegments, readCoverage, readMeasured } from '#availability/timelines/entity-timelines.ts';
import type { Change } from '#core/domain/state.ts';
import { watchersOf } from '#core/leases/rendezvous.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { createSharedCity, EVERY_MS, siteOf } from '#test/support/shared-city.ts';
import { change } from '#test/support/temp-ledger.ts';
import { createMeasured } from '#verifier/record/measured.mjs';
import { createRecord } from '#verifier/record/record.mjs';
import { watchersOf as watchersOfVerifier } from '#verifier/record/watch-shares.mjs';
import { readChain } from '#verifier/sealed/chain.mjs';
import { wordsOf } from '#verifier/words.mjs';

const ENTITY = 'device:cam';
const BOTH = ['kv-a', 'kv-b'];
const at = (hours: number, minutes = 0, seconds = 0) => ((hours * 60 + minutes) * 60 + seconds) * 1_000;

const states = (atMs: number, state: Change['state'], afterMs = atMs) =>
  change(ENTITY, state, atMs, { afterMs });
const covered = (fromMs: number, toMs: number) => ({
  changes: [],
  coverage: [{ intervalMs: EVERY_MS, fromMs, toMs, closed: 'stop' as const }],
});

/** `kv-a` watches a camera from 9:00 on and is cut off from 10:03 to 10:40; `kv-b` has it from 10:05 to 10:30. */
function sharedCity() {
  const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a') }]);
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(9), BOTH);
  for (const one of [a, b]) one.obey(1, at(9), BOTH);
  a.record({ changes: [states(at(9), 'up'), states(at(10), 'down', at(9, 59))] }, at(10, 0, 20));
  a.ship(at(10, 3), { fromMs: at(9, 1), toMs: at(10, 3) });
  city.grant(2, at(10, 5), ['kv-b']);
  b.obey(2, at(10, 5), ['kv-b']);
  b.record({ changes: [states(at(10, 5, 20), 'up')] }, at(10, 6));
  b.ship(at(10, 20), { fromMs: at(9, 1), toMs: at(10, 20) });
  a.record({ changes: [states(at(10, 8), 'up', at(10, 7))] }, at(10, 8));
  a.record(covered(at(9, 1), at(10, 40)), at(10, 40));
  a.ship(at(10, 41));
  city.grant(3, at(10, 30), BOTH);
  for (const one of [a, b]) one.obey(3, at(10, 30), BOTH);
  b.record(covered(at(9, 1), at(10, 50)), at(10, 50));
  for (const one of [a, b]) one.ship(at(10, 51));
  city.place(at(10, 52));
  return city;
}

test.each([at(10, 4), at(10, 21), at(10, 42), at(11), at(12)])(
  'what was known by %i of a city that collectors share is the same for both settlers',
  (recordedBefore) => {
    const { path, reader } = sharedCity();
    const period = { fromMs: at(9), toMs: at(11) };

    const query = {
      ...{ entities: [ENTITY] as const, indicator: 'reach' as const, period },
      ...{ recordedBeforeMs: recordedBefore, asOfMs: Math.min(recordedBefore, period.toMs) },
    };
    const history = readMeasured(reader, query).get(ENTITY);
    if (!history) throw new Error('expected changes of the camera');
    const { coverage } = readCoverage(reader, query).of(ENTITY, 'reach');
    const own = measuredSegments(
      { ...history, outages: [] },
      { period: { ...period, toMs: query.asOfMs }, coverage, service: [period] },
    );
    const ledger = readChain([...exportLedger(path, { secret: 'include' })], wordsOf('en'));
    const span = { from: at(9), to: Math.min(at(11), recordedBefore) };
    const record = createRecord(
      { rows: ledger.rows, open: ledger.header.open.coverage },
      { recordedBefore, asOf: recordedBefore, period: span },
    );
    const others = createMeasured(record, span, false).states(ENTITY, 'reach', span.from, span.to);

    expect(ledger.problems).toEqual([]);
    const within = own.filter(({ fromMs }) => fromMs < span.to);
    expect(others.map(({ from, state }) => `${from} ${state}`)).toEqual(
      within.map(({ fromMs, state }) => `${fromMs} ${state}`),
    );
    expect(within.length).toBeGreaterThan(2);
  },
);

test('sites go to the same collectors', () => {
  const sites = Array.from({ length: 200 }, (_, index) => `site-${index}`);

  for (const collectors of [['a'], ['a', 'b'], ['a', 'b', 'c', 'kv-10']])
    for (const count of [1, 2])
      expect(sites.map((site) => watchersOfVerifier(site, collectors, count))).toEqual(
        sites.map((site) => watchersOf(site, collectors, count)),
      );
});
