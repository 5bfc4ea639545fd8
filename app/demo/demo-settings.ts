import { stringify } from 'yaml';
import type { Settings } from '../../config/settings-schema.ts';
import { formatDurationMs, seconds } from '../../core/units.ts';

/** Times of every check of the demo: short, so that what happens is seen while one watches. */
export const DEMO_CHECK = {
  intervalMs: seconds(3),
  /** Loopback answers within a millisecond, but a busy machine may let a TCP connect wait. */
  icmpTimeoutMs: 250,
  tcpTimeoutMs: 500,
  confirm: 3,
  recheckMs: seconds(1),
} as const;

/** Where listeners stand in for ping: on devices, and on the canary. */
export const REACH_PORT = 18_080;

/** The canary of the demo stands in the last /24 of its block, which no device of a demo reaches. */
export const canaryAddressOf = (block: number): string => `127.${block}.255.1`;
/** For trying whether an address can be taken away. */
export const spareAddressOf = (block: number): string => `127.${block}.255.9`;

export interface DemoSettings {
  /** The sample city's settings: its profiles are taken over, with times of their own. */
  readonly sample: Settings;
  readonly block: number;
  readonly icmp: 'fping' | 'tcp';
  readonly language: 'vi' | 'en';
  readonly port: number;
  readonly influxUrl: string | undefined;
}

/** `camwatch.yaml` of a demo. */
export function renderDemoSettings(options: DemoSettings): string {
  const { sample, block, icmp, language, port, influxUrl } = options;
  const { city } = sample;
  return stringify({
    city: { name: city.name, name_en: city.nameEn, time_zone: city.timeZone, area_list: city.areaList },
    collector: {
      id: 'demo',
      canaries: [{ address: canaryAddressOf(block), ...(icmp === 'tcp' && { port: REACH_PORT }) }],
      canary_interval: '1s',
      icmp,
      icmp_fallback_port: REACH_PORT,
    },
    profiles: Object.fromEntries(
      Object.entries(sample.profiles).map(([name, profile]) => [name, renderProfile(profile, icmp)]),
    ),
    ...(influxUrl !== undefined && { influx: { url: influxUrl, database: 'camwatch-demo' } }),
    page: { port, language },
  });
}

function renderProfile(profile: Settings['profiles'][string], icmp: 'fping' | 'tcp') {
  return Object.fromEntries(
    Object.entries(profile).map(([indicator, { prober, port }]) => {
      const isPing = prober === 'icmp' && icmp === 'fping';
      const usedPort = prober === 'icmp' ? REACH_PORT : port;
      return [
        indicator,
        {
          prober,
          interval: formatDurationMs(DEMO_CHECK.intervalMs),
          timeout: formatDurationMs(isPing ? DEMO_CHECK.icmpTimeoutMs : DEMO_CHECK.tcpTimeoutMs),
          ...(!isPing && usedPort !== undefined && { port: usedPort }),
          confirm: DEMO_CHECK.confirm,
          recheck: formatDurationMs(DEMO_CHECK.recheckMs),
          ...(prober === 'icmp' && { degraded_loss: '34%' }),
        },
      ];
    }),
  );
}
