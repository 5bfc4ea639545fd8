import { expect, test } from 'vitest';
import { followRuns, type SeenRuns } from '#ledger/sqlite/collectors/seen-runs.ts';

/** Who of these runs, one after the other, is found out as a second process of its name. */
function follow(...heard: readonly string[]) {
  let seen: SeenRuns = {};
  return heard.map((run, at) => {
    const { isDoubled, ...runs } = followRuns(seen, run, at);
    seen = { ...runs, run };
    return isDoubled;
  });
}

test('a process that starts again is a new run, and no second process', () => {
  expect(follow('a', 'a', 'b', 'b', 'c')).toEqual([false, false, false, false, false]);
});

test('a run that speaks after the next one did has not ended: two processes have one name', () => {
  expect(follow('a', 'b', 'a', 'b')).toEqual([false, false, true, true]);
});

test('what goes on is noted once an hour', () => {
  const first = followRuns({ run: 'b', former: 'a' }, 'a', 1_000);
  const second = followRuns({ run: 'a', former: 'b', doubledMs: first.doubledMs }, 'b', 2_000);
  const third = followRuns({ run: 'b', former: 'a', doubledMs: second.doubledMs }, 'a', 3_700_000);

  expect([first, second, third].map(({ doubledMs }) => doubledMs)).toEqual([1_000, 1_000, 3_700_000]);
});
