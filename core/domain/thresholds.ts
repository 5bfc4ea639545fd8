import { days, hours, minutes } from '../time/units.ts';

/**
 * From where on something is not well, for panels and alert rules alike. Only what no setting and no contract says stands
 * here: the drift of a clock and a saturated line are settings (`findings`), availability is that of the contracts.
 */
export const THRESHOLDS = {
  /** Availability of a fleet over an hour, where no contract of the city asks for one. */
  availabilityLowRatio: 0.95,
  /** Devices of one kind that are down in one place: a share of them and at least a few, or many whatever the share. */
  down: { ratio: 0.2, leastCount: 3, manyCount: 20 },
  /** Lost pings of devices that answer, over a place. */
  lossHighRatio: 0.05,
  /** Mean time of an answer over a place: lines within a city stay well below. */
  latencyHighMs: 200,
  /** How far incidents lie behind the present: the storm of a whole city takes half a minute. */
  incidentLagMs: minutes(2),
  /** For how long a message could have been sent: longer than a mail server that greylists keeps it waiting. */
  messageWaitMs: minutes(15),
  /** For how long nothing was heard of a collector in a district: others of its zone took over long before. */
  collectorSilentMs: minutes(5),
  /** Age of the oldest row that a collector has and the record has not, while it is heard: a line that is too thin. */
  collectorWaitMs: minutes(15),
  /** Certificates hold for thirty days and are renewed after twenty by themselves: with less left, renewing has failed. */
  certificateLeftMs: days(7),
  /** From this share of a place's devices on, planned work mutes what Grafana would send about the place. */
  mutedFromRatio: 0.5,
} as const;

export type BurnSpeed = 'fast' | 'steady' | 'slow';

export interface Burn {
  /** How many times faster than the budget lasts for its period. */
  readonly factor: number;
  readonly longMs: number;
  /** The short window ends the alarm soon after the cause. */
  readonly shortMs: number;
}

/**
 * How fast the error budget of a period may go (SRE workbook, "Alerting on SLOs"): of 30 days, 2 % in an hour, 5 % in six
 * hours, 10 % in three days.
 */
export const BUDGET_BURNS: Readonly<Record<BurnSpeed, Burn>> = {
  fast: { factor: 14.4, longMs: hours(1), shortMs: minutes(5) },
  steady: { factor: 6, longMs: hours(6), shortMs: minutes(30) },
  slow: { factor: 1, longMs: days(3), shortMs: hours(6) },
};
