import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { buildEngines, createProtocolProbers } from '../create-probers.ts';
import { chooseReachEngine, type ReachEngineName } from '../probers/reach-engine.ts';
import { createTcpProber } from '../probers/tcp.ts';
import type { Engines } from '../scheduler/dispatcher.ts';

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
