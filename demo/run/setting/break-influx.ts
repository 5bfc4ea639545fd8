import { setTimeout as delay } from 'node:timers/promises';
import type { DemoInflux } from './influx-for-demo.ts';

/** Takes InfluxDB away in the middle of the demo and brings it back: nothing may be lost by it. */
export async function breakInflux(
  influx: DemoInflux,
  { afterMs, forMs }: { readonly afterMs: number; readonly forMs: number },
  stop: AbortSignal,
): Promise<void> {
  const wait = (ms: number) => delay(ms, undefined, { signal: stop }).catch(() => undefined);
  await wait(afterMs);
  if (stop.aborted) return;
  await influx.stop();
  await wait(forMs);
  await influx.start();
}
