import { describe, expect, test } from 'vitest';
import { createTrafficDays } from '#collector/links/traffic-days.ts';
import type { TrafficDay, TrafficSample } from '#core/domain/traffic.ts';
import { hours, minutes } from '#core/time/units.ts';
import { createZone } from '#core/time/zone.ts';

const CAPACITY = 10e6;
const hanoi = createZone('Asia/Ho_Chi_Minh');
const at = (text: string) => Date.parse(text);

function sample(
  atMs: number,
  intervalMs: number,
  inRatio: number,
  more: Partial<TrafficSample> = {},
): TrafficSample {
  const inOctets = Math.round((CAPACITY * inRatio * intervalMs) / 8_000);
  return {
    deviceId: 'sw',
    interface: 'Gi0/1',
    linkId: 'ward',
    atMs,
    intervalMs,
    inOctets,
    outOctets: 0,
    inBitsPerSecond: (inOctets * 8_000) / intervalMs,
    outBitsPerSecond: 0,
    capacityBitsPerSecond: CAPACITY,
    ...more,
  };
}

/** Rates of one poll a minute over `[fromMs, toMs)`. */
const minutely = (fromMs: number, toMs: number, inRatio: number) =>
  Array.from({ length: (toMs - fromMs) / minutes(1) }, (_, index) =>
    sample(fromMs + (index + 1) * minutes(1), minutes(1), inRatio),
  );

const bins = ({ histogram }: TrafficDay) =>
  Object.fromEntries(histogram.entries().filter(([, count]) => count > 0));
const inbound = (days: readonly TrafficDay[]) => days.filter(({ direction }) => direction === 'in');

const noonMs = at('2026-11-25T12:00:00+07:00');

describe('five-minute means', () => {
  test('are counted in per cents of the capacity, one for each window of the clock', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs, noonMs + minutes(5), 0.29));
    days.add(minutely(noonMs + minutes(5), noonMs + minutes(10), 1.2));

    const { open, closed } = days.take(noonMs + minutes(10));

    expect(closed).toEqual([]);
    expect(open).toHaveLength(2);
    expect(open[0]).toMatchObject({
      linkId: 'ward',
      date: '2026-11-25',
      direction: 'in',
      capacityBitsPerSecond: CAPACITY,
      samples: 2,
      octets: Math.round((CAPACITY / 8) * 300 * 0.29) + (CAPACITY / 8) * 300 * 1.2,
    });
    expect(inbound(open).map(bins)).toEqual([{ 29: 1, 100: 1 }]);
    expect(open[1]).toMatchObject({ direction: 'out', samples: 2, octets: 0 });
  });

  test('divide a poll that reaches over the edge of a window, to the octet', () => {
    const days = createTrafficDays(hanoi.dayAt);
    const firstMs = noonMs + minutes(2.5);
    days.add([
      sample(firstMs, minutes(5), 0.1),
      sample(firstMs + minutes(5), minutes(5), 0.3),
      sample(firstMs + minutes(10), minutes(5), 0.3, { inOctets: 1_000_003 }),
    ]);

    const [day] = inbound(days.take(noonMs + minutes(20)).open);

    expect(day).toMatchObject({ samples: 2 });
    expect(day && bins(day)).toEqual({ 15: 1, 20: 1 });
    expect(day?.octets).toBe(
      sample(0, minutes(5), 0.1).inOctets + sample(0, minutes(5), 0.3).inOctets + 1_000_003,
    );
  });

  test('are fewer, and not zero, where polls were missed', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs, noonMs + minutes(5), 0.5));
    days.add([sample(noonMs + minutes(25), minutes(20), 0.5)]);
    days.add(minutely(noonMs + minutes(25), noonMs + minutes(30), 0.5));

    const [day] = inbound(days.take(noonMs + minutes(30)).open);

    expect(day).toMatchObject({ samples: 2, octets: ((CAPACITY / 8) * 0.5 * minutes(30)) / 1_000 });
  });

  test('need four of their five minutes', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs + minutes(2), noonMs + minutes(5), 0.5));
    days.add(minutely(noonMs + minutes(6), noonMs + minutes(10), 0.5));

    expect(inbound(days.take(noonMs + minutes(10)).open)).toMatchObject([{ samples: 1 }]);
  });

  test('count nothing of an interface that measures no link, nor without a capacity', () => {
    const days = createTrafficDays(hanoi.dayAt);
    const { linkId: _link, ...portOnly } = sample(noonMs, minutes(5), 0.5);
    const { capacityBitsPerSecond: _capacity, ...boundless } = sample(noonMs, minutes(5), 0.5);
    days.add([portOnly, boundless]);

    expect(days.take(noonMs)).toEqual({ open: [], closed: [] });
  });

  test('stand apart by capacity when that is changed in the middle of a day', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs, noonMs + minutes(5), 0.5));
    const wider = { capacityBitsPerSecond: 2 * CAPACITY };
    days.add([sample(noonMs + minutes(10), minutes(5), 0.5, wider)]);
    days.add([sample(noonMs + minutes(15), minutes(5), 0.5)]);

    const open = inbound(days.take(noonMs + minutes(15)).open);

    expect(open.map((day) => [day.capacityBitsPerSecond, bins(day)])).toEqual([
      [CAPACITY, { 50: 2 }],
      [2 * CAPACITY, { 25: 1 }],
    ]);
  });
});

describe('a day', () => {
  test('is told of as it grows, whole and only when it grew', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs, noonMs + minutes(5), 0.5));
    days.take(noonMs + minutes(5));
    expect(days.take(noonMs + minutes(6)).open).toEqual([]);

    days.add(minutely(noonMs + minutes(5), noonMs + minutes(10), 0.5));

    expect(inbound(days.take(noonMs + minutes(10)).open)).toMatchObject([{ samples: 2 }]);
  });

  test('ends at midnight of the city, with the poll that reaches over it divided', () => {
    const days = createTrafficDays(hanoi.dayAt);
    const midnightMs = at('2026-11-26T00:00:00+07:00');
    days.add([sample(midnightMs + minutes(2.5), minutes(5), 0.5)]);

    const { closed } = days.take(midnightMs + minutes(3));
    const { open } = days.close();

    const half = sample(0, minutes(2.5), 0.5).inOctets;
    expect(inbound(closed)).toMatchObject([{ date: '2026-11-25', octets: half }]);
    expect(inbound(open)).toMatchObject([{ date: '2026-11-26', octets: half }]);
  });

  test('waits its turn where many links grew at once, and none is left out', () => {
    const days = createTrafficDays(hanoi.dayAt);
    const links = Array.from({ length: 1_200 }, (_, index) => `link-${index}`);
    for (const linkId of links) days.add([sample(noonMs + minutes(5), minutes(5), 0.5, { linkId })]);

    const told = [1, 2, 3, 4].map((call) => inbound(days.take(noonMs + call * 5_000).open));

    expect(told.map(({ length }) => length)).toEqual([500, 500, 200, 0]);
    expect(new Set(told.flat().map(({ linkId }) => linkId)).size).toBe(1_200);
  });

  test('is closed a quarter of an hour after its end where nothing comes any more, once', () => {
    const days = createTrafficDays(hanoi.dayAt);
    const midnightMs = at('2026-11-26T00:00:00+07:00');
    days.add(minutely(midnightMs - minutes(5), midnightMs, 0.5));
    days.take(midnightMs);
    expect(days.take(midnightMs + minutes(14)).closed).toEqual([]);

    expect(inbound(days.take(midnightMs + minutes(15)).closed)).toMatchObject([
      { date: '2026-11-25', samples: 1 },
    ]);
    expect(days.take(midnightMs + minutes(16))).toEqual({ open: [], closed: [] });
  });

  test.each([
    ['Asia/Ho_Chi_Minh', '2026-10-25T00:00:00+07:00', 24],
    ['Europe/Berlin', '2026-10-25T00:00:00+02:00', 25],
    ['Europe/Berlin', '2026-03-29T00:00:00+01:00', 23],
    // Clocks are changed by half an hour there, at midnight's two o'clock.
    ['Australia/Lord_Howe', '2026-10-04T00:00:00+10:30', 23.5],
  ])('in %s from %s has %d hours of samples', (timeZone, midnight, hourCount) => {
    const days = createTrafficDays(createZone(timeZone).dayAt);
    days.add(minutely(at(midnight), at(midnight) + hours(26), 0.5));

    const { closed } = days.take(at(midnight) + hours(26));

    expect(inbound(closed)).toMatchObject([{ date: midnight.slice(0, 10), samples: hourCount * 12 }]);
  });

  test('that is open at the end of a run is handed on as far as it is covered', () => {
    const days = createTrafficDays(hanoi.dayAt);
    days.add(minutely(noonMs, noonMs + minutes(4), 0.5));
    days.take(noonMs + minutes(4));

    expect(inbound(days.close().open)).toMatchObject([{ samples: 1 }]);
  });
});
