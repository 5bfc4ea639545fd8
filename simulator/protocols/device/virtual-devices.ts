import type { VirtualEndpoints } from './virtual-device.ts';
import type { VirtualFault } from './virtual-fault.ts';

/** Devices that are up and listening, in threads of their own. */
export interface VirtualDevices {
  /** Where each listens in truth, by device id: the same as planned, but for port 0. */
  readonly endpoints: ReadonlyMap<string, VirtualEndpoints>;
  /** Settles when the fault is in force. A fault that is in force already is replaced. */
  readonly set: (deviceId: string, fault: VirtualFault) => Promise<void>;
  /** Settles when it is over; one that is not in force is left as it is. */
  readonly clear: (deviceId: string, fault: VirtualFault) => Promise<void>;
  readonly counters: (deviceId: string) => Promise<VirtualCounters>;
  /** Processor time of all its threads so far. */
  readonly cpuMs: () => Promise<number>;
  /** Ends the threads, and with them every socket. */
  readonly close: () => Promise<void>;
}

/** What really went through a device, whatever its agent shows. */
export interface VirtualCounters {
  /** The instant that the octets hold for (epoch ms). */
  readonly atMs: number;
  /** Since its agent started. */
  readonly uptimeMs: number;
  readonly interfaces: readonly InterfaceTruth[];
}

/** Octets since the simulation started: no wrap, and a restarted agent changes nothing. */
export interface InterfaceTruth {
  readonly name: string;
  readonly inOctets: number;
  readonly outOctets: number;
}
