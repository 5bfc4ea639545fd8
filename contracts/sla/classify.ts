import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Interval, IntervalSet } from '../../core/time/intervals.ts';
import { createLaneWalk, type Lane } from '../../core/time/lane.ts';
import { createSetWalk } from '../../core/time/set-walk.ts';
import type { Excuses } from './allow-excuses.ts';
import type { BlameLabel } from './blame-label.ts';
import type { ExcuseLabel } from './excuse.ts';
import type { MeasuredSegment, SettledSegment } from './settled-class.ts';

export interface ClassifyInput {
  readonly period: Interval;
  readonly terms: ContractTerms;
  readonly measured: readonly MeasuredSegment[];
  readonly service: IntervalSet;
  /** When `down` counts as up: in outages too short to count, and while another line carries it. */
  readonly tolerated: IntervalSet;
  readonly excuses: Pick<Excuses, 'windows' | 'claims'>;
  readonly blame: Lane<BlameLabel>;
}

/** Divides the period among the settled classes, in one pass over all that has a say. */
export function classify(input: ClassifyInput): readonly SettledSegment[] {
  const { period, terms } = input;
  const measured = createLaneWalk(input.measured.map((label) => ({ ...label, label })));
  const service = createSetWalk(input.service);
  const tolerated = createSetWalk(input.tolerated);
  const windows = createLaneWalk(input.excuses.windows);
  const claims = createLaneWalk(input.excuses.claims);
  const blame = createLaneWalk(input.blame);
  const walks = [measured, service, tolerated, windows, claims, blame];
  const segments: SettledSegment[] = [];
  for (let { fromMs } = period; fromMs < period.toMs; ) {
    const moment: Moment = {
      measured: measured.at(fromMs).value ?? NOT_MEASURED,
      isInService: service.at(fromMs).value,
      isTolerated: tolerated.at(fromMs).value,
      window: windows.at(fromMs).value,
      claim: claims.at(fromMs).value,
      blame: blame.at(fromMs).value,
    };
    let { toMs } = period;
    for (const walk of walks) toMs = Math.min(toMs, walk.at(fromMs).untilMs);
    append(segments, { fromMs, toMs, ...settle(moment, terms) });
    fromMs = toMs;
  }
  return segments;
}

const NOT_MEASURED = { state: 'unknown', reason: 'no-data-yet' } as const;

/** All that has a say about an instant. */
interface Moment {
  readonly measured: Pick<MeasuredSegment, 'state' | 'reason'>;
  readonly isInService: boolean;
  readonly isTolerated: boolean;
  readonly window: ExcuseLabel | undefined;
  readonly claim: ExcuseLabel | undefined;
  readonly blame: BlameLabel | undefined;
}

type Settled = Omit<SettledSegment, keyof Interval>;

function settle(moment: Moment, terms: ContractTerms): Settled {
  const { state, reason } = moment.measured;
  const facts = { measured: state, ...(reason === undefined ? {} : { reason }) };
  if (!moment.isInService || state === 'out-of-service') return { ...facts, class: 'out-of-service' };
  const blamed = state === 'down' && moment.blame ? { ...facts, blame: moment.blame } : facts;
  if (moment.window) return { ...blamed, class: 'excused', excuse: moment.window };
  if (state === 'down' && moment.isTolerated) return { ...blamed, class: 'up' };
  if (moment.claim && (state === 'down' || (state === 'unknown' && excusesUnknown(terms))))
    return { ...blamed, class: 'excused', excuse: moment.claim };
  const isOthers = state === 'down' && moment.blame?.isOwn === false && terms.othersDown === 'left-out';
  return { ...blamed, class: isOthers ? 'others' : state };
}

/** A claim is for what was down; whether it also takes out what nobody knows is a matter of what was agreed. */
const excusesUnknown = ({ rules, claimedUnknown }: ContractTerms): boolean =>
  rules === 1 || claimedUnknown === 'excused';

/** Adds a segment, or prolongs the last one where it says the same. */
function append(segments: SettledSegment[], segment: SettledSegment): void {
  const last = segments.at(-1);
  if (last && isSame(last, segment)) segments[segments.length - 1] = { ...last, toMs: segment.toMs };
  else segments.push(segment);
}

const isSame = (a: SettledSegment, b: SettledSegment): boolean =>
  a.class === b.class &&
  a.measured === b.measured &&
  a.reason === b.reason &&
  a.excuse === b.excuse &&
  a.blame === b.blame;
