/**
 * What a device said of itself in one probe, as far as it was asked: every part may be absent, and absent means "not said".
 * Text comes from the device: it is trimmed, without control characters, at most 200 characters, and never trusted further.
 */
export type DeviceReport = WholeReport | PartialReport;

export interface WholeReport extends ReportParts {
  readonly isCutShort?: never;
}

/** A part of what was asked for did not come: that something is not here says nothing, and what is here proves no `up`. */
export interface PartialReport extends ReportParts {
  readonly isCutShort: true;
}

export interface ReportParts {
  readonly identity?: Identity;
  /** Time since its agent started (sysUpTime). */
  readonly uptimeMs?: number;
  /** Its clock less ours; positive where it is ahead. */
  readonly clockOffsetMs?: number;
  readonly interfaces?: readonly InterfaceSample[];
  readonly poePorts?: readonly PoePort[];
  readonly disks?: readonly Disk[];
  readonly channels?: readonly Channel[];
  /** Instant of the oldest recording that is still there. */
  readonly oldestRecordingMs?: number;
  readonly sensors?: readonly Sensor[];
  readonly ups?: Ups;
  readonly streams?: readonly StreamSettings[];
  readonly networkTime?: NetworkTime;
  readonly certificate?: TlsCertificate;
  /** Of its key, as `tls_pin` of the inventory has it: `sha256//` and base64 (RFC 7469, curl). */
  readonly tlsPin?: string;
  /** What was noticed about access while asking. */
  readonly access?: Access;
}

export interface Identity {
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
  /** Name that it carries (sysName, host name). */
  readonly name?: string;
  readonly description?: string;
  readonly location?: string;
  /** Id of the maker profile that was recognised. */
  readonly makerProfile?: string;
}

/** An interface and its counters at one instant (RFC 2863). Octets are exact: 64-bit counters pass 2^53. */
export interface InterfaceSample {
  readonly index: number;
  /** `ifName`, else `ifDescr`. */
  readonly name: string;
  readonly alias?: string;
  readonly admin?: 'up' | 'down' | 'testing';
  readonly oper?: 'up' | 'down' | 'testing' | 'unknown' | 'dormant' | 'not-present' | 'lower-layer-down';
  readonly speedBitsPerSecond?: number;
  readonly counters?: InterfaceCounters;
}

export interface InterfaceCounters {
  /** Width of the octet counters: 64 where the device has them. */
  readonly bits: 32 | 64;
  /** How long after the probe was sent they were read (ms): the middle between the question that brought them and its answer. */
  readonly readAfterMs?: number;
  readonly inOctets: bigint;
  readonly outOctets: bigint;
  readonly inErrors?: number;
  readonly outErrors?: number;
  readonly inDiscards?: number;
  readonly outDiscards?: number;
  /** `ifCounterDiscontinuityTime` in ms of uptime: a change means that the counters began anew. */
  readonly discontinuityMs?: number;
}

/** A port that gives power (RFC 3621). `milliwatts` where the maker tells the draw of a port. */
export interface PoePort {
  readonly interface: string;
  readonly isDelivering: boolean;
  readonly milliwatts?: number;
}

export interface Disk {
  readonly name: string;
  readonly state: 'ok' | 'full' | 'failed' | 'missing' | 'unknown';
  readonly sizeBytes?: number;
  readonly freeBytes?: number;
}

/** A channel of a recorder: `video` is whether a picture comes in, `recording` whether it is kept. */
export interface Channel {
  readonly number: number;
  readonly name?: string;
  readonly video: 'present' | 'lost' | 'unknown';
  readonly recording: 'on' | 'off' | 'unknown';
}

export interface Sensor {
  readonly name: string;
  readonly quantity: 'celsius' | 'volts' | 'amperes' | 'watts' | 'percent' | 'rpm' | 'dbm' | 'hertz';
  readonly value: number;
}

/** UPS-MIB (RFC 1628). */
export interface Ups {
  readonly source: 'mains' | 'battery' | 'bypass' | 'none' | 'other';
  readonly chargeRatio?: number;
  readonly runtimeMs?: number;
  readonly loadRatio?: number;
}

/** How a video stream is set, from a media profile or an SDP. */
export interface StreamSettings {
  /** Media profile token, or the path of the stream. */
  readonly id: string;
  readonly name?: string;
  readonly codec?: string;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  readonly bitsPerSecond?: number;
  readonly streamAddress?: string;
  readonly snapshotAddress?: string;
}

export interface NetworkTime {
  readonly source: 'ntp' | 'manual';
  readonly servers: readonly string[];
}

export interface TlsCertificate {
  readonly subject: string;
  readonly isSelfSigned: boolean;
  readonly validToMs: number;
  readonly sha256: string;
}

/** How access was gained, as far as it is worth a finding. Never a secret. */
export interface Access {
  readonly protocol: 'snmp-v1' | 'snmp-v2c' | 'snmp-v3' | 'onvif' | 'rtsp' | 'http';
  /** `public` or another well-known community, or a maker's default password, was accepted. */
  readonly weakness?:
    | 'default-community'
    | 'default-password'
    | 'empty-password'
    | 'no-password'
    /** It was allowed the password as it is, and got it without TLS. */
    | 'cleartext-login';
  /** It was asked at one address and answered from another, as routers with several do. */
  readonly elsewhere?: { readonly asked: string; readonly from: string };
  /** Our login was turned away for the details, while what the check asked for was answered without one. */
  readonly refused?: 'credentials' | 'locked' | 'denied' | 'cleartext-login';
}
