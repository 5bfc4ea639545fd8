import { type CoveredCheck, readCheckCoverage } from '../../availability/sums/check-coverage.ts';
import type { Entity } from '../../core/domain/state.ts';
import { type Interval, type IntervalSet, subtract } from '../../core/time/intervals.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Expected } from '../../simulator/faults/expected.ts';

/** When nobody watched, by what the record says of each check. */
export interface Unwatched {
  /** A finding is looked for by checks that are due about as often as `reach` is. */
  readonly of: (expected: Expected) => IntervalSet;
  /** The longest time in which nobody asked one of these whether it answers, which is asked that (ms). */
  readonly longestMs: (entities: Iterable<Entity>) => number;
}

export function readUnwatched(reader: LedgerReader, period: Interval): Unwatched {
  const { of } = readCheckCoverage(reader, period);
  const unwatched = ({ coverage }: CoveredCheck) => subtract([period], coverage);
  return {
    of: (expected) =>
      unwatched(of(expected.entity, expected.shows === 'state' ? expected.indicator : 'reach')),
    longestMs: (entities) => {
      const asked = [...entities]
        .map((entity) => of(entity, 'reach'))
        .filter(({ intervalsMs }) => intervalsMs.length > 0);
      return Math.max(0, ...asked.flatMap(unwatched).map(({ fromMs, toMs }) => toMs - fromMs));
    },
  };
}
