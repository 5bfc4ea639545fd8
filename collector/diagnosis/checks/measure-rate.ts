import type { InterfaceSample } from '../../../core/domain/device-report.ts';
import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import { measureRate as measureOctets, type Refusal } from '../../links/measure-rate.ts';

/** An outcome that may have told of interfaces, and when it was asked for. */
export interface InterfacePoll {
  readonly sentMs: number;
  readonly outcome: ProbeOutcome;
}

export type Rate =
  | { readonly ok: true; readonly inBitsPerSecond: number; readonly outBitsPerSecond: number }
  | { readonly ok: false; readonly reason: Refusal };

/** What flowed through an interface between two polls; `undefined` where one of them tells no counters of it. */
export function measureRate(before: InterfacePoll, after: InterfacePoll, index: number): Rate | undefined {
  const from = pollOf(before, index);
  const to = pollOf(after, index);
  if (from === undefined || to === undefined || before.sentMs >= after.sentMs) return undefined;
  const speed = to.sample.speedBitsPerSecond;
  const measured = measureOctets(from.poll, to.poll, speed === 0 ? undefined : speed);
  if (!measured.ok) return measured;
  const { inOctets, outOctets, intervalMs } = measured.rate;
  const bitsPerSecond = (octets: bigint) => (Number(octets) * 8 * 1_000) / intervalMs;
  return { ok: true, inBitsPerSecond: bitsPerSecond(inOctets), outBitsPerSecond: bitsPerSecond(outOctets) };
}

function pollOf({ sentMs, outcome: { report } }: InterfacePoll, index: number) {
  const sample: InterfaceSample | undefined = report?.interfaces?.find((one) => one.index === index);
  if (sample?.counters === undefined) return undefined;
  const { uptimeMs } = report ?? {};
  const poll = { atMs: sentMs, counters: sample.counters, ...(uptimeMs !== undefined && { uptimeMs }) };
  return { sample, poll };
}
