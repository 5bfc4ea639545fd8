import { stringify } from 'yaml';
import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { ProberName } from '../../../core/domain/probers.ts';
import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import { formatDurationMs } from '../../../core/time/units.ts';
import { DEMO_PORTS, demoCheck } from './demo-checks.ts';

/** The canary of the demo stands in the last /24 of its block, which no device of a demo reaches. */
export const canaryAddressOf = (block: number): string => `127.${block}.255.1`;
/** For trying whether an address can be taken away. */
export const spareAddressOf = (block: number): string => `127.${block}.255.9`;

export interface DemoSettings {
  /** The sample city's settings: its profiles are taken over, with times and ports of their own. */
  readonly sample: Settings;
  readonly block: number;
  readonly icmp: 'fping' | 'tcp';
  readonly language: 'vi' | 'en';
  readonly port: number;
  readonly influxUrl: string | undefined;
}

type Profile = Settings['profiles'][string];
type ProfileCheck = NonNullable<Profile[keyof Profile]>;

/** `camwatch.yaml` of a demo. */
export function renderDemoSettings(options: DemoSettings): string {
  const { sample, block, icmp, language, port, influxUrl } = options;
  const { city } = sample;
  return stringify({
    city: { name: city.name, name_en: city.nameEn, time_zone: city.timeZone, area_list: city.areaList },
    collector: {
      id: 'demo',
      canaries: [{ address: canaryAddressOf(block), ...(icmp === 'tcp' && { port: DEMO_PORTS.reach }) }],
      canary_interval: '1s',
      icmp,
      icmp_fallback_port: DEMO_PORTS.reach,
    },
    profiles: Object.fromEntries(
      Object.entries(sample.profiles).map(([name, profile]) => [name, renderProfile(profile, icmp)]),
    ),
    ...(influxUrl !== undefined && { influx: { url: influxUrl, database: 'camwatch-demo' } }),
    page: { port, language, anonymous: 'read' },
  });
}

function renderProfile(profile: Profile, icmp: 'fping' | 'tcp') {
  // What is reached by TCP is reached at its own forwarded port, with everything it has.
  const isForwarded = profile.reach?.prober === 'tcp';
  return Object.fromEntries(
    INDICATORS.flatMap((indicator) => {
      const check = profile[indicator];
      return check ? [[indicator, renderCheck(indicator, check, isForwarded, icmp)]] : [];
    }),
  );
}

function renderCheck(
  indicator: Indicator,
  { prober, port, retentionMs }: ProfileCheck,
  isForwarded: boolean,
  icmp: 'fping' | 'tcp',
) {
  const { intervalMs, timeoutMs, confirm, recheckMs, detailsEveryMs } = demoCheck(indicator, prober, icmp);
  const usedPort = isForwarded ? port : (portOf(prober, icmp) ?? port);
  return {
    prober,
    interval: formatDurationMs(intervalMs),
    timeout: formatDurationMs(timeoutMs),
    ...(usedPort !== undefined && { port: usedPort }),
    confirm,
    recheck: formatDurationMs(recheckMs),
    details: formatDurationMs(detailsEveryMs),
    ...(retentionMs !== undefined && { retention: formatDurationMs(retentionMs) }),
    ...(prober === 'icmp' && { degraded_loss: '34%' }),
  };
}

function portOf(prober: ProberName, icmp: 'fping' | 'tcp'): number | undefined {
  if (prober === 'icmp') return icmp === 'tcp' ? DEMO_PORTS.reach : undefined;
  return prober in DEMO_PORTS ? DEMO_PORTS[prober as keyof typeof DEMO_PORTS] : undefined;
}
