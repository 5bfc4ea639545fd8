import { describe, expect, test } from 'vitest';
import { foldSteps, type Step, shorten } from '#ledger/sqlite/outbox/fold-steps.ts';
import { newsOf } from '../../../../support/outbox.ts';

const step = (id: number, rest: Partial<Step> = {}): Step => ({
  id,
  thread: 'a',
  type: 'news',
  news: 'opened',
  severity: 'minor',
  atMs: id,
  ...rest,
});

describe('foldSteps', () => {
  test.each<[string, readonly Step[], readonly number[]]>([
    ['an incident that was opened and resolved is one line', [step(1), step(2, { news: 'resolved' })], [2]],
    ['incidents are lines of their own, the newest first', [step(1), step(2, { thread: 'b' })], [2, 1]],
    ['notes are kept', [step(1), step(2, { news: 'noted' }), step(3, { news: 'grew' })], [3, 2]],
    [
      'the gravest come first, and what is over last',
      [
        step(1, { thread: 'over', news: 'resolved', severity: 'critical' }),
        step(2, { thread: 'major', severity: 'major' }),
        step(3, { thread: 'minor' }),
        step(4, { thread: 'minor', type: 'escalation' }),
      ],
      [4, 2, 3, 1],
    ],
  ])('%s', (_, steps, named) => {
    expect(foldSteps(steps, 10)).toMatchObject({ named, more: 0 });
  });

  test('names so many, counts the rest, and spans all', () => {
    const steps = Array.from({ length: 100 }, (_, n) => step(n + 1, { thread: `t${n}` }));

    expect(foldSteps(steps, 2)).toEqual({
      named: [100, 99],
      more: 98,
      incidents: 100,
      fromMs: 1,
      toMs: 100,
    });
  });
});

describe('shorten', () => {
  test('keeps how many joined and whom it is about', () => {
    expect(shorten(newsOf())).toMatchObject({
      timeline: [],
      joined: { some: [], count: 1 },
      members: { some: ['device:cam-1'] },
    });
  });
});
