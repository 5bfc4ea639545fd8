import { seconds } from '../../core/time/units.ts';

/** Where hubs listen; HAProxy has {@link FRONT_PORT} before them, as `deploy/cluster/` sets both. */
export const HUB_PORT = 8_492;
export const FRONT_PORT = 8_490;

/** The fastest setting: a demo shows what else takes a minute. */
export const SILENT_AFTER = '10s';
/** That, a look of the hub, the word to the others, and one interval of their checks. */
export const TAKEN_OVER_WITHIN_MS = seconds(30);

/** What is done to the cluster, in the order of the demo; times from its start. */
export const CLUSTER_ACTS = [
  { kind: 'kill-collector', atMs: seconds(15), forMs: seconds(45) },
  { kind: 'cut-off', atMs: seconds(80), forMs: seconds(60) },
  { kind: 'kill-primary', atMs: seconds(155), forMs: seconds(30) },
  { kind: 'kill-hub', atMs: seconds(210), forMs: seconds(10) },
] as const;

export type ClusterActKind = (typeof CLUSTER_ACTS)[number]['kind'];

/** After the last one everybody is to have sent everything. */
export const SHORTEST_CLUSTER_DEMO_MS = seconds(245);
