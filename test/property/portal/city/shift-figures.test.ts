import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countShift, isOpenAt, openStretches } from '#portal/city/shift-figures.ts';

/** Instants at which an incident opens, ends, opens again, ends … */
const turns = fc
  .uniqueArray(fc.nat(60), { minLength: 1, maxLength: 6 })
  .map((instants) => instants.toSorted((a, b) => a - b));

const courseOf = ([openedMs = 0, ...later]: readonly number[]) => {
  const steps = later.map((atMs, index) => ({
    ...{ action: index % 2 === 0 ? 'resolved' : 'reopened', recordedMs: atMs },
    body: { atMs },
  }));
  const resolvedMs = later.length % 2 === 1 ? later.at(-1) : undefined;
  return openStretches({ openedMs, ...(resolvedMs !== undefined && { resolvedMs }) }, steps);
};

test('what was there and came is what ended and is left, each once, and shifts that follow each other hand on the same', () => {
  fc.assert(
    fc.property(
      fc.array(turns, { maxLength: 12 }),
      fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
      (all, [fromMs, first, second]) => {
        const courses = all.map(courseOf);
        const untilMs = fromMs + first;

        const one = countShift(courses, { fromMs, toMs: untilMs });
        const next = countShift(courses, { fromMs: untilMs, toMs: untilMs + second });

        expect(one.beginning + one.opened + one.reopened - one.resolved).toBe(one.left);
        expect(one.left).toBe(courses.filter((course) => isOpenAt(course, untilMs)).length);
        expect(next.beginning).toBe(one.left);
        expect(one.opened).toBe(all.filter(([at = 0]) => at >= fromMs && at < untilMs).length);
      },
    ),
  );
});

test.each([
  ['opened and left', [12], { opened: 1, left: 1 }],
  ['opened, over, opened again and left', [12, 14, 16], { opened: 1, left: 1 }],
  ['opened, over, opened again and over', [12, 14, 16, 18], { opened: 1, resolved: 1 }],
  ['there and over', [2, 14], { beginning: 1, resolved: 1 }],
  ['there, over and back', [2, 14, 16], { beginning: 1, left: 1 }],
  ['over before and back', [2, 4, 16], { reopened: 1, left: 1 }],
  ['over before and back for a while', [2, 4, 16, 18], { reopened: 1, resolved: 1 }],
  ['over before and back later', [2, 4, 26], {}],
  ['over as it begins', [2, 10], { beginning: 1, resolved: 1 }],
])('one that is %s', (_what, instants, figures) => {
  const none = { beginning: 0, opened: 0, reopened: 0, resolved: 0, left: 0 };

  expect(countShift([courseOf(instants)], { fromMs: 10, toMs: 20 })).toEqual({ ...none, ...figures });
});
