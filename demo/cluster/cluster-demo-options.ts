import type { Language } from '../../core/language/language.ts';
import type { DemoOptions } from '../run/setting/demo-options.ts';
import { SHORTEST_CLUSTER_DEMO_MS } from './cluster-timing.ts';

export interface ClusterDemoOptions {
  readonly forMs: number;
  readonly devices: number;
  readonly seed: number;
  readonly language: Language;
}

export interface RunClusterDemoOptions extends ClusterDemoOptions {
  /** Port of the page on this machine; absent: the usual one where it is free. */
  readonly port?: number;
  readonly folder: 'keep' | 'remove';
}

/** What of the options of a demo a cluster heeds. It lasts until everything was done. */
export function clusterDemoOptions({
  forMs = SHORTEST_CLUSTER_DEMO_MS,
  ...options
}: DemoOptions): RunClusterDemoOptions {
  const { devices, seed, language, folder, port } = options;
  return {
    forMs: Math.max(forMs, SHORTEST_CLUSTER_DEMO_MS),
    ...{ devices, seed, language, folder },
    ...(port !== undefined && { port }),
  };
}
