import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import type { Expected } from './expected.ts';
import type { ActBounds, TruthInterval } from './fault.ts';
import type { Timing } from './timing.ts';

/**
 * The truth as somebody could have seen it. What happened while nobody watched, or so shortly before that it was not confirmed, may
 * be seen as soon as somebody watches again, and what was over by then need not be seen at all. Whoever did not see the devices
 * behind a line fall cannot tell that the line did.
 *
 * @param unwatchedOf When nobody watched what would have shown it.
 */
export function whileWatched(
  truth: readonly TruthInterval[],
  unwatchedOf: (expected: Expected) => IntervalSet,
  timingOf: (expected: Expected) => Timing,
): readonly TruthInterval[] {
  return truth.map((one) => {
    const { expected, from, to } = one;
    const { confirmedWithinMs, recoveredWithinMs } = timingOf(expected);
    const unwatched = unwatchedOf(expected);
    const fall = gapAfter(unwatched, from, confirmedWithinMs);
    const end = to && gapAfter(unwatched, to, recoveredWithinMs);
    return {
      ...one,
      expected: fall ? withoutWitness(expected) : expected,
      from: until(from, fall),
      ...(to && { to: until(to, end) }),
    };
  });
}

const gapAfter = (unwatched: IntervalSet, { latestMs }: ActBounds, withinMs: number): Interval | undefined =>
  unwatched.find(({ fromMs, toMs }) => fromMs - withinMs <= latestMs && latestMs < toMs);

const until = (act: ActBounds, gap: Interval | undefined): ActBounds =>
  gap ? { ...act, latestMs: gap.toMs } : act;

const withoutWitness = (expected: Expected): Expected =>
  expected.shows === 'state' && expected.entity.startsWith('link:') && expected.indicator === 'reach'
    ? { ...expected, certainty: 'may' }
    : expected;
