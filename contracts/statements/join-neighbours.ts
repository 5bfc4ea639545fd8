import { joinClauses } from './clauses.ts';
import type { ExplainedBlame, ExplainedStretch } from './explained-stretch.ts';

/**
 * Stretches that follow each other and say the same of who answers, and why, as one: an outage upstream is one thing,
 * however many devices on the way went down and came back a moment later.
 */
export function joinStretches(stretches: readonly ExplainedStretch[]): readonly ExplainedStretch[] {
  const joined: ExplainedStretch[] = [];
  for (const next of stretches) {
    const last = joined.at(-1);
    if (last && saysTheSame(last, next)) joined[joined.length - 1] = joinTwo(last, next);
    else joined.push(next);
  }
  return joined;
}

/** The same of who answers for how much of an outage. */
export function joinBlame<Blame extends ExplainedBlame & { readonly ms: number }>(
  blame: readonly Blame[],
): readonly Blame[] {
  const joined: Blame[] = [];
  for (const next of blame) {
    const last = joined.at(-1);
    if (last && isSameBlame(last, next))
      joined[joined.length - 1] = { ...last, ...joinEvidence(last, next), ms: last.ms + next.ms };
    else joined.push(next);
  }
  return joined;
}

function saysTheSame(a: ExplainedStretch, b: ExplainedStretch): boolean {
  return (
    a.class === b.class &&
    a.measured === b.measured &&
    a.rule === b.rule &&
    a.outage === b.outage &&
    a.excuse?.ref === b.excuse?.ref &&
    renderRefused(a) === renderRefused(b) &&
    isSameBlame(a.blame, b.blame) &&
    (a.blame !== undefined || a.reasons.join() === b.reasons.join())
  );
}

const renderRefused = ({ refused }: ExplainedStretch): string =>
  refused.map(({ ref, why }) => `${ref} ${why}`).join();

const isSameBlame = (a: ExplainedBlame | undefined, b: ExplainedBlame | undefined): boolean =>
  a?.owner === b?.owner && a?.cause === b?.cause && a?.isOwn === b?.isOwn;

function joinTwo(first: ExplainedStretch, next: ExplainedStretch): ExplainedStretch {
  return {
    ...first,
    toMs: next.toMs,
    reasons: [...new Set([...first.reasons, ...next.reasons])],
    clauses: joinClauses(first.clauses, next.clauses),
    ...(first.blame && next.blame
      ? { blame: { ...first.blame, ...joinEvidence(first.blame, next.blame) } }
      : {}),
  };
}

function joinEvidence(
  a: ExplainedBlame,
  b: ExplainedBlame,
): Pick<ExplainedBlame, 'evidence' | 'besides' | 'clauses'> {
  const [chain, other] = a.evidence.length >= b.evidence.length ? [a, b] : [b, a];
  const all = new Set([...a.besides, ...b.besides, ...other.evidence]);
  return {
    evidence: chain.evidence,
    besides: [...all].filter((ref) => !chain.evidence.includes(ref)),
    clauses: joinClauses(a.clauses, b.clauses),
  };
}
