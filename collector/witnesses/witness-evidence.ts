import type { Channel, InterfaceSample } from '../../core/device-report.ts';
import type { TrafficSample } from '../../core/traffic.ts';
import { hours } from '../../core/units.ts';

/** What was seen longer ago says nothing of this outage. */
const OLDEST_MS = hours(1);

/** What was last seen of the port that a device hangs on. */
export interface PortWitness {
  atMs: number;
  oper?: InterfaceSample['oper'];
  isDelivering?: boolean;
  milliwatts?: number;
  rate?: TrafficSample;
}

/** What a recorder last said of a channel. */
export interface ChannelWitness {
  atMs: number;
  video: Channel['video'];
}

/** What a port says, for the record of an outage, with how long ago it was seen. */
export function portEvidence(port: PortWitness | undefined, nowMs: number) {
  if (port === undefined || nowMs - port.atMs > OLDEST_MS) return {};
  const { atMs, oper, isDelivering, milliwatts, rate } = port;
  return {
    witnessAgeMs: Math.max(0, nowMs - atMs),
    ...(oper !== undefined && { portOper: oper }),
    ...(rate && {
      portBitsPerSecond: Math.round(rate.inBitsPerSecond),
      portRateAgeMs: Math.max(0, nowMs - rate.atMs),
    }),
    ...(isDelivering !== undefined && { poeDelivering: isDelivering }),
    ...(milliwatts !== undefined && { poeMilliwatts: milliwatts }),
  };
}

export function channelEvidence(channel: ChannelWitness | undefined, nowMs: number) {
  if (channel === undefined || nowMs - channel.atMs > OLDEST_MS) return {};
  return { channelVideo: channel.video, channelAgeMs: Math.max(0, nowMs - channel.atMs) };
}
