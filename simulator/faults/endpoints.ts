import type { Settings } from '../../config/settings-schema.ts';
import type { Device } from '../../core/inventory.ts';
import { INDICATORS, type Indicator } from '../../core/state.ts';

/** A place on loopback where something must listen for a check to succeed. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export const endpointKey = ({ address, port }: Endpoint): string => `${address}:${port}`;

export interface EndpointOptions {
  readonly profiles: Settings['profiles'];
  /** Stands in for ICMP where `reach` is measured by a TCP connect; absent: nothing need listen for ICMP. */
  readonly icmpPort: number | undefined;
}

/** Where a device must listen for its checks to succeed, by indicator. */
export function endpointsOf(
  { address, port, profile }: Device,
  { profiles, icmpPort }: EndpointOptions,
): ReadonlyMap<Indicator, Endpoint> {
  const endpoints = new Map<Indicator, Endpoint>();
  if (address === undefined) return endpoints;
  for (const indicator of INDICATORS) {
    const check = profiles[profile]?.[indicator];
    if (check === undefined || (check.prober === 'icmp' && icmpPort === undefined)) continue;
    const checkPort = check.port ?? port ?? (check.prober === 'icmp' ? icmpPort : undefined);
    if (checkPort !== undefined) endpoints.set(indicator, { address, port: checkPort });
  }
  return endpoints;
}
