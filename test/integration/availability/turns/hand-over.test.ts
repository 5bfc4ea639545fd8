import { describe, expect, test } from 'vitest';
import type { Change } from '#core/domain/state.ts';
import { minutes } from '#core/time/units.ts';
import { at, BOTH, covered, down, ENTITY, outagesOf, statesOf, up } from '#test/support/shared-camera.ts';
import { createSharedCity, type SharedCityOptions, siteOf } from '#test/support/shared-city.ts';
import { change } from '#test/support/temp-ledger.ts';

/** A camera that `kv-a` watches from 9:00 on; `kv-b` watches others meanwhile. */
function cityAtNine(options: Partial<SharedCityOptions> = {}) {
  const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a') }], options);
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(9), BOTH);
  for (const one of [a, b]) one.obey(1, at(9), BOTH);
  a.record({ changes: [up(at(9))] }, at(9));
  return { city, a, b };
}

describe('a collector that falls silent while a device is down', () => {
  function silentAtThree() {
    const { city, a, b } = cityAtNine();
    a.record({ changes: [down(at(10), at(9, 59))] }, at(10, 0, 20));
    a.ship(at(10, 3), { fromMs: at(9, 1), toMs: at(10, 3) });
    city.grant(2, at(10, 5), ['kv-b']);
    b.obey(2, at(10, 5), ['kv-b']);
    return { city, a, b };
  }

  test('leaves one outage where the next one finds it down', () => {
    const { city, b } = silentAtThree();
    b.record({ changes: [down(at(10, 5, 20))] }, at(10, 5, 40));
    b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });

    city.place(at(11));

    expect(outagesOf(city)).toEqual(['09:59:00 10:00:00 … …']);
    expect(statesOf(city)).toEqual([
      '09:00:00 unknown',
      '09:01:00 up',
      '10:00:00 down',
      '10:03:00 unknown',
      '10:06:00 down',
    ]);
  });

  test('leaves an outage that ends with the first proof of the next one, somewhere in the time nobody watched', () => {
    const { city, b } = silentAtThree();
    b.record({ changes: [up(at(10, 5, 20))] }, at(10, 5, 40));
    b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });

    expect(city.place(at(11))).toBe(1);

    expect(outagesOf(city)).toEqual(['09:59:00 10:00:00 10:03:00 10:05:20']);
    expect(city.place(at(11))).toBe(0);
  });
});

describe('a collector that is cut off and goes on probing', () => {
  /** `kv-b` has the camera from 10:05 on and first sees it at 10:05:20; rows of `kv-a` come at 10:30. */
  function cutOff(aSays: readonly Change[], bSays: readonly Change[]) {
    const { city, a, b } = cityAtNine();
    a.ship(at(10, 3), { fromMs: at(9, 1), toMs: at(10, 3) });
    city.grant(2, at(10, 5), ['kv-b']);
    b.obey(2, at(10, 5), ['kv-b']);
    b.record({ changes: bSays }, at(10, 6));
    b.ship(at(10, 20), { fromMs: at(9, 1), toMs: at(10, 20) });
    city.place(at(10, 20));
    a.record({ changes: aSays }, at(10, 20));
    a.record(covered(at(9, 1), at(10, 20), 'stop'), at(10, 20));
    return { city, a, b };
  }

  test('counts up to where the next one first covers the device, and no second twice', () => {
    const { city, a, b } = cutOff([down(at(10, 4), at(10, 3))], [up(at(10, 5, 20))]);
    a.ship(at(10, 30));
    b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });
    city.place(at(10, 30));

    expect(statesOf(city)).toEqual(['09:00:00 unknown', '09:01:00 up', '10:04:00 down', '10:05:20 up']);
    expect(outagesOf(city)).toEqual(['10:03:00 10:04:00 10:05:20 10:05:20']);
  });

  test('says nothing in the turn of the next one', () => {
    const { city, a, b } = cutOff(
      [down(at(10, 10), at(10, 9)), up(at(10, 12), at(10, 11))],
      [up(at(10, 5, 20))],
    );
    a.ship(at(10, 30));
    b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });

    expect(city.place(at(10, 31))).toBe(1);

    expect(outagesOf(city)).toEqual([]);
    expect(statesOf(city)).toEqual(['09:00:00 unknown', '09:01:00 up']);
    const [before] = [
      ...city.reader.changes({ fromMs: at(10, 10), toMs: at(10, 11), recordedBeforeMs: at(10, 31) }),
    ];
    expect(before).toMatchObject({ state: 'down', origin: 'measured' });
    expect(city.place(at(10, 40))).toBe(0);
  });

  test('changes no answer from before its rows came', () => {
    const { city, a } = cutOff([down(at(10, 4), at(10, 3))], [up(at(10, 5, 20))]);
    const asked = { fromMs: at(9), toMs: at(10, 30), recordedBeforeMs: at(10, 25) };
    const known = () => [
      [...city.reader.coverage(asked)].map(({ ended, ...one }) => one),
      [...city.reader.changes(asked)],
    ];
    const before = known();

    a.ship(at(10, 30));
    city.place(at(10, 30));

    expect(known()).toEqual(before);
  });

  test('counts again while the next one sees nothing, and the next one goes on with what it last said', () => {
    const { city, a, b } = cityAtNine();
    city.grant(2, at(10, 5), ['kv-b']);
    b.obey(2, at(10, 5), ['kv-b']);
    b.record({ changes: [up(at(10, 5, 20))] }, at(10, 6));
    b.record(covered(at(9, 1), at(10, 10), 'blind'), at(10, 12));
    b.ship(at(10, 40), { fromMs: at(10, 15), toMs: at(10, 40) });
    a.record({ changes: [down(at(10, 8), at(10, 7))] }, at(10, 8));
    a.record(covered(at(9, 1), at(10, 30), 'stop'), at(10, 30));
    a.ship(at(10, 31));

    city.place(at(10, 41));

    expect(statesOf(city, at(10, 40))).toEqual([
      '09:00:00 unknown',
      '09:01:00 up',
      '10:10:00 down',
      '10:15:00 up',
    ]);
    expect(outagesOf(city)).toEqual(['10:10:00 10:10:00 10:15:00 10:15:00']);
    expect(city.place(at(10, 50))).toBe(0);
  });

  test('comes back with a first state of its own', () => {
    const { city, a, b } = cutOff([], [up(at(10, 5, 20))]);
    a.ship(at(10, 30));
    a.obey(2, at(10, 30), ['kv-b']);
    city.grant(3, at(10, 40), BOTH);
    for (const one of [a, b]) one.obey(3, at(10, 40), BOTH);
    b.record(
      { changes: [change(ENTITY, 'unknown', at(10, 40, 1), { reason: 'not-measured' })] },
      at(10, 40, 1),
    );
    a.record({ changes: [down(at(10, 40, 30))] }, at(10, 41));
    b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });
    a.ship(at(11), { fromMs: at(10, 36), toMs: at(11) });

    city.place(at(11));

    expect(statesOf(city)).toEqual(['09:00:00 unknown', '09:01:00 up', '10:40:00 unknown', '10:41:00 down']);
    expect(outagesOf(city)).toEqual(['10:40:00 10:40:30 … …']);
  });
});

test('a device that was down when it was handed over in order has one outage', () => {
  const { city, a, b } = cityAtNine();
  a.record({ changes: [down(at(10), at(9, 59))] }, at(10));
  city.grant(2, at(10, 5), ['kv-b']);
  for (const one of [a, b]) one.obey(2, at(10, 5), ['kv-b']);
  a.record({ changes: [change(ENTITY, 'unknown', at(10, 5, 1), { reason: 'not-measured' })] }, at(10, 5, 1));
  b.record({ changes: [down(at(10, 5, 20))] }, at(10, 6));
  a.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });
  b.ship(at(11), { fromMs: at(9, 1), toMs: at(11) });

  city.place(at(11));

  expect(outagesOf(city)).toEqual(['09:59:00 10:00:00 … …']);
  expect(statesOf(city)).toEqual([
    '09:00:00 unknown',
    '09:01:00 up',
    '10:00:00 down',
    '10:05:00 unknown',
    '10:06:00 down',
  ]);
});

test('an outage that began while a device was handed over in order lies after the last probe of who gave it away', () => {
  const { city, a, b } = cityAtNine();
  city.grant(2, at(10, 5), ['kv-b']);
  for (const one of [a, b]) one.obey(2, at(10, 5), ['kv-b']);
  const closing = change(ENTITY, 'unknown', at(10, 5), { reason: 'not-measured', afterMs: at(10, 4) });
  a.record({ changes: [closing] }, at(10, 5));
  a.ship(at(10, 5), { fromMs: at(9, 1), toMs: at(10, 5) });
  b.ship(at(10, 5), { fromMs: at(9, 1), toMs: at(10, 5) });
  city.place(at(10, 6));
  b.record({ changes: [down(at(10, 6, 20))] }, at(10, 6, 20));
  b.ship(at(10, 7), { fromMs: at(9, 1), toMs: at(10, 7) });

  city.place(at(10, 7));

  expect(outagesOf(city)).toEqual(['10:04:00 10:06:20 … …']);
});

describe('a collector that begins anew what stays its own', () => {
  /** Down since 10:00; it closes the camera at 10:05, since it had missed a lease. */
  function begunAnew(next: Change) {
    const { city, a } = cityAtNine({ answerAgeMs: () => minutes(2) });
    a.record({ changes: [down(at(10), at(9, 59))] }, at(10));
    city.grant(2, at(10, 2), BOTH);
    city.grant(3, at(10, 5), BOTH);
    a.obey(3, at(10, 5), BOTH);
    const closing = change(ENTITY, 'unknown', at(10, 5), { reason: 'not-measured', afterMs: at(10, 4) });
    a.record({ changes: [closing] }, at(10, 5));
    a.ship(at(10, 5), { fromMs: at(9, 1), toMs: at(10, 5) });
    city.place(at(10, 5));
    a.record({ changes: [next] }, next.atMs);
    a.ship(at(10, 20), { fromMs: at(9, 1), toMs: at(10, 20) });
    city.place(at(10, 20));
    return city;
  }

  test('tells one outage of what it finds down again', () => {
    const city = begunAnew(down(at(10, 5, 20)));

    expect(outagesOf(city)).toEqual(['09:59:00 10:00:00 … …']);
    expect(city.place(at(10, 21))).toBe(0);
  });

  test('tells two where so long nobody asked that it may have come back', () => {
    expect(outagesOf(begunAnew(down(at(10, 15))))).toEqual([
      '09:59:00 10:00:00 10:04:00 10:05:00',
      '10:04:00 10:15:00 … …',
    ]);
  });
});

describe('a collector that was given nothing', () => {
  /** Up to 9:40 `kv-a` covers the camera, and `kv-x` of another zone says that it is down from 9:20 on; nobody else is there after 9:40. */
  function toldByStranger() {
    const { city, a } = cityAtNine();
    const stranger = city.collector('kv-x');
    stranger.record({ changes: [down(at(9, 20), at(9, 19))] }, at(9, 20));
    stranger.record({ changes: [up(at(9, 30)), down(at(9, 50), at(9, 49))] }, at(9, 50));

    a.record(covered(at(9, 1), at(9, 40), 'stop'), at(9, 40));
    a.ship(at(9, 41));
    stranger.ship(at(9, 51), { fromMs: at(8), toMs: at(10) });
    city.place(at(10));
    return city;
  }

  test('covers nothing, and its word counts for nothing', () => {
    const city = toldByStranger();

    expect(statesOf(city)).toEqual(['09:00:00 unknown', '09:01:00 up', '09:40:00 unknown']);
    expect(outagesOf(city)).toEqual([]);
  });
});
