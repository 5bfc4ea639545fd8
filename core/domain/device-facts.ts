import type { Disk, Identity, NetworkTime, StreamSettings, TlsCertificate } from './device-report.ts';

/** What was last learnt of a device, with when: what people look up, and what the next look is compared with. */
export interface DeviceFacts {
  readonly deviceId: string;
  readonly observedMs: number;
  readonly identity?: Identity;
  readonly streams?: readonly StreamSettings[];
  readonly disks?: readonly Disk[];
  readonly networkTime?: NetworkTime;
  readonly certificate?: TlsCertificate;
  readonly oldestRecordingMs?: number;
}
