import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../../collector/probers/reach-engine.ts';
import { type Influxd, startInfluxd } from '../../../simulator/influxd.ts';
import { influxdPidOf } from './clean-up-dead.ts';

/** The InfluxDB of a demo, which may be taken away for a while and comes back at the same address with its data. */
export interface DemoInflux {
  readonly url: string;
  readonly pid: () => number;
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** Starts influxd in the demo's folder; `undefined` where it is not installed. */
export async function startDemoInflux(dir: string, searchPath: string): Promise<DemoInflux | undefined> {
  const program = await findProgram('influxd', searchPath);
  if (program === undefined) return undefined;
  const dataDir = join(dir, 'influx');
  const launch = async (port: number): Promise<Influxd> => {
    const influxd = await startInfluxd({ dataDir, program, port });
    await writeFile(influxdPidOf(dir), String(influxd.pid));
    return influxd;
  };
  let running = await launch(0);
  let isRunning = true;
  return {
    url: running.url,
    pid: () => running.pid,
    isRunning: () => isRunning,
    stop: async () => {
      isRunning = false;
      await running.stop();
    },
    start: async () => {
      running = await launch(running.port);
      isRunning = true;
    },
  };
}
