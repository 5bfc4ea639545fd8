import { expect, test } from 'vitest';
import type { Change } from '#core/domain/state.ts';
import { at, BOTH, covered, down, ENTITY, outagesOf, statesOf, up } from '#test/support/shared-camera.ts';
import { createSharedCity, siteOf } from '#test/support/shared-city.ts';
import { change } from '#test/support/temp-ledger.ts';

/** A camera of this collector, which both have had leases for since 9:00. */
function cityOf(owner: string, collectors = BOTH) {
  const city = createSharedCity([{ id: 'cam', site: siteOf(collectors, owner) }]);
  const chains = collectors.map((id) => city.collector(id));
  city.grant(1, at(9), collectors);
  for (const chain of chains) chain.obey(1, at(9), collectors);
  return { city, chains };
}

/** What a collector says when it ceases to watch, with its last probe. */
const closing = (atMs: number, afterMs: number): Change =>
  change(ENTITY, 'unknown', atMs, { reason: 'not-measured', afterMs });

const lastOutage = (city: Parameters<typeof outagesOf>[0]) => outagesOf(city).at(-1);

test('a first word that came before its collector was known to cover has its turn once that is known', () => {
  const { city, chains } = cityOf('kv-a', ['kv-a', 'kv-b', 'kv-c']);
  const [a, b, c] = chains;
  a?.record({ changes: [down(at(9, 10), at(9, 9))] }, at(9, 10));
  city.grant(2, at(10), ['kv-b']);
  b?.obey(2, at(10), ['kv-b']);
  c?.obey(2, at(10), ['kv-b']);
  b?.record({ changes: [up(at(10, 1))] }, at(10, 1));
  a?.obey(2, at(10, 5), ['kv-b']);
  b?.ship(at(10, 1), { fromMs: at(9, 1), toMs: at(10, 1) });
  for (const one of [a, c]) one?.ship(at(10, 6), { fromMs: at(9, 1), toMs: at(10, 6) });
  city.place(at(10, 6));
  expect(city.place(at(10, 7))).toBe(0);
  expect(statesOf(city, at(10, 5))).toEqual(['09:00:00 unknown', '09:10:00 down']);

  b?.ship(at(10, 10), { fromMs: at(9, 1), toMs: at(10, 10) });
  city.place(at(10, 10));

  expect(statesOf(city, at(10, 10))).toEqual(['09:00:00 unknown', '09:10:00 down', '10:01:00 up']);
  expect(city.place(at(10, 11))).toBe(0);
});

test('who ceases to watch a camera that it knew to be down proves nothing of one that another had found up since', () => {
  const { city, chains } = cityOf('kv-a');
  const [a, b] = chains;
  a?.record({ changes: [down(at(9, 10), at(9, 9))] }, at(9, 10));
  a?.record(covered(at(9, 1), at(9, 20), 'blind'), at(9, 20));
  city.grant(2, at(9, 30), ['kv-b']);
  b?.obey(2, at(9, 30), ['kv-b']);
  b?.record({ changes: [up(at(9, 31))] }, at(9, 31));
  city.grant(3, at(9, 51), BOTH);
  b?.obey(3, at(9, 51), BOTH);
  b?.record({ changes: [closing(at(9, 51), at(9, 50))] }, at(9, 51));
  // It runs again since 9:51, asked at 9:52, and hears of its lease then.
  a?.obey(3, at(9, 53), BOTH);
  a?.record({ changes: [closing(at(9, 53), at(9, 52))] }, at(9, 53));
  a?.record({ changes: [down(at(9, 58))] }, at(9, 58));
  a?.ship(at(10, 10), { fromMs: at(9, 59), toMs: at(10, 10) });
  b?.ship(at(10, 10), { fromMs: at(9, 1), toMs: at(10, 10) });
  city.place(at(10, 10));
  city.place(at(10, 30));

  expect(lastOutage(city)).toBe('09:50:00 09:58:00 … …');
});

test('one that finds a camera down is bounded by its own last answer where it had been said again in between', () => {
  const { city, chains } = cityOf('kv-b');
  const [a, b] = chains;
  b?.record({ changes: [up(at(9, 1))] }, at(9, 1));
  city.grant(2, at(9, 30), ['kv-a']);
  a?.obey(2, at(9, 31), ['kv-a']);
  a?.record({ changes: [up(at(9, 32)), down(at(9, 56), at(9, 55))] }, at(9, 56));
  city.grant(3, at(9, 57), BOTH);
  a?.obey(3, at(9, 59), BOTH);
  a?.record({ changes: [closing(at(9, 59), at(9, 58))] }, at(9, 59));
  // It was told of none of the leases before.
  b?.obey(3, at(10, 2), BOTH);
  b?.record({ changes: [closing(at(10, 2), at(9, 52))] }, at(10, 2));
  b?.record({ changes: [down(at(10, 12))] }, at(10, 12));
  for (const one of chains) one.ship(at(10, 20), { fromMs: at(9, 2), toMs: at(10, 20) });
  city.place(at(10, 20));
  city.place(at(10, 40));

  expect(lastOutage(city)).toBe('09:52:00 10:12:00 … …');
});
