import { describe, expect, test } from 'vitest';
import { buildCheckIntervals } from '#availability/timelines/check-intervals.ts';
import type { NamedProfile } from '#ledger/record/profiles.ts';
import type { RecordedRevision } from '#ledger/record/revisions.ts';

let seq = 0;
const named = (fromMs: number, profile?: string, recordedMs = fromMs): NamedProfile => ({
  seq: ++seq,
  id: 'cam',
  fromMs,
  recordedMs,
  ...(profile !== undefined && { profile }),
});
const revision = (
  kind: 'profile' | 'polling',
  id: string,
  fromMs: number,
  body?: object,
): RecordedRevision => ({
  ...{ seq: ++seq, kind, id, fromMs, recordedMs: fromMs, author: 'an', sourceHash: 'x' },
  ...(body && { body: JSON.stringify(body) }),
});
const profile = (id: string, fromMs: number, intervalMs?: number) =>
  revision(
    'profile',
    id,
    fromMs,
    intervalMs === undefined ? undefined : { checks: { reach: { intervalMs } } },
  );
const polling = (id: string, fromMs: number, reach?: number) =>
  revision('polling', id, fromMs, reach === undefined ? undefined : { intervalMs: { reach } });

const stepsOf = (
  names: readonly NamedProfile[],
  revisions: readonly RecordedRevision[],
  entity: 'device:cam' | 'link:l' = 'device:cam',
) =>
  buildCheckIntervals({ profilesOfDevices: names, revisions })
    .of(entity, 'reach')
    .map(({ fromMs, intervalMs }) => `${fromMs} ${intervalMs}`);

describe('the intervals of a check', () => {
  test('are none where nothing is on record', () => {
    expect(stepsOf([], [])).toEqual([]);
    expect(stepsOf([named(0, 'a')], [])).toEqual([]);
    expect(stepsOf([named(0)], [profile('a', 0, 5)])).toEqual([]);
  });

  test.each([
    {
      what: 'what was recorded first also holds before',
      names: [named(100, 'a')],
      revisions: [profile('a', 200, 5)],
      steps: ['-Infinity 5'],
    },
    {
      what: 'a profile changes, and a device changes its profile',
      names: [named(100, 'a'), named(300, 'b')],
      revisions: [profile('a', 100, 5), profile('b', 100, 60), profile('a', 200, 10), profile('b', 400, 30)],
      steps: ['-Infinity 5', '200 10', '300 60', '400 30'],
    },
    {
      what: 'another profile with the same interval is no change',
      names: [named(100, 'a'), named(300, 'b')],
      revisions: [profile('a', 100, 5), profile('b', 100, 5)],
      steps: ['-Infinity 5'],
    },
    {
      what: 'what is removed, and what is not checked any more, stays as it was',
      names: [named(100, 'a'), named(300), named(400, 'gone')],
      revisions: [profile('a', 100, 5), profile('a', 350)],
      steps: ['-Infinity 5'],
    },
    {
      what: 'nobody checks by what is not recorded yet',
      names: [named(100, 'a'), named(150, 'b', 300)],
      revisions: [profile('a', 100, 5), profile('b', 100, 60)],
      steps: ['-Infinity 5', '300 60'],
    },
    {
      what: 'polling goes before the profile while there is one',
      names: [named(100, 'a')],
      revisions: [profile('a', 100, 5), polling('device:cam', 200, 60), polling('device:cam', 300)],
      steps: ['-Infinity 5', '200 60', '300 5'],
    },
  ])('$what', ({ names, revisions, steps }) => {
    expect(stepsOf(names, revisions)).toEqual(steps);
  });

  test('of a link are those of its polling', () => {
    const revisions = [
      polling('link:l', 100, 60),
      polling('link:l', 200, 3_600),
      polling('link:other', 100, 1),
    ];

    expect(stepsOf([], revisions, 'link:l')).toEqual(['-Infinity 60', '200 3600']);
  });

  test('are one list for all that have the same', () => {
    const cam = { ...named(0, 'a'), id: 'cam' };
    const others = ['x', 'y'].map((id) => ({ ...named(0, id === 'x' ? 'a' : 'b'), id }));
    const intervals = buildCheckIntervals({
      profilesOfDevices: [cam, ...others],
      revisions: [profile('a', 0, 5), profile('b', 0, 5)],
    });

    const lists = ['cam', 'x', 'y'].map((id) => intervals.of(`device:${id}`, 'reach'));
    expect(new Set(lists).size).toBe(1);
  });
});
