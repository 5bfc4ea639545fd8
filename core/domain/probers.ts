import type { Indicator } from './state.ts';

/**
 * What asks, and which indicators its answers tell of: another prober would prove something else. `channel` asks nobody:
 * the recorder's own check says how its channels are. `image` nothing measures, and `capacity` is of links only.
 */
export const PROVES = {
  icmp: ['reach'],
  tcp: ['reach', 'service'],
  snmp: ['service', 'recording'],
  onvif: ['service', 'recording'],
  rtsp: ['service', 'stream'],
  channel: ['stream', 'recording'],
} as const satisfies Record<string, readonly Indicator[]>;

export type ProberName = keyof typeof PROVES;
export const PROBERS = Object.keys(PROVES) as readonly ProberName[];

/** Those that speak to devices in a protocol of their own. */
export type ProtocolName = Exclude<ProberName, 'icmp' | 'tcp' | 'channel'>;
