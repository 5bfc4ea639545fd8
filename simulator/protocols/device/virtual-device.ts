import type { DeviceKind } from '../../../core/domain/inventory.ts';
import type { OnvifTraits, RtspTraits, SnmpTraits } from './traits.ts';

/**
 * A made-up device that speaks real protocols on loopback: what it is, where it listens, what it shows. Plain data, since
 * it is handed to a thread; its passwords open nothing but the simulation, so they are plain texts too.
 */
export interface VirtualDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  /** `sysName`, ONVIF host name. */
  readonly name: string;
  /** `sysLocation`. */
  readonly location?: string;
  readonly endpoints: VirtualEndpoints;
  readonly access: VirtualAccess;
  readonly snmp?: SnmpTraits;
  readonly onvif?: OnvifTraits;
  readonly rtsp?: RtspTraits;
  /** How long it has been running when the simulation starts. */
  readonly uptimeMs: number;
  readonly interfaces: readonly VirtualInterface[];
  /** What it sends into the network, and through which interfaces that passes. */
  readonly flows: readonly VirtualFlow[];
  /** What can be played: of a camera its own, of a recorder one a channel; the first is the main one. */
  readonly streams: readonly VirtualStream[];
  readonly channels: readonly VirtualChannel[];
  readonly disks: readonly VirtualDisk[];
  /** How far back its recordings reach. */
  readonly oldestRecordingAgeMs?: number;
  readonly networkTime?: { readonly source: 'ntp' | 'manual'; readonly servers: readonly string[] };
  readonly ups?: VirtualUps;
  readonly temperatures: readonly { readonly name: string; readonly celsius: number }[];
}

/** Where it listens; a protocol that is absent is not spoken. */
export interface VirtualEndpoints {
  /** UDP. */
  readonly snmp?: VirtualEndpoint;
  /** HTTP. */
  readonly onvif?: VirtualEndpoint;
  readonly rtsp?: VirtualEndpoint;
  /** UDP, for WS-Discovery: the device's own address, or the group 239.255.255.250, joined on loopback only. */
  readonly discovery?: VirtualEndpoint;
}

export interface VirtualEndpoint {
  readonly address: string;
  /** 0: any free port; `VirtualDevices.endpoints` says which one it became. */
  readonly port: number;
}

/** What opens it. */
export interface VirtualAccess {
  /** User and password of ONVIF and RTSP; absent: open to everybody. */
  readonly login?: { readonly user: string; readonly password: string };
  readonly snmp?: VirtualSnmpAccess;
}

export type VirtualSnmpAccess =
  | { readonly version: '1' | '2c'; readonly community: string }
  | {
      readonly version: '3';
      readonly user: string;
      readonly auth?: {
        readonly protocol: 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
        readonly password: string;
      };
      readonly privacy?: { readonly protocol: 'des' | 'aes'; readonly password: string };
    };

export interface VirtualInterface {
  readonly index: number;
  readonly name: string;
  readonly alias?: string;
  readonly speedBitsPerSecond: number;
  readonly admin: 'up' | 'down';
  readonly oper: 'up' | 'down' | 'not-present';
  /** Traffic of its own, beside the flows that pass it. */
  readonly inBitsPerSecond: number;
  readonly outBitsPerSecond: number;
  /** What its counters show when the simulation starts, such as a number shortly before a wrap. */
  readonly inOctetsAtStart: number;
  readonly outOctetsAtStart: number;
  /** Power over Ethernet: what hangs on it draws this much; 0: able to give power, and nothing is drawn. */
  readonly poeMilliwatts?: number;
}

/** Traffic from one source. It stops everywhere when its source falls silent or an interface on its way is down. */
export interface VirtualFlow {
  readonly bitsPerSecond: number;
  /** Of a recorder: the channel that it belongs to. */
  readonly channel?: number;
  readonly via: readonly Hop[];
}

export interface Hop {
  readonly device: string;
  readonly interface: string;
  readonly direction: 'in' | 'out';
}

export interface VirtualStream {
  /** Token of the ONVIF media profile. */
  readonly id: string;
  readonly name: string;
  /** RTSP path, with a query where the maker has one. */
  readonly path: string;
  readonly codec: 'h264' | 'h265';
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitsPerSecond: number;
  /** Of a recorder: the channel that is played. */
  readonly channel?: number;
}

export interface VirtualChannel {
  readonly number: number;
  readonly name: string;
  readonly video: 'present' | 'lost';
  readonly recording: 'on' | 'off';
  /** Device id of the camera that hangs on it, where it is in the inventory. */
  readonly camera?: string;
}

export interface VirtualDisk {
  readonly name: string;
  readonly sizeBytes: number;
  readonly freeBytes: number;
  readonly state: 'ok' | 'failed';
}

export interface VirtualUps {
  readonly source: 'mains' | 'battery';
  readonly chargePercent: number;
  readonly runtimeMs: number;
  readonly loadPercent: number;
  readonly voltageVolts: number;
}
