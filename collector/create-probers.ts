import { findMaker } from '../config/find-maker.ts';
import type { MakerProfile } from '../config/maker-schema.ts';
import type { Settings } from '../config/settings-schema.ts';
import { EngineError, type SingleProber } from './prober.ts';
import { createRtspProber } from './probers/rtsp.ts';

/** The probers that speak to devices in their own protocols; whoever made them closes them. */
export type ProtocolProbers = Readonly<Record<'snmp' | 'onvif' | 'rtsp', SingleProber>>;

export interface ProtocolProberOptions {
  readonly settings: Settings['collector'];
  readonly makers: readonly MakerProfile[];
  readonly nowMs: () => number;
}

export function createProtocolProbers({ settings, makers }: ProtocolProberOptions): ProtocolProbers {
  const waiting = (concurrency: number): SingleProber => ({
    mode: 'single',
    concurrency,
    probe: async () => {
      throw new EngineError('this prober is being built');
    },
  });
  return {
    snmp: waiting(settings.snmpConcurrency),
    onvif: waiting(settings.onvifConcurrency),
    rtsp: createRtspProber({
      concurrency: settings.rtspConcurrency,
      defaultPath: ({ maker }) => findMaker(makers, maker)?.rtspPath,
    }),
  };
}
