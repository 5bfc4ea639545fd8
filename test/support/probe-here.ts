import { buildEngines, type ProtocolProbers } from '#collector/create-probers.ts';
import type { ReachEngine } from '#collector/probers/reach-engine.ts';
import { createTcpProber } from '#collector/probers/tcp.ts';
import { createAddressResolver } from '#collector/probing/resolve-address.ts';
import {
  createDispatcher,
  type DispatcherOptions,
  type StartProbing,
} from '#collector/scheduler/dispatcher.ts';
import { countInMetrics } from '#collector/scheduler/work-counter.ts';
import type { Metrics } from '#core/names/metrics.ts';

export interface ProbeHereOptions extends Pick<DispatcherOptions, 'credentialsOf' | 'nowMs' | 'logger'> {
  readonly engine: ReachEngine;
  readonly probers: ProtocolProbers;
  readonly streamsPerLine?: number;
  readonly metrics: Metrics;
}

const TICK_MS = 50;

/** Probes in the thread of the collector, as the thread of the probers does in its own. */
export const probeHere =
  ({
    engine,
    probers,
    metrics,
    credentialsOf,
    streamsPerLine = 2,
    ...options
  }: ProbeHereOptions): StartProbing =>
  ({ onReadings, noteCredentials, stop }) => {
    let withheld: ReadonlySet<string> = new Set();
    const dispatcher = createDispatcher({
      ...{ ...options, streamsPerLine, onReadings, stop },
      engines: buildEngines(engine, createTcpProber({ concurrency: 100 }), probers),
      resolve: createAddressResolver(),
      counter: countInMetrics(metrics),
      isCounted: (deviceId) => !withheld.has(deviceId),
      credentialsOf: async (device) => {
        const found = await credentialsOf(device);
        noteCredentials(device.id, found !== undefined);
        return found;
      },
    });
    const ticking = setInterval(dispatcher.tick, TICK_MS);
    return {
      ...dispatcher,
      replace: (watched, sinceMs) => {
        ({ withheld } = watched);
        dispatcher.replace(watched, sinceMs);
      },
      close: async () => {
        clearInterval(ticking);
        await dispatcher.idle();
        await Promise.all(Object.values(probers).map(async (prober) => await prober.close?.()));
      },
    };
  };
