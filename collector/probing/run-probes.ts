import type { EventLoopUtilization } from 'node:perf_hooks';
import type { FailureReason, ProbeOutcome } from '../../core/domain/probing.ts';
import { withDeadline } from '../../core/time/deadline.ts';
import { ProbeError, type Prober, type SingleProber, type Target } from './prober.ts';

/**
 * The only place that enforces deadlines and turns a rejection into data: one outcome a target, in their order.
 * A failure of ours comes back as reason `internal`, which nobody may judge.
 * @throws the reason `stop` was given: a probe cut short by shutdown says nothing about its target.
 */
export async function runProbes(
  prober: Prober,
  targets: readonly Target[],
  stop: AbortSignal,
): Promise<readonly ProbeOutcome[]> {
  if (prober.mode === 'single') return await runSingles(prober, targets, stop);
  try {
    const deadlineMs = prober.deadlineMs(targets);
    const outcomes = await withDeadline(deadlineMs, stop, (signal) => prober.probe(targets, signal));
    if (outcomes.length !== targets.length) {
      throw new RangeError(`${outcomes.length} outcomes for ${targets.length} targets`);
    }
    return outcomes;
  } catch (error) {
    stop.throwIfAborted();
    return targets.map(() => ({ ok: false, reason: 'internal', detail: tellFault(error) }));
  }
}

async function runSingles(
  prober: SingleProber,
  targets: readonly Target[],
  stop: AbortSignal,
): Promise<readonly ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = new Array(targets.length);
  const queue = targets.entries();
  const lane = async () => {
    for (const [index, target] of queue) outcomes[index] = await runSingle(prober, target, stop);
  };
  await Promise.all(Array.from({ length: Math.min(prober.concurrency, targets.length) }, lane));
  return outcomes;
}

/** Later than this a deadline was not kept by us: answers waited unread while the process was busy or stopped. */
const STALL_MS = 500;

/** What a device has sent is no better for being read late: who floods us does not go unjudged by keeping us busy. */
const SENT_REASONS: ReadonlySet<FailureReason> = new Set(['malformed', 'oversized']);

async function runSingle(prober: SingleProber, target: Target, stop: AbortSignal): Promise<ProbeOutcome> {
  const startedMs = performance.now();
  const before = performance.eventLoopUtilization();
  const outcome = await ask(prober, target, stop, startedMs);
  const isEndLate = performance.now() - startedMs > target.timeoutMs + STALL_MS;
  if (isEndLate && !outcome.ok && !SENT_REASONS.has(outcome.reason)) return STALLED;
  return saysTooLate(outcome) && hadNoTime(before) ? OUT_OF_TIME : outcome;
}

async function ask(
  prober: SingleProber,
  target: Target,
  stop: AbortSignal,
  startedMs: number,
): Promise<ProbeOutcome> {
  try {
    const answer = await withDeadline(target.timeoutMs, stop, (signal) => prober.probe(target, signal));
    return { ok: true, ...answer };
  } catch (error) {
    stop.throwIfAborted();
    const endedMs = performance.now();
    const failure = failureOf(error);
    const isUnheard = prober.isOneQuestion && reasonOf(error) === 'timeout';
    return isUnheard ? { ...failure, timing: { provenMs: endedMs, askedMs: startedMs } } : failure;
  }
}

/** All of an answer, or a part of it, did not come in time. */
function saysTooLate(outcome: ProbeOutcome): boolean {
  const reason = outcome.ok ? outcome.degraded?.reason : outcome.reason;
  return reason === 'timeout' || reason === 'cut-short';
}

/** Shorter than this there need not have been a pause. */
const SHORTEST_BUSY_MS = 250;
const BUSY_RATIO = 0.99;

/** Whether this process never came to rest since: what it hears then is as late as it is itself. */
function hadNoTime(before: EventLoopUtilization): boolean {
  const { active, idle, utilization } = performance.eventLoopUtilization(before);
  return active + idle >= SHORTEST_BUSY_MS && utilization >= BUSY_RATIO;
}

/** Begins the detail of what no prober foresees: it is for the log as well. */
export const OWN_FAULT = 'a fault of camwatch: ';

/** What the system or one of us refuses has a code; the rest nobody foresaw. */
const tellFault = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error) : `${OWN_FAULT}${error}`;

function failureOf(error: unknown): ProbeOutcome {
  if (!(error instanceof ProbeError)) {
    return { ok: false, reason: reasonOf(error), detail: tellFault(error) };
  }
  const { reason, message, report, proven } = error;
  return { ok: false, reason, detail: message, ...(report && { report }), ...(proven && { proven }) };
}

const STALLED: ProbeOutcome = {
  ok: false,
  reason: 'internal',
  detail: 'this process stalled: an answer may have come in time and was not read',
};

const OUT_OF_TIME: ProbeOutcome = {
  ok: false,
  reason: 'internal',
  detail: 'this process had no time of its own while it waited: what came late may have been late by that',
};

/** By want of our own time nothing is known: not even that there was no answer. */
export const isStarved = (outcome: ProbeOutcome): boolean => outcome === STALLED || outcome === OUT_OF_TIME;

const REASON_BY_CODE: ReadonlyMap<string, FailureReason> = new Map([
  ['ENOTFOUND', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  // What Linux makes of rarer ICMP errors, which a device can send of itself: none of them is a failure of ours.
  ['EHOSTDOWN', 'unreachable'],
  ['ENONET', 'unreachable'],
  ['ENOPROTOOPT', 'unreachable'],
  ['EOPNOTSUPP', 'unreachable'],
  ['EPROTO', 'unreachable'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['ETIMEDOUT', 'timeout'],
  ['DEADLINE_EXCEEDED', 'timeout'],
  ['PROBE_LOSS', 'timeout'],
]);

function reasonOf(error: unknown): FailureReason {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASON_BY_CODE.get(code) ?? 'internal';
}
