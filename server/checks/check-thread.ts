import { parentPort, workerData } from 'node:worker_threads';
import { NothingToProbeError } from '../../collector/diagnosis/nothing-to-probe.ts';
import type { ProbedCity } from '../../collector/diagnosis/plan-probe.ts';
import { probe } from '../../collector/diagnosis/probe.ts';
import { Probe } from '../../collector/diagnosis/probe-input.ts';
import { openSharedConfig, type SharedConfig } from '../../config/shared-config.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { CheckReport } from '../../portal/city/check-report.ts';
import { reportCheck } from './report-check.ts';

export interface CheckStart {
  readonly config: SharedConfig;
  readonly deviceId: string;
  /** The probe gives up by then. */
  readonly withinMs: number;
}

/** Entry of a thread that asks one device, and ends: what a device does to it, it does to nothing else. */
const { config, deviceId, withinMs }: CheckStart = workerData;
const stop = AbortSignal.timeout(withinMs);

parentPort?.postMessage(await check());

async function check(): Promise<CheckReport> {
  const startMs = performance.now();
  const tookMs = () => Math.round(performance.now() - startMs);
  try {
    const city = aloneWith(openSharedConfig(config), deviceId);
    const input = Probe.parse({ device: deviceId });
    return reportCheck(
      await probe({ city, env: process.env, stop, onProgress: () => undefined }, input),
      tookMs(),
    );
  } catch (error) {
    const isNothing = error instanceof NothingToProbeError;
    const failure = stop.aborted ? 'too-long' : isNothing ? 'nothing-to-ask' : 'failed';
    return { tookMs: tookMs(), checks: [], failure };
  }
}

/** The device with what speaks for it: whoever asks one must not list what is asked of a city, nor ask its neighbours. */
function aloneWith({ dir, inventory, settings, makers }: ProbedCity, id: string): ProbedCity {
  const device = inventory.devices.get(id);
  const recorder = device?.channelOf && inventory.devices.get(device.channelOf.recorder);
  const links = inventory.links.entries().filter(([, link]) => link.interface?.device === id);
  const alone = [device, recorder].flatMap((one): [string, Device][] =>
    one ? [[one.id, { ...one, upstreams: [] }]] : [],
  );
  return {
    dir,
    settings,
    makers,
    inventory: { ...inventory, devices: new Map(alone), links: new Map(links) },
  };
}
