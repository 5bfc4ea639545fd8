import { findMaker } from '../config/makers/find-maker.ts';
import type { MakerProfile } from '../config/makers/maker-schema.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import type { Device } from '../core/domain/inventory.ts';
import type { ProtocolName } from '../core/domain/probers.ts';
import { createOnvifProber } from './probers/onvif.ts';
import type { ReachEngine } from './probers/reach-engine.ts';
import { createRtspProber } from './probers/rtsp.ts';
import { createSnmpProber } from './probers/snmp.ts';
import type { SingleProber } from './probing/prober.ts';
import type { Engines } from './scheduler/dispatcher.ts';

/** The probers that speak to devices in their own protocols: every one that the inventory may name. */
export type ProtocolProbers = Readonly<Record<ProtocolName, SingleProber>>;

export interface ProtocolProberOptions {
  readonly settings: Settings['collector'];
  readonly makers: readonly MakerProfile[];
  readonly nowMs: () => number;
  /** The path that a device itself names for its stream. */
  readonly streamPathOf?: (deviceId: string) => string | undefined;
}

/** One line a protocol, or a few where much is set. */
const MAKERS: Readonly<Record<ProtocolName, (options: ProtocolProberOptions) => SingleProber>> = {
  snmp: ({ settings, makers, nowMs }) =>
    createSnmpProber({
      ...{ concurrency: settings.snmpConcurrency, answersFrom: settings.snmpAnswersFrom },
      ...{ makers, nowMs },
    }),
  onvif: ({ settings, makers, nowMs }) =>
    createOnvifProber({
      ...{ concurrency: settings.onvifConcurrency, nowMs },
      defaultPath: ({ maker }: Device) => findMaker(makers, maker)?.onvifPath,
    }),
  rtsp: ({ settings, makers, streamPathOf }) =>
    createRtspProber({
      concurrency: settings.rtspConcurrency,
      learntPath: ({ id }) => streamPathOf?.(id),
      defaultPath: ({ maker }: Device) => findMaker(makers, maker)?.rtspPath,
    }),
};

/** Whoever makes them closes them. */
export const createProtocolProbers = (options: ProtocolProberOptions): ProtocolProbers =>
  mapValues(MAKERS, (make) => make(options));

/** Everything that asks devices, by the name that profiles use. */
export const buildEngines = (
  { prober, fallbackPort }: Pick<ReachEngine, 'prober' | 'fallbackPort'>,
  tcp: SingleProber,
  protocols: ProtocolProbers,
): Engines => ({
  icmp: { prober, fallbackPort },
  tcp: { prober: tcp, fallbackPort: undefined },
  ...mapValues(protocols, (one) => ({ prober: one, fallbackPort: undefined })),
});

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  map: (value: From) => To,
): Readonly<Record<Key, To>> {
  const entries = Object.entries<From>(record).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(entries) as Record<Key, To>;
}
