import { expect, test } from 'vitest';
import { planObedience } from '#hub/leases/plan-obedience.ts';

const lease = (epoch: number, ...collectors: readonly string[]) => ({
  zone: 'z',
  epoch,
  fromMs: epoch,
  collectors,
});
const [FIRST, SECOND, THIRD] = [lease(1, 'kv-a'), lease(2, 'kv-b'), lease(3, 'kv-a', 'kv-b')];

test.each([
  { what: 'nothing is granted', obeyed: FIRST, granted: [], expected: undefined },
  { what: 'it obeys the last one', obeyed: SECOND, granted: [FIRST, SECOND], expected: undefined },
  { what: 'it is new', obeyed: undefined, granted: [FIRST], expected: { next: FIRST, throughout: [] } },
  {
    what: 'one follows on the one that it obeys',
    obeyed: FIRST,
    granted: [FIRST, SECOND],
    expected: { next: SECOND, throughout: [FIRST, SECOND] },
  },
  {
    what: 'it missed one that is known',
    obeyed: FIRST,
    granted: [SECOND, THIRD],
    expected: { next: THIRD, throughout: [FIRST, SECOND, THIRD] },
  },
  {
    what: 'it missed one that nobody told it',
    obeyed: FIRST,
    granted: [THIRD],
    expected: { next: THIRD, throughout: [] },
  },
  {
    what: 'it stands in another zone now',
    obeyed: { ...FIRST, zone: 'y' },
    granted: [SECOND],
    expected: { next: SECOND, throughout: [] },
  },
])('where $what', ({ obeyed, granted, expected }) => {
  expect(planObedience(obeyed, granted)).toEqual(expected);
});
