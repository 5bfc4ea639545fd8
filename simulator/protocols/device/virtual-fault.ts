/** What can go wrong with a virtual device while it still answers (or, `silent`, no longer does). */
export type VirtualFault =
  /** Pings, ONVIF and RTSP answer; no packet comes, and none flows through its switch. */
  | { readonly kind: 'no-video' }
  /** Its clock runs off by this much at once. */
  | { readonly kind: 'clock-drift'; readonly offsetMs: number }
  /** A recorder without a free byte: it stops recording. */
  | { readonly kind: 'disk-full' }
  /** A recorder sees no video on this channel. */
  | { readonly kind: 'channel-lost'; readonly channel: number }
  /** An interface carries 97 % of its speed, or of a capacity that is less. */
  | {
      readonly kind: 'saturated';
      readonly interface: string;
      readonly direction: 'in' | 'out' | 'both';
      readonly capacityBitsPerSecond?: number;
    }
  /** At the instant it is set, sysUpTime and all counters begin anew; clearing it changes nothing. */
  | { readonly kind: 'agent-restart'; readonly boots: 'raised' | 'kept' }
  /** Its password, community and SNMP keys were changed, and nobody told us. */
  | { readonly kind: 'wrong-password' }
  | { readonly kind: 'serial-swapped'; readonly serial: string }
  /** The port's light is off: oper down, counters stand still, what hangs on it sends nothing. */
  | { readonly kind: 'port-down'; readonly interface: string }
  /** Nothing listens any more. */
  | { readonly kind: 'silent' };

/** Names one fault of a device: a fault that is set twice stands once, two lost channels are two. */
export function faultKey(fault: VirtualFault): string {
  if (fault.kind === 'channel-lost') return `${fault.kind} ${fault.channel}`;
  if (fault.kind === 'saturated' || fault.kind === 'port-down') return `${fault.kind} ${fault.interface}`;
  return fault.kind;
}
