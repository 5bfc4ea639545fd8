import { describe, expect, test } from 'vitest';
import { createInputReads } from '#ledger/sqlite/incidents/input-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { openSite } from '#test/support/inventory.ts';
import { at, BOTH, clock, covered, down, outagesOf, statesOf, up } from '#test/support/shared-camera.ts';
import { createSharedCity, type SharedCity, siteOf } from '#test/support/shared-city.ts';

const since = (toMs: number, fromMs = at(9, 1)) => ({ fromMs, toMs });

/** A camera that both watch from 9:00 on, `kv-a` first; both found it up. */
function cityAtNine() {
  const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a'), watchers: 2 }]);
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(9), BOTH);
  for (const one of [a, b]) {
    one.obey(1, at(9), BOTH);
    one.record({ changes: [up(at(9))] }, at(9));
    one.ship(at(9, 10), since(at(9, 10)));
  }
  expect(city.place(at(9, 10))).toBe(0);
  return { city, a, b };
}

const ended = (toMs: number, closed: 'stop' | 'blind') => covered(at(9, 1), toMs, closed);

/** What incidents are made from. */
function inputsOf({ path, reader }: SharedCity) {
  const database = openStore(path, { nowMs: Date.now });
  try {
    return createInputReads(database)
      .rows(0, reader.headSeq(), 99)
      .flatMap((row) => (row.table === 'change' ? [`${clock(row.change.atMs)} ${row.change.state}`] : []));
  } finally {
    database.close();
  }
}

describe('of two that watch a camera', () => {
  test('the word of the first counts, sooner or later than that of the second', () => {
    const { city, a, b } = cityAtNine();
    b.record({ changes: [down(at(10), at(9, 59)), up(at(10, 19), at(10, 18))] }, at(10, 20));
    b.ship(at(10, 21), since(at(10, 21)));
    a.record(
      { changes: [down(at(10, 0, 30), at(9, 59, 30)), up(at(10, 19, 30), at(10, 18, 30))] },
      at(10, 20),
    );
    a.ship(at(10, 21), since(at(10, 21)));

    city.place(at(10, 21));

    expect(outagesOf(city)).toEqual(['09:59:30 10:00:30 10:18:30 10:19:30']);
    expect(city.place(at(10, 22))).toBe(0);
  });

  test('the second is corrected before the first is heard of that time, and nobody is told of it', () => {
    const { city, a, b } = cityAtNine();
    b.record({ changes: [down(at(9, 10, 20), at(9, 9, 20))] }, at(9, 10, 20));
    b.ship(at(9, 10, 21), since(at(9, 10, 21)));

    expect(city.place(at(9, 10, 12))).toBe(1);

    expect(outagesOf(city)).toEqual([]);
    expect(inputsOf(city)).toEqual(['09:00:00 up', '09:00:00 up', '09:10:20 up']);
    a.ship(at(9, 11), since(at(9, 11)));
    expect(city.place(at(9, 11))).toBe(0);
  });

  test('the second counts where the first did not cover, and no longer', () => {
    const { city, a, b } = cityAtNine();
    b.record({ changes: [down(at(9, 50), at(9, 49))] }, at(9, 50));
    b.ship(at(10, 40), since(at(10, 40)));
    a.ship(at(10), since(at(10)));
    city.place(at(10, 0, 5));
    expect(outagesOf(city)).toEqual([]);
    a.record(ended(at(10, 10), 'blind'), at(10, 11));
    a.ship(at(10, 40), since(at(10, 40), at(10, 20)));

    city.place(at(10, 40));

    expect(statesOf(city, at(10, 40))).toEqual([
      '09:00:00 unknown',
      '09:01:00 up',
      '10:10:00 down',
      '10:20:00 up',
    ]);
    expect(outagesOf(city)).toEqual(['10:10:00 10:10:00 10:20:00 10:20:00']);
    expect(city.place(at(10, 41))).toBe(0);
  });

  test('the second counts from where nothing is heard of the first any more', () => {
    const { city, a, b } = cityAtNine();
    a.ship(at(10), since(at(10)));
    b.record({ changes: [down(at(10, 5), at(10, 4))] }, at(10, 5));
    b.ship(at(10, 5, 1), since(at(10, 5, 1)));

    city.place(at(10, 5, 1));
    expect(outagesOf(city)).toEqual([]);
    city.place(at(10, 5, 16));

    expect(outagesOf(city)).toEqual(['10:04:00 10:05:00 … …']);
    a.ship(at(10, 6), since(at(10, 6)));
    city.place(at(10, 6));
    expect(outagesOf(city)).toEqual([]);
  });

  test('what was covered is what either covered, once', () => {
    const { city, a, b } = cityAtNine();
    a.record(ended(at(9, 30), 'stop'), at(9, 30));
    b.record(ended(at(9, 20), 'stop'), at(9, 20));
    for (const one of [a, b]) one.ship(at(9, 40));

    city.place(at(9, 40));

    expect(statesOf(city)).toEqual(['09:00:00 unknown', '09:01:00 up', '09:30:00 unknown']);
  });
});

test('a site that is given a second watcher has one from then on', () => {
  const site = siteOf(BOTH, 'kv-a');
  const city = createSharedCity([{ id: 'cam', site }], {
    more: [
      { kind: 'site', id: site, fromMs: 0, body: { ...openSite(site) } },
      { kind: 'site', id: site, fromMs: at(9, 30), body: { ...openSite(site), watchers: 2 } },
    ],
  });
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(9), BOTH);
  for (const one of [a, b]) one.obey(1, at(9), BOTH);
  a.record({ changes: [up(at(9))] }, at(9));
  a.record(ended(at(9, 20), 'stop'), at(9, 20));
  b.record({ changes: [up(at(9, 30, 20))] }, at(9, 31));
  b.record(ended(at(10), 'stop'), at(10));
  for (const one of [a, b]) one.ship(at(10, 1));

  city.place(at(10, 1));

  expect(statesOf(city)).toEqual([
    '09:00:00 unknown',
    '09:01:00 up',
    '09:20:00 unknown',
    '09:31:00 up',
    '10:00:00 unknown',
  ]);
});
