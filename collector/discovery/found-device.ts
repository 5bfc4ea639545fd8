import type { Identity } from '../../core/domain/device-report.ts';

/** A device that was found, with all that it told without being asked for more than its name. */
export interface FoundDevice {
  readonly address: string;
  /** How it was noticed: `port` by an open one. */
  readonly seenBy: readonly ('ws-discovery' | 'ping' | 'port')[];
  readonly openPorts: readonly number[];
  /** It answered as ONVIF devices do: by WS-Discovery, or at its device service. */
  readonly speaksOnvif: boolean;
  /** Types of WS-Discovery, such as `NetworkVideoTransmitter`. */
  readonly onvifTypes: readonly string[];
  readonly name?: string;
  /** What it calls its hardware, which is the model where its maker is honest. */
  readonly hardware?: string;
  readonly location?: string;
  /** `Server` of its RTSP answers. */
  readonly rtspServer?: string;
  /** From SNMP, where it was let to answer. */
  readonly identity?: Identity;
  readonly interfaceCount?: number;
}
