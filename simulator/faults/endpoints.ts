import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Device } from '../../core/domain/inventory.ts';
import { INDICATORS } from '../../core/domain/state.ts';

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

/** Where a device must listen for its pings and connects to succeed; what speaks a protocol listens by itself. */
export function endpointsOf(
  { address, port, profile }: Device,
  { profiles, icmpPort }: EndpointOptions,
): readonly Endpoint[] {
  if (address === undefined) return [];
  return INDICATORS.flatMap((indicator) => {
    const check = profiles[profile]?.[indicator];
    const isPing = check?.prober === 'icmp' && icmpPort !== undefined;
    if (check === undefined || (!isPing && check.prober !== 'tcp')) return [];
    const checkPort = check.port ?? port ?? (isPing ? icmpPort : undefined);
    return checkPort === undefined ? [] : { address, port: checkPort };
  });
}
