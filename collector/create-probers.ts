import { findMaker } from '../config/makers/find-maker.ts';
import type { MakerProfile } from '../config/makers/maker-schema.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import type { Device, ProberName } from '../core/domain/inventory.ts';
import { createOnvifProber } from './probers/onvif.ts';
import type { ReachEngine } from './probers/reach-engine.ts';
import { createRtspProber } from './probers/rtsp.ts';
import { createSnmpProber } from './probers/snmp.ts';
import type { SingleProber } from './probing/prober.ts';
import type { Engines } from './scheduler/dispatcher.ts';

/** The probers that speak to devices in their own protocols: every one that the inventory may name. */
export type ProtocolProbers = Readonly<Record<Exclude<ProberName, 'icmp' | 'tcp' | 'channel'>, SingleProber>>;

export interface ProtocolProberOptions {
  readonly settings: Settings['collector'];
  readonly makers: readonly MakerProfile[];
  readonly nowMs: () => number;
  /** The path that a device itself names for its stream. */
  readonly streamPathOf?: (deviceId: string) => string | undefined;
}

/** Whoever makes them closes them. */
export function createProtocolProbers(options: ProtocolProberOptions): ProtocolProbers {
  const { settings, makers, nowMs, streamPathOf } = options;
  const makerOf = ({ maker }: Device) => findMaker(makers, maker);
  return {
    snmp: createSnmpProber({
      concurrency: settings.snmpConcurrency,
      answersFrom: settings.snmpAnswersFrom,
      makers,
      nowMs,
    }),
    onvif: createOnvifProber({
      concurrency: settings.onvifConcurrency,
      nowMs,
      defaultPath: (device) => makerOf(device)?.onvifPath,
    }),
    rtsp: createRtspProber({
      concurrency: settings.rtspConcurrency,
      learntPath: ({ id }) => streamPathOf?.(id),
      defaultPath: (device) => makerOf(device)?.rtspPath,
    }),
  };
}

/** Everything that asks devices, by the name that profiles use. */
export function buildEngines(
  reach: Pick<ReachEngine, 'prober' | 'fallbackPort'>,
  tcp: SingleProber,
  { snmp, onvif, rtsp }: ProtocolProbers,
): Engines {
  return {
    icmp: { prober: reach.prober, fallbackPort: reach.fallbackPort },
    tcp: { prober: tcp, fallbackPort: undefined },
    snmp: { prober: snmp, fallbackPort: undefined },
    onvif: { prober: onvif, fallbackPort: undefined },
    rtsp: { prober: rtsp, fallbackPort: undefined },
  };
}
