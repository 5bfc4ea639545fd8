import type { Device } from '../../core/domain/inventory.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import type { OnvifTraits, RtspTraits, SnmpTraits } from '../protocols/device/traits.ts';

/** Paths of streams as the makers' manuals have them; a camera counts as channel 1. */
export function streamPaths(maker: string, channel: number): { readonly main: string; readonly sub: string } {
  switch (maker) {
    case 'Hikvision':
      return { main: `/Streaming/Channels/${channel}01`, sub: `/Streaming/Channels/${channel}02` };
    case 'Dahua':
      return {
        main: `/cam/realmonitor?channel=${channel}&subtype=0`,
        sub: `/cam/realmonitor?channel=${channel}&subtype=1`,
      };
    case 'Axis':
      return { main: '/axis-media/media.amp', sub: '/axis-media/media.amp?resolution=640x360' };
    case 'Hanwha Vision':
      return { main: '/profile2/media.smp', sub: '/profile3/media.smp' };
    case 'Bosch':
      return { main: '', sub: '/?inst=2' };
    default:
      return { main: '/', sub: '/sub' };
  }
}

/** Makers differ, and a collector has to bear with all of them. */
export function onvifHabits(maker: string): OnvifTraits {
  switch (maker) {
    case 'Dahua':
      return { auth: 'either', soapPrefix: 's', faultStatus: 'error' };
    case 'Axis':
      return { auth: 'token', soapPrefix: 'SOAP-ENV' };
    case 'Hanwha Vision':
      return { auth: 'http', digestAlgorithms: ['SHA-256', 'MD5'] };
    case 'Bosch':
      return { auth: 'token', directory: 'capabilities' };
    default:
      return { auth: 'either', soapPrefix: 'env' };
  }
}

export function rtspHabits(maker: string): RtspTraits {
  return maker === 'Hanwha Vision' ? { auth: 'digest-sha256' } : { auth: 'digest' };
}

/** Zyxel's agent has no 32-bit octets, as in a walk of a real one; a district's router is old and has nothing else. */
export function snmpHabits({ maker, kind, id }: Pick<Device, 'maker' | 'kind' | 'id'>): SnmpTraits {
  if (maker === 'Zyxel') return { interfaceTables: 'ifx-only' };
  return kind === 'router' && id.startsWith('rt-agg-') ? { interfaceTables: 'if-only' } : {};
}

interface Firmware {
  readonly current: string;
  /** Before what the inventory asks for. */
  readonly old: string;
}

const FIRMWARE: ReadonlyMap<string, Firmware> = new Map([
  ['Hikvision camera', { current: 'V5.7.23', old: 'V5.6.5' }],
  ['Hikvision nvr', { current: 'V4.61.25', old: 'V4.30.85' }],
  ['Dahua camera', { current: '2.840.0000000.18.R', old: '2.800.0000000.8.R' }],
  ['Dahua nvr', { current: '4.003.0000000.1', old: '4.001.0000000.3' }],
  ['Axis camera', { current: '11.11.85', old: '9.80.3' }],
]);
const OTHERS: Firmware = { current: '7.13.2', old: '6.1.0' };
/** One device in so many was never updated. */
const ONE_OLD_IN = 25;

/** Old on a few of those that the inventory asks more of, so that there is something to find. */
export function firmwareOf({ id, kind, maker, minFirmware }: Device): string {
  const { current, old } = FIRMWARE.get(`${maker} ${kind}`) ?? OTHERS;
  return isOldFirmware({ id, minFirmware }) ? old : current;
}

export function isOldFirmware({
  id,
  minFirmware,
}: {
  readonly id: string;
  readonly minFirmware?: string | undefined;
}): boolean {
  return minFirmware !== undefined && stableHash(`${id}/firmware`) % ONE_OLD_IN === 0;
}
