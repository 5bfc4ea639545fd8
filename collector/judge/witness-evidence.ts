import type { Channel, InterfaceSample } from '../../core/domain/device-report.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';

/** What was last seen of the port that a device hangs on: several checks of a switch may each tell some of it. */
export interface PortWitness {
  readonly link?: { readonly atMs: number; readonly oper: NonNullable<InterfaceSample['oper']> };
  readonly power?: { readonly atMs: number; readonly isDelivering: boolean; readonly milliwatts?: number };
  readonly rate?: Pick<TrafficSample, 'atMs' | 'intervalMs' | 'inBitsPerSecond'>;
}

/** What a recorder last said of a channel. */
export interface ChannelWitness {
  readonly atMs: number;
  readonly video: Channel['video'];
}

interface Outage {
  /** Its first proof: what was seen before says nothing of it. */
  readonly fromMs: number;
  readonly nowMs: number;
}

/** What a port says of an outage, for the record, with how long ago it was seen. */
export function portEvidence(port: PortWitness | undefined, { fromMs, nowMs }: Outage) {
  const link = isOf(port?.link, fromMs) ? port?.link : undefined;
  const power = isOf(port?.power, fromMs) ? port?.power : undefined;
  // A rate is of the whole time between two looks.
  const rate = port?.rate && port.rate.atMs - port.rate.intervalMs >= fromMs ? port.rate : undefined;
  const seenMs = [link, power].flatMap((one) => one?.atMs ?? []);
  return {
    ...(seenMs.length > 0 && { witnessAgeMs: Math.max(0, nowMs - Math.min(...seenMs)) }),
    ...(link && { portOper: link.oper }),
    ...(rate && {
      portBitsPerSecond: Math.round(rate.inBitsPerSecond),
      portRateAgeMs: Math.max(0, nowMs - rate.atMs),
    }),
    ...(power && { poeDelivering: power.isDelivering }),
    ...(power?.milliwatts !== undefined && { poeMilliwatts: power.milliwatts }),
  };
}

export function channelEvidence(channel: ChannelWitness | undefined, { fromMs, nowMs }: Outage) {
  if (channel === undefined || channel.atMs < fromMs) return {};
  return { channelVideo: channel.video, channelAgeMs: Math.max(0, nowMs - channel.atMs) };
}

const isOf = (seen: { readonly atMs: number } | undefined, fromMs: number): boolean =>
  seen !== undefined && seen.atMs >= fromMs;
