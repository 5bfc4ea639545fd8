import type { Settings } from '../config/settings-schema.ts';
import { EngineError, type SingleProber } from './prober.ts';

/** The probers that speak to devices in their own protocols; each is closed by whoever made it. */
export type ProtocolProbers = Readonly<Record<'snmp' | 'onvif' | 'rtsp', SingleProber>>;

export function createProtocolProbers(settings: Settings['collector']): ProtocolProbers {
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
    rtsp: waiting(settings.rtspConcurrency),
  };
}
