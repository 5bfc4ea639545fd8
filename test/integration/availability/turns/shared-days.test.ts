import { expect, onTestFinished, test } from 'vitest';
import { checkDays } from '#availability/sums/check-days.ts';
import { findStaleDates } from '#availability/sums/stale-dates.ts';
import { createDayUpdater } from '#availability/sums/update-days.ts';
import { days, hours } from '#core/time/units.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { createSharedCity, EVERY_MS, siteOf } from '#test/support/shared-city.ts';
import { change } from '#test/support/temp-ledger.ts';

const BOTH = ['kv-a', 'kv-b'];
const TIME_ZONE = 'UTC';
const BEGIN_MS = days(20_500);
const at = (day: number, hour = 0) => BEGIN_MS + days(day) + hours(hour);
const nowMs = () => at(3);

test('days are made anew when a chain comes late, also where another collector covered all of them', () => {
  const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a') }]);
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(0), BOTH);
  for (const one of [a, b]) one.obey(1, at(0), BOTH);
  a.record({ changes: [change('device:cam', 'up', at(0, 1))] }, at(0, 1));
  a.ship(at(1, 12), { fromMs: at(0), toMs: at(1, 12) });
  city.grant(2, at(2), ['kv-b']);
  b.obey(2, at(2), ['kv-b']);
  b.record({ changes: [change('device:cam', 'up', at(2) + 1_000)] }, at(2, 1));
  b.ship(at(3), { fromMs: at(0), toMs: at(3) });
  city.place(at(3));
  const writer = recordStore(city.path).openDays({ nowMs });
  onTestFinished(() => writer.close());
  const updater = createDayUpdater({ reader: city.reader, writer, timeZone: TIME_ZONE, nowMs });
  updater.update();
  const sumsOf = (date: string | undefined) =>
    [...city.reader.dayGroups({ kind: 'kind' })].find((row) => row.date === date);
  const stale = () => [...findStaleDates(city.reader, TIME_ZONE).staleDates].length;
  const [, dayOne] = splitDates();
  expect(sumsOf(dayOne)).toMatchObject({ id: 'camera', downMs: 0, unknownMs: hours(12) });
  expect(stale()).toBe(0);

  a.record({ changes: [change('device:cam', 'down', at(1, 18))] }, at(1, 18));
  a.record(
    { changes: [], coverage: [{ intervalMs: EVERY_MS, fromMs: at(0), toMs: at(2, 6), closed: 'stop' }] },
    at(2, 6),
  );
  a.ship(at(3, 1));
  city.place(at(3, 1));

  expect(stale()).toBeGreaterThan(0);
  updater.update();
  expect(sumsOf(dayOne)).toMatchObject({ downMs: hours(6), unknownMs: 0 });
  expect(checkDays(city.reader, { timeZone: TIME_ZONE, nowMs: nowMs() })).toMatchObject({
    missing: [],
    differences: [],
  });
});

const splitDates = () => [0, 1, 2].map((day) => new Date(at(day)).toISOString().slice(0, 10));
