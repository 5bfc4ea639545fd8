import { describe, expect, test } from 'vitest';
import { flapRatio } from '#collector/judge/flapping.ts';
import {
  judge,
  judgeClockStep,
  judgeGap,
  judgeStale,
  judgeUnmeasured,
  wantsRecheck,
} from '#collector/judge/judge.ts';
import { isCutShortUnsaid, lastToldMs, type Status, unknownStatus } from '#collector/judge/status.ts';
import type { Verdict } from '#collector/probing/verdict.ts';

const up: Verdict = { state: 'up' };
const down: Verdict = { state: 'down', reason: 'timeout' };
const degraded: Verdict = { state: 'degraded', reason: 'loss' };
const refused: Verdict = { state: 'unknown', reason: 'no-access' };
const part: Verdict = { state: 'unknown', reason: 'cut-short' };
const flawed: Verdict = { state: 'degraded', reason: 'disk', isAtLeast: true };
const VERDICTS = { u: up, d: down, g: degraded, r: refused, p: part, f: flawed };

/** Judges one probe every ten seconds from t = 10 s, given as `u` (up), `d` (down), `g` (degraded), `r` (refused), `p` and `f` (a part of an answer, without a fault and with one). */
function watch(probes: string, confirm = 3, start: Status = unknownStatus(0)) {
  let status = start;
  const changes: string[] = [];
  for (const [index, letter] of [...probes].entries()) {
    const verdict = VERDICTS[letter as keyof typeof VERDICTS];
    const judgement = judge(status, { atMs: (index + 1) * 10_000, verdict }, { confirm });
    status = judgement.status;
    const { change } = judgement;
    if (change) changes.push(`${change.state} (${change.afterMs / 1_000}, ${change.atMs / 1_000}]`);
  }
  return { status, changes };
}

describe('judge', () => {
  test.each([
    ['u', ['up (10, 10]'], 'one good probe is enough after nothing was known'],
    ['dd', [], 'two failed probes prove nothing yet'],
    [
      'urrrr',
      ['up (10, 10]', 'unknown (10, 20]'],
      'refused as often as was asked for: nobody knows any more',
    ],
    ['rr', [], 'refused less often than asked for: nothing is said'],
    ['rrr', ['unknown (10, 10]'], 'refused just as often as asked for: that is why nobody knows'],
    ['udrd', ['up (10, 10]', 'unknown (10, 20]'], 'the third doubt in a row is enough, a refusal among them'],
    ['udr', ['up (10, 10]'], 'two doubts are not'],
    ['urru', ['up (10, 10]'], 'refused less often: nothing changes'],
    ['dddr', ['down (10, 10]', 'unknown (30, 40]'], 'a refusal is an answer: down is not proven any longer'],
    ['ddrdd', [], 'a refusal breaks a run of failures'],
    ['urrrdd', ['up (10, 10]', 'unknown (10, 20]'], 'after a refusal down needs its own proof'],
    ['urrrd', ['up (10, 10]', 'unknown (10, 20]'], 'one failure after a refusal proves nothing'],
    ['urrru', ['up (10, 10]', 'unknown (10, 20]', 'up (50, 50]'], 'let in again: up at once'],
    [
      'uddrddrddr',
      ['up (10, 10]', 'unknown (10, 20]'],
      'refusals among failures do not keep alive what no probe bears out',
    ],
    ['ugrgr', ['up (10, 10]', 'unknown (10, 20]'], 'nor among flaws'],
    ['urdurdurd', ['up (10, 10]'], 'a good probe in between is one'],
    ['uggggrg', ['up (10, 10]', 'degraded (10, 20]'], 'a single refusal is no reason to doubt what stands'],
    ['uddrddd', ['up (10, 10]', 'unknown (10, 20]', 'down (40, 50]'], 'and failures alone are down again'],
    ['ddd', ['down (10, 10]'], 'down after nothing was known: no earlier probe to name'],
    ['uudddd', ['up (10, 10]', 'down (20, 30]'], 'down is backdated to the first failure'],
    ['uddudd', ['up (10, 10]'], 'a good probe in between breaks the run'],
    ['udddu', ['up (10, 10]', 'down (10, 20]', 'up (40, 50]'], 'one good probe ends an outage'],
    ['ugggu', ['up (10, 10]', 'degraded (10, 20]', 'up (40, 50]'], 'degraded is confirmed and ends likewise'],
    [
      'ugddd',
      ['up (10, 10]', 'degraded (10, 20]', 'down (20, 30]'],
      'bad and worse: degraded since the first, down since the first worse',
    ],
    ['udddg', ['up (10, 10]', 'down (10, 20]', 'degraded (40, 50]'], 'an answer with loss ends down'],
    ['p', [], 'a part of an answer is no good probe'],
    ['uggg', ['up (10, 10]', 'degraded (10, 20]'], 'degraded, for what follows'],
    ['ugggppp', ['up (10, 10]', 'degraded (10, 20]'], 'parts of answers do not end degraded'],
    ['udddpfp', ['up (10, 10]', 'down (10, 20]'], 'nor down, whatever fault they show'],
    ['ufff', ['up (10, 10]', 'degraded (10, 20]'], 'the fault that they show is confirmed like any other'],
    ['fff', ['degraded (10, 10]'], 'also where nothing was known'],
    ['ufpff', ['up (10, 10]', 'degraded (10, 20]'], 'parts without a fault say nothing against it'],
    ['udpdd', ['up (10, 10]', 'down (10, 20]'], 'nor against silence'],
    [
      'ugggpu',
      ['up (10, 10]', 'degraded (10, 20]', 'up (40, 60]'],
      'a whole answer ends it, after the last that bore it out',
    ],
    ['uppddd', ['up (10, 10]', 'down (10, 40]'], 'the last that said otherwise was whole'],
    ['udgdg', ['up (10, 10]', 'degraded (10, 20]'], 'down and degraded in turn are at least degraded'],
  ])('%s: %j (%s)', (probes, changes) => {
    expect(watch(probes).changes).toEqual(changes);
  });

  test('confirm: 1 believes the first failure', () => {
    expect(watch('ud', 1).changes).toEqual(['up (10, 10]', 'down (10, 20]']);
  });

  test('says how many probes confirmed it, and why', () => {
    const { status } = watch('udd');

    const { change } = judge(status, { atMs: 40_000, verdict: down }, { confirm: 3 });

    expect(change).toMatchObject({ reason: 'timeout', evidence: { probes: 3 } });
  });

  test('an observation that is not newer than the last one changes nothing', () => {
    const { status } = watch('uu');

    expect(judge(status, { atMs: 20_000, verdict: down }, { confirm: 1 })).toEqual({ status });
  });

  test('after a gap the failures from before it do not count', () => {
    const { status } = watch('udd');

    const judgement = judge(judgeGap(status), { atMs: 900_000, verdict: down }, { confirm: 3 });

    expect(judgement.change).toBeUndefined();
    expect(judgement.status.downRun).toMatchObject({ count: 1, firstMs: 900_000, afterMs: 10_000 });
  });

  test.each([
    ['an answer of before the last start', 'dd', down],
    ['one that was whole', 'ugg', { state: 'degraded', reason: 'loss' } as const],
  ])(
    'after a gap an outage is bounded by the last probe that said otherwise: %s',
    (_whose, probes, worse) => {
      const { lastAnswerMs: _before, ...resumed } = watch('u').status;
      const start = probes.startsWith('u') ? watch('u').status : resumed;
      const failing = [...probes.replace('u', '')].reduce(
        (status, _probe, index) =>
          judge(status, { atMs: 20_000 + index, verdict: worse }, { confirm: 3 }).status,
        start,
      );

      const { status } = judge(judgeGap(failing), { atMs: 900_000, verdict: worse }, { confirm: 3 });

      expect(status.doubtRun).toMatchObject({ count: 1, firstMs: 900_000, afterMs: 10_000 });
    },
  );

  // Good and bad in the place of each other give the same share: a run is told from its neighbour, not good from bad.
  test.each([
    ['uuuu', 0],
    ['dddd', 0],
    ['gggg', 0],
    ['udud', 1],
    // An answer with a flaw is not a good one.
    ['ugug', 1],
    ['gdgd', 0],
  ])('%s: a share of %j of the probes told otherwise than the one before', (probes, expected) => {
    expect(flapRatio(watch(probes).status.history)).toBe(expected);
  });

  test('no instant that is remembered lies after a step of the clock backwards', () => {
    const status = { ...watch('uuu').status, lastToldMs: 25_000 };

    expect(judgeClockStep(status, 5_000)).toMatchObject({ lastMs: 5_000, lastToldMs: 5_000 });
    expect(judgeClockStep(status, 60_000)).toMatchObject({ lastMs: 30_000, lastToldMs: 25_000 });
  });

  test('after a step of the clock backwards new probes are judged', () => {
    const { status } = watch('uuu');

    const stepped = judgeClockStep(status, 5_000);

    expect(judge(stepped, { atMs: 6_000, verdict: down }, { confirm: 1 }).change).toMatchObject({
      state: 'down',
      // Never before the change that it follows.
      atMs: 10_000,
    });
  });
});

/** A probe of some seconds, from its beginning to its end, by when it proved what it says, and what it asked first. */
interface Probe {
  readonly from: number;
  readonly to: number;
  readonly proven: number;
  readonly asked?: number;
  readonly took?: number;
}

describe('an edge', () => {
  const judgeAll = (probes: readonly (readonly [Verdict, Probe])[], start = unknownStatus(0)) => {
    let status = start;
    const edges: string[] = [];
    for (const [verdict, { from, to, proven, asked, took }] of probes) {
      const askedMs = asked === undefined ? {} : { askedMs: asked * 1_000 };
      const instants = { atMs: from * 1_000, endMs: to * 1_000, provenMs: proven * 1_000, ...askedMs };
      const tookMs = took === undefined ? undefined : took * 1_000;
      const judged = judge(status, { ...instants, tookMs, verdict }, { confirm: 2 });
      status = judged.status;
      const { change } = judged;
      if (change) edges.push(`${change.state} (${change.afterMs / 1_000}, ${change.atMs / 1_000}]`);
    }
    return edges;
  };
  const well: Probe = { from: 10, to: 13, proven: 10.1, took: 0.1 };
  const silent: Probe = { from: 20, to: 23, proven: 21, asked: 20.2 };
  const silentAgain: Probe = { from: 30, to: 33, proven: 31, asked: 30.2 };

  test('to up is the first answer, after the last failed probe was sent', () => {
    // Back at 41.5 s, between the second echo request and the third.
    const back: Probe = { from: 40, to: 43, proven: 42.1 };

    expect(
      judgeAll([
        [up, well],
        [down, silent],
        [down, silentAgain],
        [up, back],
      ]),
    ).toEqual(['up (10.1, 10.1]', 'down (10, 20.3]', 'up (30, 42.1]']);
  });

  test('to down is when the first lost request would have been answered as fast as the last that was', () => {
    // Cut at 20.1 s, while the batch was under way and this device had not been asked yet.
    expect(
      judgeAll([
        [up, well],
        [down, silent],
        [down, silentAgain],
      ]),
    ).toContain('down (10, 20.3]');
  });

  test('to down is the end of our patience where no answer is known to compare with', () => {
    expect(
      judgeAll(
        [
          [down, silent],
          [down, silentAgain],
        ],
        { ...unknownStatus(0), state: 'up', lastMs: 5_000 },
      ),
    ).toEqual(['down (5, 21]']);
  });

  test('to down is never after the time of the request was up, however slow the last answer was', () => {
    expect(
      judgeAll([
        [up, { ...well, took: 3 }],
        [down, silent],
        [down, silentAgain],
      ]),
    ).toContain('down (10, 21]');
  });

  test('to down is the end of a conversation that broke off', () => {
    const broken: Probe = { from: 20, to: 24, proven: 24 };

    expect(
      judgeAll([
        [up, well],
        [down, broken],
        [down, { from: 30, to: 34, proven: 34 }],
      ]),
    ).toContain('down (10, 24]');
  });

  test('to a worse state that an answer shows, or to a refusal, is the end of the probe', () => {
    const flawed: Probe = { from: 20, to: 23, proven: 20.1 };
    const again: Probe = { from: 30, to: 33, proven: 30.1 };
    const both = (verdict: Verdict) =>
      judgeAll([
        [up, well],
        [verdict, flawed],
        [verdict, again],
      ]);

    expect(both(degraded)).toContain('degraded (10, 23]');
    expect(both(refused)).toContain('unknown (10, 23]');
  });
});

describe('the bound of a fall out of unknown', () => {
  const silent: Status = { ...unknownStatus(0), reason: 'measuring-fault', sinceMs: 5_000, lastMs: 8_000 };

  test('is its own first proof where nothing was ever heard: a probe that failed says nothing else', () => {
    expect(watch('ddd', 3, silent).changes).toEqual(['down (10, 10]']);
  });

  test('is the last answer, however many failed probes came since', () => {
    expect(watch('ddd', 3, { ...silent, lastAnswerMs: 4_000 }).changes).toEqual(['down (4, 10]']);
  });
});

describe('judgeStale', () => {
  test('knows nothing any more two intervals after the last sign of life', () => {
    const { status } = watch('uu');

    expect(judgeStale(status, 20_000, 10_000).change).toEqual({
      state: 'unknown',
      reason: 'stale',
      afterMs: 20_000,
      atMs: 40_000,
    });
  });

  test('says nothing twice', () => {
    const { status } = watch('uu');
    const { status: stale } = judgeStale(status, 20_000, 10_000);

    expect(judgeStale(stale, 20_000, 10_000).change).toBeUndefined();
  });

  test('a good probe ends it', () => {
    const { status } = judgeStale(watch('uu').status, 20_000, 10_000);

    expect(judge(status, { atMs: 50_000, verdict: up }, { confirm: 3 }).change).toMatchObject({
      state: 'up',
      atMs: 50_000,
    });
  });
});

test.each([
  ['u', down, true],
  ['u', degraded, true],
  ['u', up, false],
  ['ddd', down, false],
  ['ddd', up, false],
  ['', down, true],
  ['', up, false],
])('after %j, %j asks for a repeat: %j', (probes, verdict, expected) => {
  expect(wantsRecheck(watch(probes).status, verdict)).toBe(expected);
});

describe('an indicator of which only parts of answers come', () => {
  const SECOND = 1_000;
  const change = (probes: string) => {
    const { status } = watch(probes);
    return judgeStale(status, lastToldMs(status) ?? 0, 10 * SECOND).change;
  };

  test.each(['up', 'ugggp', 'udddpf', 'rrrp'])(
    '%s is unknown two intervals after the last whole one',
    (probes) => {
      const toldMs = (probes.search(/[pf]/) || 1) * 10 * SECOND;

      expect(change(probes)).toMatchObject({
        state: 'unknown',
        reason: 'cut-short',
        afterMs: toldMs,
        atMs: toldMs + 20 * SECOND,
      });
    },
  );

  test('is unknown so from the first part on where nothing was known', () => {
    expect(change('pp')).toMatchObject({ reason: 'cut-short', afterMs: 10 * SECOND, atMs: 30 * SECOND });
  });

  test('is said once', () => {
    const { status } = watch('up');
    const said = judgeStale(status, 10 * SECOND, 10 * SECOND).status;

    expect(isCutShortUnsaid(said)).toBe(false);
    expect(judgeStale(said, 10 * SECOND, 10 * SECOND).change).toBeUndefined();
  });

  test('that shows its fault is no less alive than with whole answers', () => {
    const { status } = watch('ugggfff');

    expect(lastToldMs(status)).toBe(70 * SECOND);
  });

  test('that nobody probes any more is stale', () => {
    expect(change('upu')).toMatchObject({ reason: 'stale' });
  });

  test('is up again with one whole answer', () => {
    const { status } = watch('up');
    const cutShort = judgeStale(status, 10 * SECOND, 10 * SECOND).status;

    expect(judge(cutShort, { atMs: 40 * SECOND, verdict: up }, { confirm: 3 }).change).toMatchObject({
      state: 'up',
      atMs: 40 * SECOND,
    });
  });
});

describe('a rung that never answered', () => {
  const NEVER = 'unknown (10, 10]';
  const watchUntil = (probes: string, acceptedS: number) => {
    let status = unknownStatus(0);
    const changes: string[] = [];
    for (const [index, letter] of [...probes].entries()) {
      const verdict = VERDICTS[letter as keyof typeof VERDICTS];
      const policy = { confirm: 3, acceptedMs: acceptedS * 1_000 };
      const { change, ...rest } = judge(status, { atMs: (index + 1) * 10_000, verdict }, policy);
      status = rest.status;
      if (change) changes.push(`${change.state} (${change.afterMs / 1_000}, ${change.atMs / 1_000}]`);
    }
    return { status, changes };
  };

  test.each([
    ['dd', 1_000, []],
    ['ddddd', 1_000, [NEVER]],
    ['ddddd', 45, [NEVER, 'down (45, 45]']],
    ['ddddd', 50, [NEVER, 'down (50, 50]']],
    ['ddddd', 51, [NEVER]],
    ['ddd', 10, ['down (10, 10]']],
    ['ddd', 0, ['down (10, 10]']],
    ['dddu', 1_000, [NEVER, 'up (40, 40]']],
    ['dddudd', 1_000, [NEVER, 'up (40, 40]']],
    ['dddddduddd', 1_000, [NEVER, 'up (70, 70]', 'down (70, 80]']],
    ['rddd', 1_000, ['down (10, 20]']],
    ['pddd', 1_000, ['down (10, 20]']],
  ])('%s, accepted at %d s: %j', (probes, acceptedS, changes) => {
    expect(watchUntil(probes, acceptedS).changes).toEqual(changes);
  });

  test('is not asked again and again, and is as soon as it is worth it', () => {
    const { status } = watchUntil('ddd', 1_000);

    expect(status).toMatchObject({ state: 'unknown', reason: 'never-answered' });
    expect(wantsRecheck(status, down)).toBe(false);
    expect(wantsRecheck(status, degraded)).toBe(true);
  });
});

test.each([
  ['uu', 20],
  ['udd', 10],
  ['ugg', 10],
  ['dddd', 40],
])(
  'what is not measured any more after %s was known until its last answer that bore it out',
  (probes, until) => {
    const { status } = watch(probes);

    expect(judgeUnmeasured(status, 55_000).change).toMatchObject({ afterMs: until * 1_000, atMs: 55_000 });
  },
);
