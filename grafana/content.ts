import type { ContactPoint, NotificationPolicy, RuleGroup } from '@grafana/grafana-foundation-sdk/alerting';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

/** Everything of ours in a Grafana, in the order in which it is written; it is removed in the reverse order. */
export interface GrafanaContent {
  readonly folders: readonly Folder[];
  /** The first reads what is written where the record is; the others what collectors of network zones measure. */
  readonly dataSources: readonly [DataSource, ...DataSource[]];
  readonly muteTimings: readonly MuteTiming[];
  readonly templates: readonly MessageTemplate[];
  readonly contactPoints: readonly ContactPoint[];
  /** The organisation has one tree: whoever writes it owns all of it. */
  readonly policies?: NotificationPolicy;
  readonly ruleGroups: readonly RuleGroup[];
  readonly dashboards: readonly PlacedDashboard[];
}

export interface Folder {
  readonly uid: string;
  readonly title: string;
  readonly parentUid?: string;
  /** Teams that may look into it, and into nothing else; absent: it has the permissions of the folder above it. */
  readonly viewers?: readonly string[];
}

export interface PlacedDashboard {
  readonly folderUid: string;
  readonly dashboard: Dashboard & { readonly uid: string; readonly title: string };
}

/** An InfluxDB that is asked in InfluxQL. Secrets are references of the settings, put in only where it is written. */
export interface DataSource {
  readonly uid: string;
  readonly name: string;
  readonly url: string;
  readonly database: string;
  /** 1: user and password; 2 and 3: a token. */
  readonly version: 1 | 2 | 3;
  readonly user?: string;
  /** Password or token: `env:INFLUX_TOKEN`, `file:/run/secrets/influx`. */
  readonly secret?: string;
  /** No bucket is narrower than the polls are apart. */
  readonly leastIntervalMs: number;
}

/** A mute timing on the wire (the SDK's builder writes another shape than Grafana and Alertmanager read). */
export interface MuteTiming {
  readonly name: string;
  readonly time_intervals: readonly TimeInterval[];
}

export interface TimeInterval {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  /** Names, never ranges: a range cannot pass Sunday. */
  readonly weekdays?: readonly string[];
  /** `1`, `-1`, `1:5`. */
  readonly days_of_month?: readonly string[];
  readonly months?: readonly string[];
  readonly years?: readonly string[];
  readonly location: string;
}

export interface MessageTemplate {
  readonly name: string;
  readonly template: string;
}
