/** What went through an interface between two polls. Rates are means over `intervalMs`; octets are exact. */
export interface TrafficSample {
  readonly deviceId: string;
  readonly interface: string;
  /** The link that is measured at this interface, where there is one. */
  readonly linkId?: string;
  /** When the counters were read at the later poll (epoch ms), which may be a moment after it was sent. */
  readonly atMs: number;
  readonly intervalMs: number;
  readonly inOctets: number;
  readonly outOctets: number;
  readonly inBitsPerSecond: number;
  readonly outBitsPerSecond: number;
  readonly inErrors?: number;
  readonly outErrors?: number;
  readonly inDiscards?: number;
  readonly outDiscards?: number;
  /** What the link was agreed to carry, else the speed of the interface. */
  readonly capacityBitsPerSecond?: number;
}

/** An interface, or all of a device. */
export interface TrafficPlace {
  readonly device: string;
  readonly name?: string;
}

export type TrafficDirection = 'in' | 'out';

/** Bins of {@link TrafficDay.histogram}: bin `n` holds means from `n` to under `n + 1` percent of the capacity, the last what is more. */
export const TRAFFIC_BINS = 101;

/** How often a link carried how much on one day of the city: what P95 is computed from, without InfluxDB. */
export interface TrafficDay {
  readonly linkId: string;
  /** `2026-11-25` in the city's time zone. */
  readonly date: string;
  /** As the interface sees it: `in` comes from the link. */
  readonly direction: TrafficDirection;
  readonly capacityBitsPerSecond: number;
  /** Five-minute means that the histogram counts: at most 288 on a day of 24 hours. */
  readonly samples: number;
  /** {@link TRAFFIC_BINS} counts. */
  readonly histogram: readonly number[];
  readonly octets: number;
}
