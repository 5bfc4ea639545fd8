import type { DecisionFinding } from '../../contracts/findings/decision-finding.ts';
import type { Wording } from './wording.ts';

/** Findings as lines under their heading; nothing where there are none. */
export function renderDecisionFindings(
  findings: readonly DecisionFinding[],
  { texts, amounts, clock }: Wording,
): readonly string[] {
  if (findings.length === 0) return [];
  const lines = findings.slice(0, MOST).map(({ code, entity, atMs, ref, detail }) => {
    const text = typeof detail === 'number' ? amounts.duration(detail) : detail;
    return `  ${texts.findings[code]({ entity, time: clock(atMs), ref: ref.replace(':', ' '), detail: text.replace(':', ' ') })}`;
  });
  const more = findings.length - lines.length;
  return ['', texts.findingsHeading, ...lines, ...(more > 0 ? [`  ${texts.andMore(String(more))}`] : [])];
}

const MOST = 50;
