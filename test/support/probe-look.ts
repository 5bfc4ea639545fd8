import type { CheckRun, Round, Step } from '#collector/diagnosis/checks/check-run.ts';
import type { Surroundings } from '#collector/diagnosis/checks/surroundings.ts';
import type { ProbeResult } from '#collector/diagnosis/result.ts';
import { verdictOf } from '#collector/probing/verdict.ts';
import type { ScheduledWatch } from '#collector/scheduler/watch-list.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import type { FailureReason, ProbeOutcome } from '#core/domain/probing.ts';
import { device } from './inventory.ts';
import { checkOf } from './question.ts';

export const SENT_MS = Date.UTC(2026, 10, 25, 3, 0, 0);

export const failed = (reason: FailureReason, detail: string = reason): ProbeOutcome => ({
  ok: false,
  reason,
  detail,
});
export const well: ProbeOutcome = { ok: true, measurements: {} };

export const roundOf = (outcome: ProbeOutcome, more: Partial<Round> = {}): Round => ({
  sentMs: SENT_MS,
  tookMs: 12,
  steps: [],
  outcome,
  verdict: verdictOf(outcome, 0.5),
  ...more,
});

interface GivenLook {
  readonly check: Partial<Check> &
    Pick<Check, 'indicator'> & { readonly prober: Exclude<Check['prober'], 'channel'> };
  readonly outcomes: readonly [ProbeOutcome, ...ProbeOutcome[]];
  readonly device?: Partial<Device>;
  readonly port?: number;
  readonly steps?: readonly Step[];
  readonly engine?: string;
}

/** A check that has been asked, once an outcome. */
export function lookOf({ check, outcomes, device: given, port, steps = [], engine }: GivenLook): CheckRun {
  const owner = device({ id: 'cam-1', address: '10.0.0.4', ...given });
  const watch: ScheduledWatch = {
    deviceId: owner.id,
    device: owner,
    address: owner.address ?? '10.0.0.4',
    port,
    check: { ...checkOf(check), prober: check.prober },
    phaseMs: 0,
    interfaces: [],
    lines: [],
  };
  const [first, ...more] = outcomes;
  return {
    watch,
    engine: engine ?? (check.prober === 'icmp' ? 'fping' : check.prober),
    port,
    rounds: [roundOf(first, { steps }), ...more.map((outcome) => roundOf(outcome))],
  };
}

export const ping = (outcome: ProbeOutcome, given: Partial<Device> = {}): CheckRun =>
  lookOf({ check: { indicator: 'reach', prober: 'icmp' }, outcomes: [outcome], device: given });
export const onvif = (outcome: ProbeOutcome, given: Partial<Device> = {}): CheckRun =>
  lookOf({ check: { indicator: 'service', prober: 'onvif' }, outcomes: [outcome], device: given, port: 80 });
export const rtsp = (outcome: ProbeOutcome, given: Partial<Device> = {}): CheckRun =>
  lookOf({ check: { indicator: 'stream', prober: 'rtsp' }, outcomes: [outcome], device: given, port: 554 });

export const nothingAround: Surroundings = {
  canaries: undefined,
  way: [],
  neighbours: [],
  port: undefined,
  channel: undefined,
  ping: undefined,
};

/** What a probe found out, with whatever the test cares about. */
export function resultOf(given: Partial<ProbeResult> = {}): ProbeResult {
  return {
    device: device({ id: 'cam-1', address: '10.0.0.4' }),
    isInventoried: true,
    stage: 'in-service',
    looks: [],
    notMeasured: [],
    credentialsProblem: undefined,
    identity: [],
    interfaces: [],
    channel: undefined,
    surroundings: undefined,
    findings: [],
    conclusions: [],
    ...given,
  };
}
