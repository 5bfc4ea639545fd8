import type { Channel, InterfaceSample, PoePort } from '../../../core/domain/device-report.ts';
import type { Contractor, Device, Link } from '../../../core/domain/inventory.ts';
import type { ProbeOutcome } from '../../../core/domain/probing.ts';
import type { CanaryRound } from '../../scheduler/canaries.ts';

/** What was seen around a device that keeps silent: it tells the line from the device. */
export interface Surroundings {
  readonly canaries: CanaryRound | undefined;
  /** The way from the collector to the device, its own end first. */
  readonly way: readonly WayPoint[];
  /** Some that hang where the device hangs. */
  readonly neighbours: readonly DeviceLook[];
  readonly port: PortLook | undefined;
  readonly channel: ChannelLook | undefined;
  /** A ping of the very address, where no check had asked for one. */
  readonly ping: ProbeOutcome | undefined;
}

export type WayPoint = LinkOnTheWay | DeviceLook;

export interface LinkOnTheWay {
  readonly link: Link;
  /** Who carries it, by the name and hotline that the inventory has. */
  readonly carrier: Pick<Contractor, 'name' | 'hotline'> | undefined;
}

/** Whom to call about a line, and what they will ask for. */
export function contactOf({ link, carrier }: LinkOnTheWay): string {
  const { circuit, hotline = carrier?.hotline } = link;
  return [carrier?.name ?? link.carrier, circuit, hotline].filter(Boolean).join(', ');
}

export interface DeviceLook {
  readonly device: Device;
  /** Absent where it has no check that could tell, or where there are too many. */
  readonly outcome: ProbeOutcome | undefined;
}

/** The port of the switch that the device hangs on, as the switch sees it. */
export interface PortLook {
  readonly device: string;
  readonly name: string;
  /** Why nothing is known of it. */
  readonly failure?: string;
  readonly sample?: InterfaceSample;
  readonly poe?: PoePort;
  /** What came from the device, and what went to it, between two polls. */
  readonly fromDeviceBitsPerSecond?: number;
  readonly toDeviceBitsPerSecond?: number;
}

/** What the recorder says of the channel that the device is. */
export interface ChannelLook {
  readonly recorder: string;
  readonly number: number;
  readonly failure?: string;
  readonly channel?: Channel;
}
