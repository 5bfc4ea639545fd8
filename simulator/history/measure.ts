import type { Change } from '../../core/domain/state.ts';
import type { CheckWatch } from './checks.ts';
import type { Gap } from './gaps.ts';
import type { Member } from './network.ts';
import { NEAR_END_DOWN, NOT_MEASURED, SILENT, STALE, UP, type Verdict } from './verdict.ts';

/** What is on the way to be proven: the truth of a check, unless it turns again before. */
export interface Proof {
  readonly member: Member;
  readonly check: CheckWatch;
  readonly turn: number;
  readonly afterMs: number;
  readonly atMs: number;
  /** When the last probe that it takes has been answered, or not. */
  readonly provenMs: number;
}

type GapAt = (atMs: number) => Gap | undefined;

/** What is true of an indicator at the moment. */
export function verdictOf(member: Member, check: CheckWatch): Verdict {
  if (member.watchedBy <= 0) return NOT_MEASURED;
  if (member.isUnasked) return STALE;
  if (member.link) return linkVerdict(member, check);
  if (member.brokenBy > 0 || member.darkBy > 0 || !member.isReachable) return SILENT;
  return member.ailments.get(check.indicator) ?? UP;
}

/** Seen from its near end, which alone can tell. */
function linkVerdict(member: Member, { indicator, isInferred }: CheckWatch): Verdict {
  if (!member.isReachable) return indicator === 'reach' ? NEAR_END_DOWN : STALE;
  if (indicator === 'reach' && member.brokenBy > 0) return isInferred ? UNREACHABLE : PORT_DOWN;
  return member.ailments.get(indicator) ?? UP;
}

const PORT_DOWN: Verdict = { state: 'down', reason: 'port-down' };
const UNREACHABLE: Verdict = { state: 'down', reason: 'unreachable' };

/** The proofs that the truth, as it stands since `atMs`, now waits for. */
export function* awaitProofs(member: Member, atMs: number, gapAt: GapAt): Generator<Proof> {
  for (const check of member.checks) {
    const verdict = verdictOf(member, check);
    if (verdict === check.truth) continue;
    const isSame = verdict.state === check.truth?.state;
    check.truth = verdict;
    // The same state for another reason: its proof is on the way, or on record.
    if (isSame) continue;
    check.turn++;
    if (verdict.state !== (check.recorded ?? 'unknown')) yield planProof(member, check, verdict, atMs, gapAt);
  }
}

/** The change that a proof makes, and keeps it as what is on record; `undefined` where the truth has turned meanwhile. */
export function recordProof({ member, check, turn, afterMs, atMs }: Proof): Change | undefined {
  const { truth } = check;
  if (turn !== check.turn || truth === undefined) return undefined;
  const isFromUnknown = check.recorded === undefined || check.recorded === 'unknown';
  check.recorded = truth.state;
  check.recordedSinceMs = atMs;
  return {
    entity: member.entity,
    indicator: check.indicator,
    state: truth.state,
    ...(truth.reason !== undefined && { reason: truth.reason }),
    afterMs: isFromUnknown ? atMs : Math.min(afterMs, atMs),
    atMs,
    ...evidenceOf(member, check, truth),
  };
}

function evidenceOf(
  member: Member,
  { confirm }: CheckWatch,
  { reason, state }: Verdict,
): Pick<Change, 'evidence'> {
  const { link } = member;
  if (link && reason === 'unreachable') {
    const near = link.near === 'core' ? 'core' : link.near.slice('device:'.length);
    const witnesses = member.behind.filter(({ device }) => device).map(({ id }) => id);
    return {
      evidence: { inferred: true, near, silent: witnesses.length, witnesses: witnesses.slice(0, 20) },
    };
  }
  if (link?.interface && reason === 'port-down') {
    return { evidence: { interface: `${link.interface.device}#${link.interface.name}` } };
  }
  return state === 'down' || state === 'degraded' ? { evidence: { probes: confirm } } : {};
}

function planProof(member: Member, check: CheckWatch, verdict: Verdict, atMs: number, gapAt: GapAt): Proof {
  const { intervalMs, recorded } = check;
  const proof = (edgeMs: number, beforeMs: number, provenMs: number): Proof => {
    const at = Math.max(edgeMs, check.recordedSinceMs);
    return { member, check, turn: check.turn, atMs: at, afterMs: beforeMs, provenMs: Math.max(provenMs, at) };
  };
  if (verdict === NOT_MEASURED) {
    return proof(atMs, lastProbeMs(check, atMs, gapAt), gapAt(atMs)?.toMs ?? atMs);
  }
  if (verdict === STALE || verdict === NEAR_END_DOWN) {
    const lastMs = lastProbeMs(check, atMs, gapAt);
    const waitMs = verdict === STALE ? 2 * intervalMs : intervalMs;
    const aliveMs = gapAt(lastMs + waitMs)?.toMs ?? lastMs;
    return proof(aliveMs + waitMs, lastMs, aliveMs + waitMs);
  }
  const repeats = isWorse(verdict, recorded) ? check.confirm - 1 : 0;
  const spanMs = repeats * check.recheckMs + check.timeoutMs;
  let firstMs = nextProbeMs(check, atMs, gapAt);
  // A gap ends a run of failures, and drops what no canary vouches for: it begins anew.
  for (let gap = gapAt(firstMs + spanMs); gap; gap = gapAt(firstMs + spanMs)) {
    firstMs = nextProbeMs(check, gap.toMs, gapAt);
  }
  return proof(firstMs, lastProbeMs(check, firstMs, gapAt), firstMs + spanMs);
}

/** One probe is enough for a better state, and for `up` after `unknown`. */
function isWorse({ state }: Verdict, recorded: CheckWatch['recorded']): boolean {
  if (state === 'up') return false;
  return !(state === 'degraded' && recorded === 'down');
}

/** The first probe at or after an instant that is not lost in a gap. */
function nextProbeMs({ intervalMs, phaseMs }: CheckWatch, atMs: number, gapAt: GapAt): number {
  const onGrid = (fromMs: number) => phaseMs + Math.ceil((fromMs - phaseMs) / intervalMs) * intervalMs;
  let probeMs = onGrid(atMs);
  for (let gap = gapAt(probeMs); gap; gap = gapAt(probeMs)) probeMs = onGrid(gap.toMs);
  return probeMs;
}

/** The last probe before an instant that was not lost in a gap. */
function lastProbeMs({ intervalMs, phaseMs }: CheckWatch, atMs: number, gapAt: GapAt): number {
  const onGrid = (beforeMs: number) =>
    phaseMs + (Math.ceil((beforeMs - phaseMs) / intervalMs) - 1) * intervalMs;
  let probeMs = onGrid(atMs);
  for (let gap = gapAt(probeMs); gap; gap = gapAt(probeMs)) probeMs = onGrid(gap.fromMs);
  return probeMs;
}
