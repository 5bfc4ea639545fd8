import { describe, expect, test } from 'vitest';
import { foldVersions, type Step, valueAt, versionsIn } from '#core/time/versions.ts';

const step = (seq: number, fromMs: number, value: string | undefined): Step<string> => ({
  seq,
  fromMs,
  value,
});
const brief = (steps: readonly Step<string>[]) =>
  foldVersions(steps).map(({ fromMs, toMs, value }) => `${value} ${fromMs}-${toMs}`);

describe('foldVersions', () => {
  test.each<[string, Step<string>[], string[]]>([
    ['one holds from its instant on', [step(1, 10, 'a')], ['a 10-Infinity']],
    ['the next ends it', [step(1, 10, 'a'), step(2, 20, 'b')], ['a 10-20', 'b 20-Infinity']],
    [
      'one of an earlier instant that was recorded later holds of all that follows',
      [step(1, 10, 'a'), step(2, 20, 'b'), step(3, 15, 'c')],
      ['a 10-15', 'c 15-Infinity'],
    ],
    ['one of the same instant takes its place', [step(1, 10, 'a'), step(2, 10, 'b')], ['b 10-Infinity']],
    ['a removal ends it', [step(1, 10, 'a'), step(2, 20, undefined)], ['a 10-20']],
    [
      'what was removed may come back',
      [step(1, 10, 'a'), step(2, 20, undefined), step(3, 30, 'b')],
      ['a 10-20', 'b 30-Infinity'],
    ],
    ['a removal of what never was is nothing', [step(1, 10, undefined)], []],
  ])('%s', (_name, steps, expected) => {
    expect(brief(steps)).toEqual(expected);
  });
});

test('tells what holds at an instant, and what within an interval', () => {
  const versions = foldVersions([step(1, 10, 'a'), step(2, 20, 'b'), step(3, 30, undefined)]);

  expect([9, 10, 19, 20, 30].map((atMs) => valueAt(versions, atMs))).toEqual([
    undefined,
    'a',
    'a',
    'b',
    undefined,
  ]);
  expect(versionsIn(versions, { fromMs: 15, toMs: 20 }).map(({ value }) => value)).toEqual(['a']);
  expect(versionsIn(versions, { fromMs: 30, toMs: 40 })).toEqual([]);
  expect(versionsIn(undefined, { fromMs: 0, toMs: 40 })).toEqual([]);
});
