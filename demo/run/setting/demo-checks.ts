import type { Check } from '../../../core/domain/inventory.ts';
import type { ProberName } from '../../../core/domain/probers.ts';
import type { Indicator } from '../../../core/domain/state.ts';
import { hours, seconds } from '../../../core/time/units.ts';

export type DemoCheck = Pick<Check, 'intervalMs' | 'timeoutMs' | 'confirm' | 'recheckMs' | 'detailsEveryMs'>;

const CONFIRMED = { confirm: 3, recheckMs: seconds(1), detailsEveryMs: hours(24) } as const;

/**
 * Times of every check of the demo: short, so that what happens is seen while one watches. Loopback answers within a
 * millisecond, but a busy machine may let a conversation of twenty questions wait at each of them.
 */
const DEMO_CHECKS = {
  ping: { ...CONFIRMED, intervalMs: seconds(3), timeoutMs: 250 },
  connect: { ...CONFIRMED, intervalMs: seconds(3), timeoutMs: 500 },
  /** Ports, counters and serial numbers: what is replaced is to be found within the demo. */
  snmp: { ...CONFIRMED, intervalMs: seconds(4), timeoutMs: seconds(3), detailsEveryMs: seconds(15) },
  onvif: { ...CONFIRMED, intervalMs: seconds(4), timeoutMs: seconds(1.5) },
  recording: { ...CONFIRMED, intervalMs: seconds(4), timeoutMs: seconds(2.5) },
  /** Played until the first packet, and never more than two at a time over one line. */
  rtsp: { ...CONFIRMED, intervalMs: seconds(6), timeoutMs: seconds(1.6) },
} as const satisfies Record<string, DemoCheck>;

/** How the demo measures an indicator that is measured by `prober`; `icmp` is what stands behind a ping here. */
export function demoCheck(indicator: Indicator, prober: ProberName, icmp: 'fping' | 'tcp'): DemoCheck {
  if (indicator === 'recording' || prober === 'channel') return DEMO_CHECKS.recording;
  if (prober === 'icmp' && icmp === 'fping') return DEMO_CHECKS.ping;
  return prober in DEMO_CHECKS ? DEMO_CHECKS[prober as keyof typeof DEMO_CHECKS] : DEMO_CHECKS.connect;
}

/** Ports that everybody may open: on every device, and on the canary. */
export const DEMO_PORTS = {
  /** Stands in for ping where no ping can be sent. */
  reach: 18_080,
  onvif: 10_080,
  snmp: 10_161,
  rtsp: 10_554,
} as const;
