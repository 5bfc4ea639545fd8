import { describe, expect, test } from 'vitest';
import { listOutages } from '#availability/timelines/outages.ts';
import { listDisagreements } from '#contracts/findings/disagreements.ts';
import { createSharedCity, EVERY_MS, siteOf } from '#test/support/shared-city.ts';
import { change } from '#test/support/temp-ledger.ts';

const BOTH = ['kv-a', 'kv-b'];
const at = (minutes: number, seconds = 0) => (minutes * 60 + seconds) * 1_000;
const PERIOD = { fromMs: 0, toMs: at(60) };

/** `kv-a` is cut off at 20 min and goes on probing what `kv-b` has from then on; it sees the camera down for so many seconds. */
function cutOff(downSeconds: number) {
  const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a') }]);
  const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
  city.grant(1, at(1), BOTH);
  for (const one of [a, b]) one.obey(1, at(1), BOTH);
  city.grant(2, at(20), ['kv-b']);
  b.obey(2, at(20), ['kv-b']);
  a.record({ changes: [change('device:cam', 'up', at(1))] }, at(1));
  b.record({ changes: [change('device:cam', 'up', at(20, 20))] }, at(20, 20));
  a.record(
    { changes: [change('device:cam', 'down', at(30)), change('device:cam', 'up', at(30, downSeconds))] },
    at(40),
  );
  const coverage = [{ intervalMs: EVERY_MS, fromMs: at(2), toMs: at(40), closed: 'stop' as const }];
  for (const one of [a, b]) {
    one.record({ changes: [], coverage }, at(40));
    one.ship(at(45));
  }
  city.place(at(45));
  return city;
}

test('two collectors that covered a device and did not agree for longer than an interval are worth a look', () => {
  const { reader } = cutOff(61);

  const [row] = [...reader.changes({ fromMs: at(30), toMs: at(31), corrected: 'include' })];
  expect(listDisagreements(reader, PERIOD)).toEqual([
    {
      ...{ code: 'collectors-disagree', entity: 'device:cam', atMs: at(30) },
      ...{ ref: `change:${row?.seq}`, seq: row?.seq, detail: 'kv-a, kv-b' },
    },
  ]);
  expect(listDisagreements(reader, PERIOD, ['device:other'])).toEqual([]);
  expect(listDisagreements(reader, { fromMs: 0, toMs: at(29) })).toEqual([]);
});

test('for one interval one of them may not have looked', () => {
  expect(listDisagreements(cutOff(60).reader, PERIOD)).toEqual([]);
});

describe('of two that watch one device on purpose', () => {
  /** `kv-a` is the first; `kv-b` finds the camera down for so many seconds, and looked a minute before. */
  function watchedTwice(downSeconds: number) {
    const city = createSharedCity([{ id: 'cam', site: siteOf(BOTH, 'kv-a'), watchers: 2 }]);
    const [a, b] = [city.collector('kv-a'), city.collector('kv-b')];
    city.grant(1, at(1), BOTH);
    for (const one of [a, b]) {
      one.obey(1, at(1), BOTH);
      one.record({ changes: [change('device:cam', 'up', at(1))] }, at(1));
    }
    const back = at(30, downSeconds);
    b.record(
      {
        changes: [
          change('device:cam', 'down', at(30), { afterMs: at(29) }),
          change('device:cam', 'up', back, { afterMs: back - EVERY_MS }),
        ],
      },
      at(40),
    );
    for (const one of [a, b]) one.ship(at(45), { fromMs: at(2), toMs: at(45) });
    city.place(at(45));
    return city;
  }

  test('what they disagree on is a finding, and the word of the first is what counts', () => {
    const { reader } = watchedTwice(121);

    expect(listDisagreements(reader, PERIOD)).toMatchObject([
      { code: 'collectors-disagree', entity: 'device:cam', atMs: at(30), detail: 'kv-a, kv-b' },
    ]);
    expect(listOutages(reader, { entity: 'device:cam', ...PERIOD })).toEqual([]);
  });

  test('that one looked later than the other is none', () => {
    expect(listDisagreements(watchedTwice(120).reader, PERIOD)).toEqual([]);
  });
});
