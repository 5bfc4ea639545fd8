import { expect, test } from 'vitest';
import { createTouchedHours } from '#availability/sums/touched-hours.ts';
import { hours } from '#core/time/units.ts';
import { change } from '#test/support/temp-ledger.ts';

test('nothing is touched before anything is recorded', () => {
  expect(createTouchedHours().take()).toBeUndefined();
});

test('growing coverage touches the hours of everybody, as far as it grew', () => {
  const touched = createTouchedHours();
  touched.add({ changes: [], coverage: [{ fromMs: 0, toMs: 1_000 }] });
  touched.add({ changes: [], coverage: [{ fromMs: 0, toMs: 3_000 }] });

  expect(touched.take()?.everybody).toEqual({ fromMs: 0, toMs: 3_000 });
  touched.add({ changes: [], coverage: [{ fromMs: 0, toMs: 4_000 }] });
  expect(touched.take()?.everybody).toEqual({ fromMs: 3_000, toMs: 4_000 });
  touched.add({ changes: [], coverage: [{ fromMs: 0, toMs: 4_000, closed: 'stop' }] });
  expect(touched.take()?.everybody).toBeUndefined();
});

test('a stretch in which nobody watched is touched once watching goes on: it has become unknown', () => {
  const touched = createTouchedHours();
  touched.add({ changes: [], coverage: [{ fromMs: 0, toMs: hours(1), closed: 'blind' }] });
  touched.take();
  touched.add({ changes: [], coverage: [{ fromMs: hours(4), toMs: hours(5) }] });

  expect(touched.take()?.everybody).toEqual({ fromMs: hours(1), toMs: hours(5) });
});

test('what an earlier run may not have copied is touched from the start, and so is the time since', () => {
  const touched = createTouchedHours(hours(10));

  expect(touched.take()?.everybody).toEqual({ fromMs: hours(9), toMs: hours(10) });
  touched.add({ changes: [], coverage: [{ fromMs: hours(12), toMs: hours(13) }] });
  expect(touched.take()?.everybody).toEqual({ fromMs: hours(10), toMs: hours(13) });
});

test('a change touches the hours of its entity from the one it is dated in, and waits for coverage', () => {
  const touched = createTouchedHours();
  touched.add({ changes: [change('device:a', 'down', hours(5) + 7), change('link:l', 'up', hours(2))] });
  expect(touched.take()).toBeUndefined();
  touched.add({
    changes: [change('device:a', 'up', hours(3) + 1), change('device:a', 'up', hours(9))],
    coverage: [{ fromMs: hours(9), toMs: hours(10) }],
  });

  expect(touched.take()?.fromMsByEntity).toEqual(
    new Map([
      ['device:a', hours(3)],
      ['link:l', hours(2)],
    ]),
  );
  expect(touched.take()).toBeUndefined();
});
