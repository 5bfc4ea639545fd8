import { Settings } from '../../config/settings/settings-schema.ts';
import type { Check, Device, DeviceKind } from '../../core/domain/inventory.ts';
import { days, seconds } from '../../core/time/units.ts';
import type { ScheduledWatch } from '../scheduler/watch-list.ts';

export const AD_HOC_PROBERS = ['icmp', 'tcp', 'snmp', 'onvif', 'rtsp'] as const;
export type AdHocProber = (typeof AD_HOC_PROBERS)[number];

/** A target that only the command line names. */
export interface AdHocTarget {
  readonly address: string;
  readonly port?: number;
  readonly as: readonly AdHocProber[];
  readonly credentials?: string;
  readonly path?: string;
  readonly transport: Check['transport'];
  /** What it is taken for: other things are asked of a recorder than of a switch. */
  readonly kind: DeviceKind;
}

/** Settings of a city that has said nothing: the defaults of what asks and of what is worth a finding. */
export const DEFAULT_SETTINGS: Settings = Settings.parse({
  city: { name: '-', name_en: '-', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
  profiles: { none: { reach: { prober: 'icmp' } } },
});

export function planAddress({ address, port, as, credentials, path, transport, kind }: AdHocTarget): {
  readonly device: Device;
  readonly watches: readonly ScheduledWatch[];
} {
  const device: Device = {
    id: address,
    name: address,
    kind,
    site: '-',
    contracts: [],
    lifecycle: [],
    upstreams: [],
    profile: '-',
    address,
    interfaces: [],
    ...(port !== undefined && { port }),
    ...(credentials !== undefined && { credentials }),
  };
  // In the order of the ladder, each once.
  const checks = AD_HOC_PROBERS.filter((prober) => as.includes(prober)).flatMap((prober) => [
    CHECKS[prober],
    ...(kind === 'nvr' && (prober === 'snmp' || prober === 'onvif')
      ? [{ ...CHECKS[prober], indicator: 'recording' as const }]
      : []),
  ]);
  const watches = checks.map((given): ScheduledWatch => {
    const check = { ...given, ...BARE, transport, ...(path !== undefined && { path }) };
    return {
      deviceId: device.id,
      device,
      address,
      port,
      check,
      phaseMs: 0,
      interfaces: ALL_INTERFACES,
      lines: [],
    };
  });
  return { device, watches };
}

/** That some are wanted makes the agent tell of all: nobody has said which ones matter. */
const ALL_INTERFACES: readonly string[] = ['*'];

const CHECKS = {
  icmp: { indicator: 'reach', prober: 'icmp', timeoutMs: seconds(1), playMs: 0 },
  tcp: { indicator: 'service', prober: 'tcp', timeoutMs: seconds(3), playMs: 0 },
  snmp: { indicator: 'service', prober: 'snmp', timeoutMs: seconds(10), playMs: 0 },
  onvif: { indicator: 'service', prober: 'onvif', timeoutMs: seconds(10), playMs: 0 },
  // Long enough to tell what flows.
  rtsp: { indicator: 'stream', prober: 'rtsp', timeoutMs: seconds(12), playMs: seconds(3) },
} as const;

const BARE = {
  intervalMs: seconds(60),
  detailsEveryMs: days(1),
  confirm: 1,
  recheckMs: seconds(5),
  degradedLossRatio: 0.5,
} as const;
