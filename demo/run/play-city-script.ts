import type { Config } from '../../config/load-config.ts';
import { createActor } from '../../simulator/faults/carry-out.ts';
import type { FaultMaker } from '../../simulator/faults/fault-maker.ts';
import { type PlayedScript, playScript } from '../../simulator/faults/play-script.ts';
import { createTruthLog, type TruthLog } from '../../simulator/faults/truth-log.ts';
import type { VirtualDevice } from '../../simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '../../simulator/protocols/device/virtual-devices.ts';
import type { Means } from './setting/choose-means.ts';
import { buildDemoScript, type DemoScript } from './setting/demo-script.ts';

/** A script under way that breaks parts of a city. */
export interface PlayedCity {
  readonly script: DemoScript;
  readonly played: PlayedScript;
  readonly truth: TruthLog;
  /** Never settles unless a fault could not be made. */
  readonly failed: Promise<never>;
  /** Undoes the faults that are on; settles when they are undone. */
  readonly stopScript: () => Promise<void>;
}

export interface BreakableCity {
  readonly config: Config;
  /** The devices that speak protocols, as planned and as they run. */
  readonly plan: readonly VirtualDevice[];
  readonly devices: VirtualDevices;
  readonly means: Means;
  readonly maker: FaultMaker;
}

export function playCityScript(
  { config, plan, means, maker, devices }: BreakableCity,
  options: Parameters<typeof buildDemoScript>[3],
  startMs: number,
  truthPath: string,
): PlayedCity {
  const script = buildDemoScript(config, plan, means, options, startMs);
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
    stopScript: async () => {
      stopping.abort();
      await played.finished;
    },
  };
}
