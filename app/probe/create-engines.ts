import { buildEngines, createProtocolProbers } from '../../collector/create-probers.ts';
import type { Engines } from '../../collector/dispatcher.ts';
import { chooseReachEngine, type ReachEngineName } from '../../collector/probers/reach-engine.ts';
import { createTcpProber } from '../../collector/probers/tcp.ts';
import type { MakerProfile } from '../../config/maker-schema.ts';
import type { Settings } from '../../config/settings-schema.ts';

/** Everything that can ask a device, made for one command. */
export interface ProbeEngines {
  readonly engines: Engines;
  readonly reachEngine: ReachEngineName;
  readonly close: () => Promise<void>;
}

export async function createEngines(
  settings: Settings['collector'],
  makers: readonly MakerProfile[],
  searchPath: string,
  stop: AbortSignal,
): Promise<ProbeEngines> {
  const reach = await chooseReachEngine(settings, searchPath, stop);
  const probers = createProtocolProbers({ settings, makers, nowMs: Date.now });
  return {
    reachEngine: reach.name,
    engines: buildEngines(reach, createTcpProber({ concurrency: 10 }), probers),
    close: async () => {
      await Promise.all(Object.values(probers).map(async (prober) => await prober.close?.()));
    },
  };
}
