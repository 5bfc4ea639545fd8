import { describe, expect, test } from 'vitest';
import type { Attributed } from '#availability/attribution/attribution.ts';
import type { Excuse } from '#contracts/sla/excuse.ts';
import { minutes } from '#core/time/units.ts';
import { settle, stretch, termsOf } from '#test/support/sla-input.ts';

/** `10:00` to `11:30` of one morning. */
const from = (begin: string, end: string) => stretch(`2026-11-05T${begin}`, `2026-11-05T${end}`);
const claim = (
  cause: Excuse['cause'],
  set: ReturnType<typeof from>,
  given: Partial<Extract<Excuse, { scope: 'down' }>> = {},
): Excuse => ({ set: [set], cause, ref: 'claim:7', scope: 'down', ...given });
const behind = (begin: string, end: string): Attributed => ({
  ...from(begin, end),
  ...{ cause: 'upstream', owner: 'link:line', evidence: [] },
});
const decidedBehind = (begin: string, end: string): Attributed => ({
  ...behind(begin, end),
  evidence: ['claim:7'],
});
const restart = (begin: string, end: string): Attributed => ({ ...behind(begin, end), isRestart: true });

/** Minutes that are excused of an outage of 10:00 to 13:00, with five minutes to start, by each version of the rules. */
function excusedMinutes(excused: readonly Excuse[], attributed: readonly Attributed[] = []) {
  const [first, second] = ([1, 2] as const).map((rules) => {
    const terms = termsOf({
      rules,
      excused: new Set(['power-cut', 'line', 'vandalism', 'client']),
      upsAutonomyMs: minutes(30),
      restartGraceMs: minutes(5),
    });
    return settle({ terms, down: [from('10:00', '13:00')], excused, attributed }).sums.excused / minutes(1);
  });
  return [first, second];
}

describe('minutes that a claim excuses, by version 1 and by version 2', () => {
  test.each<[string, readonly Excuse[], readonly Attributed[], readonly [number, number]]>([
    ['a line, and the start after it', [claim('line', from('10:00', '11:00'))], [], [65, 65]],
    ['what has no start', [claim('vandalism', from('10:00', '11:00'))], [], [60, 60]],
    [
      'a line that ends while what is in front is still cut',
      [claim('line', from('10:00', '11:00'))],
      [behind('10:00', '12:00')],
      [65, 60],
    ],
    [
      'a line that ends where the cut of what is in front does',
      [claim('line', from('10:00', '11:00'))],
      [behind('10:00', '11:00'), restart('11:00', '11:05')],
      [65, 65],
    ],
    [
      'a line that ends within the restart',
      [claim('line', from('10:00', '11:03'))],
      [behind('10:00', '11:00'), restart('11:00', '11:05')],
      [68, 65],
    ],
    [
      'a line that ends with the restart: no second one',
      [claim('line', from('10:00', '11:05'))],
      [behind('10:00', '11:00'), restart('11:00', '11:05')],
      [70, 65],
    ],
    [
      'a line that ends where the next cut begins',
      [claim('line', from('10:00', '11:00'))],
      [behind('11:00', '12:00')],
      [65, 60],
    ],
    [
      'a line that ends while what is in front starts by the same decision, and then its own start',
      [claim('line', from('10:00', '11:00'))],
      [decidedBehind('10:00', '11:03'), restart('11:03', '11:08')],
      [65, 68],
    ],
    [
      'the same of power',
      [claim('power-cut', from('10:00', '11:00'))],
      [decidedBehind('10:00', '11:03'), restart('11:03', '11:08')],
      [35, 38],
    ],
    [
      'what is in front takes longer to start than was decided',
      [claim('power-cut', from('10:00', '11:00'))],
      [decidedBehind('10:00', '11:05'), behind('11:05', '11:20'), restart('11:20', '11:25')],
      [35, 35],
    ],
    [
      'what follows from a line that was accepted for longer',
      [claim('line', from('10:00', '11:05'), { cut: [from('10:00', '11:30')] })],
      [],
      [70, 65],
    ],
    [
      'power that came back later than what is claimed',
      [claim('power-cut', from('10:00', '11:00'), { cut: [from('10:00', '12:00')] })],
      [],
      [35, 30],
    ],
    [
      'power that was claimed from earlier on than it was accepted',
      [
        claim('power-cut', from('11:00', '12:00'), {
          cut: [from('11:00', '12:00')],
          wholeCut: [from('10:00', '12:00')],
        }),
      ],
      [],
      [35, 65],
    ],
    ['power for no longer than batteries last', [claim('power-cut', from('10:00', '10:30'))], [], [0, 0]],
    [
      'power that went off again during the start',
      [
        claim('power-cut', from('10:00', '11:00')),
        claim('power-cut', from('11:02', '12:00'), { ref: 'claim:8' }),
      ],
      [],
      // Of the second cut batteries owe 11:02 to 11:32, also what the start after the first would reach into.
      [30 + 5 + 28 + 5, 30 + 2 + 28 + 5],
    ],
  ])('%s', (_name, excused, attributed, expected) => {
    expect(excusedMinutes(excused, attributed)).toEqual(expected);
  });

  test('of two claims that begin together the lower number has it, by version 1 the smaller text', () => {
    const excused = [
      claim('vandalism', from('10:00', '11:00'), { ref: 'claim:9' }),
      claim('client', from('10:00', '11:00'), { ref: 'claim:10' }),
    ];
    const causes = ([1, 2] as const).map((rules) => {
      const terms = termsOf({ rules, excused: new Set(['vandalism', 'client']) });
      return settle({ terms, down: [from('10:00', '13:00')], excused }).excusedByCause;
    });

    expect(causes).toEqual([{ client: minutes(60) }, { vandalism: minutes(60) }]);
  });
});
