import type { Comparison, Match } from '../../simulator/faults/compare.ts';
import { nameOf, type Recorded } from '../../simulator/faults/expected.ts';
import type { Fault, TruthInterval } from '../../simulator/faults/fault.ts';
import type { DemoResult, FaultResult } from './demo-result.ts';

/** Whether a fault that shows nothing did harm; `unseen`: too little was seen of it to tell. */
export type Harm = 'none' | 'done' | 'unseen';

/** What became of each fault that was begun. */
export function judgeFaults(
  begun: readonly Fault[],
  comparison: Comparison,
  harmOf: (fault: Fault) => Harm,
): FaultResult[] {
  return begun.map((fault) => {
    if (fault.kind === 'agent-restart') return judgeHarmless(fault, comparison, harmOf(fault));
    const isOurs = ({ fault: number }: TruthInterval) => number === fault.number;
    const [matched, misplaced, mistaken] = [
      comparison.matched,
      comparison.misplaced,
      comparison.mistaken,
    ].map((matches) => matches.filter(({ truth }) => isOurs(truth)));
    const counts = { matched: matched ?? [], misplaced: misplaced ?? [], mistaken: mistaken ?? [] };
    const missed = comparison.missed.filter(isOurs);
    const found = [...counts.matched, ...counts.misplaced];
    const errors = found.flatMap(errorsOf);
    return {
      number: fault.number,
      kind: fault.kind,
      target: fault.target,
      expected: found.length + missed.length,
      found: counts.matched.length,
      shown: shownOf(found, fault),
      amiss: [
        ...counts.misplaced.map(({ truth }) => nameOf(truth.expected)),
        ...counts.mistaken.map(({ recorded }) => `${nameOf(recorded)} ${describe(recorded)}`),
        ...missed.map(({ expected }) => nameOf(expected)),
      ],
      ...edgesOf(found, fault),
      ...(errors.length > 0 && { worstErrorMs: Math.max(...errors) }),
      verdict: verdictOf(counts, missed),
    };
  });
}

const VERDICTS = { none: 'found', done: 'missed', unseen: 'cut-short' } as const satisfies Record<
  Harm,
  FaultResult['verdict']
>;

/** Nothing may follow from it: the rates go on without the one that nobody can tell. */
function judgeHarmless({ number, kind, target }: Fault, { unexpected }: Comparison, harm: Harm): FaultResult {
  const amiss = unexpected.filter(({ entity }) => entity === `device:${target}`).map(nameOf);
  const verdict = amiss.length > 0 ? 'missed' : VERDICTS[harm];
  const found = Number(verdict === 'found');
  return { number, kind, target, expected: 1, found, shown: [], amiss, verdict };
}

/** All edges that were held against the truth, of whatever entity. */
export function summarizeEdges({ matched, late, misplaced }: Comparison): DemoResult['edges'] {
  const errors = [...matched, ...misplaced].flatMap(errorsOf);
  const sumMs = errors.reduce((sum, error) => sum + error, 0);
  return {
    count: errors.length,
    meanMs: errors.length > 0 ? Math.round(sumMs / errors.length) : 0,
    worstMs: Math.max(0, ...errors),
    late: late.length,
    beyond: misplaced.length,
  };
}

/** What a login that was refused is asked for less and less often says nothing of how exact edges are. */
const errorsOf = ({ truth, fromErrorMs, toErrorMs = 0 }: Match<Recorded>): number[] => {
  const { expected } = truth;
  const isSeenLate = expected.shows === 'finding' || expected.state === 'unknown';
  return [Math.abs(fromErrorMs), isSeenLate ? 0 : Math.abs(toErrorMs)];
};

type Found = Readonly<Record<'matched' | 'misplaced' | 'mistaken', readonly unknown[]>>;

function verdictOf(
  { matched, misplaced, mistaken }: Found,
  missed: readonly unknown[],
): FaultResult['verdict'] {
  if (missed.length > 0) return 'missed';
  if (mistaken.length > 0) return 'mistaken';
  if (misplaced.length > 0) return 'misplaced';
  return matched.length > 0 ? 'found' : 'cut-short';
}

function targetEntity({ kind, target }: Fault): string {
  const isLink = kind === 'link-cut' || kind === 'port-down' || kind === 'saturated';
  // A channel is one of its recorder: `nvr-1#4`.
  return `${isLink ? 'link' : 'device'}:${target.replace(/#\d+$/, '')}`;
}

const describe = (recorded: Recorded): string =>
  recorded.shows === 'state' ? `${recorded.state} ${recorded.reason}` : 'finding';

/** What is on record of the target itself, or where it has nothing of its own, of what hangs on it. */
function shownOf(found: readonly Match<Recorded>[], fault: Fault): readonly string[] {
  const own = found.filter(({ recorded }) => recorded.entity === targetEntity(fault));
  const reach = found.filter(({ recorded }) => recorded.shows === 'state' && recorded.indicator === 'reach');
  const [usual] = [...reach, ...found];
  const shown = own.length === 0 && usual ? [usual] : own;
  return [...new Set(shown.map(({ recorded }) => briefly(recorded)))];
}

const briefly = (recorded: Recorded): string =>
  recorded.shows === 'state' ? `${recorded.indicator} ${recorded.reason}` : recorded.code;

/** The edges to show: those of the target itself, or of the first thing it took down. */
function edgesOf(found: readonly Match<Recorded>[], fault: Fault) {
  const inTime = found.toSorted((a, b) => a.recorded.fromMs - b.recorded.fromMs);
  const shown = inTime.find(({ recorded }) => recorded.entity === targetEntity(fault)) ?? inTime[0];
  if (shown === undefined) return {};
  const { truth, recorded } = shown;
  return {
    truthFromMs: truth.from.earliestMs,
    ...(truth.to && { truthToMs: truth.to.earliestMs }),
    ledgerFromMs: recorded.fromMs,
    ...(recorded.toMs !== undefined && { ledgerToMs: recorded.toMs }),
  };
}
