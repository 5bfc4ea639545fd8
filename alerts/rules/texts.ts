import type { Burn, BurnSpeed, THRESHOLDS } from '../../core/domain/thresholds.ts';
import type { AlertRule } from './rule.ts';

type RuleText = Pick<AlertRule, 'title' | 'summary' | 'description'>;

/** Below what a fleet's availability is low, and who says so. */
export interface AvailabilityLimit {
  readonly percent: number;
  readonly saidBy: 'contracts' | 'nobody';
}

/** What rules say: a name, one line with labels and values, and what to do. */
export interface RuleTexts {
  readonly devicesDown: (limits: typeof THRESHOLDS.down) => RuleText;
  readonly availabilityLow: (limit: AvailabilityLimit) => RuleText;
  readonly linkDown: RuleText;
  readonly linkSaturated: (percent: number) => RuleText;
  readonly linkSaturatedP95: (percent: number) => RuleText;
  readonly recorderDown: RuleText;
  readonly recorderDisk: RuleText;
  readonly recorderRetention: RuleText;
  readonly clockDrift: (seconds: number) => RuleText;
  readonly lossHigh: (percent: number) => RuleText;
  readonly latencyHigh: (ms: number) => RuleText;
  readonly collectorSilent: RuleText;
  readonly collectorBlind: RuleText;
  readonly influxDrops: RuleText;
  readonly influxQueue: RuleText;
  readonly incidentsLate: RuleText;
  readonly incidentsRestarted: RuleText;
  readonly messagesWaiting: RuleText;
  readonly messagesDead: RuleText;
  readonly collectorAway: RuleText;
  readonly collectorBehind: RuleText;
  readonly zoneUncovered: RuleText;
  readonly collectorStopped: RuleText;
  readonly budgetBurn: (speed: BurnSpeed, burn: Burn) => RuleText;
  /** Words of a message that Grafana sends. */
  readonly message: Readonly<
    Record<'firing' | 'resolved' | 'alert' | 'over' | 'since' | 'place' | 'owner' | 'more' | 'nobody', string>
  >;
}
