import { findMaker } from '../config/find-maker.ts';
import type { MakerProfile } from '../config/maker-schema.ts';
import type { Settings } from '../config/settings-schema.ts';
import type { Device } from '../core/inventory.ts';
import type { SingleProber } from './prober.ts';
import { createOnvifProber } from './probers/onvif.ts';
import { createRtspProber } from './probers/rtsp.ts';
import { createSnmpProber } from './probers/snmp.ts';

/** The probers that speak to devices in their own protocols. */
export type ProtocolProbers = Readonly<Record<'snmp' | 'onvif' | 'rtsp', SingleProber>>;

export interface ProtocolProberOptions {
  readonly settings: Settings['collector'];
  readonly makers: readonly MakerProfile[];
  readonly nowMs: () => number;
}

/** Whoever makes them closes them. */
export function createProtocolProbers({ settings, makers, nowMs }: ProtocolProberOptions): ProtocolProbers {
  const makerOf = ({ maker }: Device) => findMaker(makers, maker);
  return {
    snmp: createSnmpProber({ concurrency: settings.snmpConcurrency, makers, nowMs }),
    onvif: createOnvifProber({
      concurrency: settings.onvifConcurrency,
      nowMs,
      defaultPath: (device) => makerOf(device)?.onvifPath,
    }),
    rtsp: createRtspProber({
      concurrency: settings.rtspConcurrency,
      defaultPath: (device) => makerOf(device)?.rtspPath,
    }),
  };
}
