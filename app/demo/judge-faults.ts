import type { Outage } from '../../settlement/outages.ts';
import type { Comparison, Match } from '../../simulator/faults/compare.ts';
import type { Fault, TruthInterval } from '../../simulator/faults/fault.ts';
import type { DemoResult, FaultResult } from './demo-result.ts';

/** What became of each fault that was begun. */
export function judgeFaults(begun: readonly Fault[], comparison: Comparison<Outage>): FaultResult[] {
  return begun.map((fault) => {
    const isOurs = ({ fault: number }: TruthInterval) => number === fault.number;
    const matched = comparison.matched.filter(({ truth }) => isOurs(truth));
    const misplaced = comparison.misplaced.filter(({ truth }) => isOurs(truth));
    const missed = comparison.missed.filter(isOurs);
    const found = [...matched, ...misplaced];
    const errors = found.flatMap(errorsOf);
    return {
      number: fault.number,
      kind: fault.kind,
      target: fault.target,
      expected: found.length + missed.length,
      found: matched.length,
      amiss: [...misplaced.map(({ truth }) => truth), ...missed].map(
        ({ entity, indicator }) => `${entity} ${indicator}`,
      ),
      ...edgesOf(found, fault),
      ...(errors.length > 0 && { worstErrorMs: Math.max(...errors) }),
      verdict: verdictOf(matched.length, misplaced.length, missed.length),
    };
  });
}

/** All edges that were held against the truth, of whatever entity. */
export function summarizeEdges({ matched, misplaced }: Comparison<Outage>): DemoResult['edges'] {
  const errors = [...matched, ...misplaced].flatMap(errorsOf);
  const sumMs = errors.reduce((sum, error) => sum + error, 0);
  return {
    count: errors.length,
    meanMs: errors.length > 0 ? Math.round(sumMs / errors.length) : 0,
    worstMs: Math.max(0, ...errors),
  };
}

const errorsOf = ({ fromErrorMs, toErrorMs = 0 }: Match<Outage>): number[] => [
  Math.abs(fromErrorMs),
  Math.abs(toErrorMs),
];

function verdictOf(matched: number, misplaced: number, missed: number): FaultResult['verdict'] {
  if (missed > 0) return 'missed';
  if (misplaced > 0) return 'misplaced';
  return matched > 0 ? 'found' : 'cut-short';
}

/** The edges to show: those of the target itself, or of the first thing it took down. */
function edgesOf(found: readonly Match<Outage>[], { kind, target }: Fault) {
  const entity = kind === 'link-cut' ? `link:${target}` : `device:${target}`;
  const inTime = found.toSorted((a, b) => a.outage.fromMs - b.outage.fromMs);
  const shown = inTime.find(({ outage }) => outage.entity === entity) ?? inTime[0];
  if (shown === undefined) return {};
  const { truth, outage } = shown;
  return {
    truthFromMs: truth.from.earliestMs,
    ...(truth.to && { truthToMs: truth.to.earliestMs }),
    ledgerFromMs: outage.fromMs,
    ...(outage.toMs !== undefined && { ledgerToMs: outage.toMs }),
  };
}
