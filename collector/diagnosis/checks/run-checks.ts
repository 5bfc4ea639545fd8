import { setTimeout as wait } from 'node:timers/promises';
import type { Check } from '../../../core/domain/inventory.ts';
import type { ProberName } from '../../../core/domain/probers.ts';
import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import { verdictOf } from '../../probing/verdict.ts';
import { probeBatch, type Task } from '../../scheduler/probe-batch.ts';
import type { ScheduledWatch } from '../../scheduler/watch-list.ts';
import type { Asking } from './asking.ts';
import { type CheckRun, plainDetail, type Round, type Step } from './check-run.ts';
import { describeBare } from './describe-bare.ts';
import { recordSteps } from './record-steps.ts';

export interface Repetition {
  readonly times: number;
  readonly everyMs: number;
}

/**
 * Asks every check in its order, one after the other, so that what is sent and what comes can be told apart; then all of
 * them again. The first round asks for details, the later ones for what moves.
 */
export async function runChecks(
  watches: readonly ScheduledWatch[],
  { times, everyMs }: Repetition,
  asking: Asking,
): Promise<readonly CheckRun[]> {
  const rounds = watches.map((): Round[] => []);
  for (let round = 0; round < times; round++) {
    const startedMs = performance.now();
    for (const [index, watch] of watches.entries()) {
      asking.onProgress(describeWatch(watch), round * watches.length + index, times * watches.length);
      rounds[index]?.push(await look(watch, round === 0 ? 'details' : 'health', asking));
    }
    const leftMs = everyMs - (performance.now() - startedMs);
    if (round + 1 < times && leftMs > 0) await wait(leftMs, undefined, { signal: asking.stop });
  }
  return watches.flatMap((watch, index): CheckRun[] => {
    const [first, ...more] = rounds[index] ?? [];
    return first ? [{ watch, ...meansOf(watch, asking), rounds: [first, ...more] }] : [];
  });
}

async function look(watch: ScheduledWatch, depth: Task['depth'], asking: Asking): Promise<Round> {
  const startedMs = performance.now();
  const record = recordSteps();
  const task: Task = { watch, depth, trace: record.trace };
  const engine = asking.engines[watch.check.prober];
  const { outcomes, sentMs } = await probeBatch(engine, [task], asking);
  const outcome = outcomes[0] ?? NO_OUTCOME;
  const tookMs = performance.now() - startedMs;
  const told = record.steps();
  const begun = told.length > 0 ? told : describeBare(meansOf(watch, asking), watch, outcome, tookMs);
  // A silence has no step of its own.
  const steps = outcome.ok ? begun : [...begun, failureStep(outcome.detail, tookMs)];
  return { sentMs, tookMs, steps, outcome, verdict: verdictOf(outcome, watch.check.degradedLossRatio) };
}

const failureStep = (detail: string, afterMs: number): Step => ({
  kind: 'noted',
  afterMs,
  text: plainDetail(detail),
});

const NO_OUTCOME: ProbeOutcome = { ok: false, reason: 'internal', detail: 'the engine gave no outcome' };

function meansOf(
  { port, check }: ScheduledWatch,
  { engines, reachEngine }: Asking,
): Pick<CheckRun, 'engine' | 'port'> {
  if (check.prober !== 'icmp')
    return { engine: check.prober, port: port ?? DEFAULT_PORTS[check.transport][check.prober] };
  return {
    engine: reachEngine,
    port: reachEngine === 'tcp' ? (port ?? engines.icmp.fallbackPort) : undefined,
  };
}

/** What the probers use where neither check nor device names a port. */
const DEFAULT_PORTS: Readonly<Record<Check['transport'], Readonly<Partial<Record<ProberName, number>>>>> = {
  plain: { snmp: 161, onvif: 80, rtsp: 554 },
  tls: { snmp: 161, onvif: 443, rtsp: 322 },
};

const describeWatch = ({ device, check }: ScheduledWatch): string =>
  `${device.id}: ${check.indicator} (${check.prober})`;
