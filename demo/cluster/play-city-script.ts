import { createActor } from '../../simulator/faults/carry-out.ts';
import { type PlayedScript, playScript } from '../../simulator/faults/play-script.ts';
import { createTruthLog, type TruthLog } from '../../simulator/faults/truth-log.ts';
import { buildDemoScript, type DemoScript } from '../run/setting/demo-script.ts';
import type { ClusterDemoOptions } from './cluster-demo-options.ts';
import type { StartedClusterDemo } from './start-cluster-demo.ts';

/** What breaks in the city meanwhile: the script of the demo of one machine. */
export interface PlayedCity {
  readonly script: DemoScript;
  readonly played: PlayedScript;
  readonly truth: TruthLog;
  /** Never settles unless a fault could not be made. */
  readonly failed: Promise<never>;
  /** Undoes the faults that are on; settles when they are undone. */
  readonly stop: () => Promise<void>;
}

export function playCityScript(
  { config, plan, means, maker, devices }: StartedClusterDemo,
  { seed, forMs }: ClusterDemoOptions,
  startMs: number,
  truthPath: string,
): PlayedCity {
  const script = buildDemoScript(config, plan, means, { seed, forMs }, startMs);
  const truth = createTruthLog(truthPath);
  const stopping = new AbortController();
  const played = playScript({
    faults: script.faults,
    planAct: script.actOf,
    actor: createActor(maker, devices),
    startMs,
    nowMs: Date.now,
    onTruth: truth.add,
    stop: stopping.signal,
  });
  return {
    ...{ script, played, truth },
    failed: played.finished.then(() => new Promise<never>(() => {})),
    stop: async () => {
      stopping.abort();
      await played.finished;
    },
  };
}
