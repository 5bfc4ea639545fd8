import { tmpdir, userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { DemoResult } from './demo-result.ts';
import { endDemo } from './end-demo.ts';
import { createIdleSince } from './idle-since.ts';
import { createPhotographer, type Picture } from './picture.ts';
import { breakInflux } from './setting/break-influx.ts';
import { claimFolder, type DemoFolder } from './setting/claim-folder.ts';
import { cleanUpDead } from './setting/clean-up-dead.ts';
import { clearBlock } from './setting/clear-block.ts';
import type { DemoOptions } from './setting/demo-options.ts';
import { describeOwner } from './setting/owner.ts';
import { type RunningDemo, type StartDemoOptions, startDemo } from './start-demo.ts';

/** Who shows what goes on. */
export interface DemoAudience {
  readonly onProgress: StartDemoOptions['onProgress'];
  readonly onStarted: (demo: RunningDemo) => void;
  readonly onPicture: (picture: Picture) => void;
  /** How often a picture is wanted; absent: never. */
  readonly pictureEveryMs: number | undefined;
  readonly onEnding: () => void;
}

/**
 * Runs a demo to its end and says whether the ledger agrees with the script. Leaves nothing behind: no route, no
 * listener, no process, and no file but those that `folder: 'keep'` asks for.
 */
export async function runDemo(
  options: DemoOptions,
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
  audience: DemoAudience,
): Promise<DemoResult> {
  const { uid } = userInfo();
  const folder = await claimFolder({
    base: tmpdir(),
    uid,
    owner: await describeOwner(process.pid),
    ...(options.block !== undefined && { block: options.block }),
    cleanUp: cleanUpDead,
    clear: (block) => clearBlock(block, env.PATH ?? ''),
  });
  let keptIn: string | undefined;
  let result: DemoResult;
  try {
    result = await runIn(folder, options, env, stop, audience);
  } finally {
    if (options.folder === 'keep') keptIn = await folder.keep(nameOfKept(new Date()));
    else await folder.remove();
  }
  return { ...result, ...(keptIn !== undefined && { keptIn }) };
}

const nameOfKept = (at: Date): string => `kept-${at.toISOString().replace(/[:.]/g, '-')}`;

async function runIn(
  folder: DemoFolder,
  options: DemoOptions,
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
  audience: DemoAudience,
): Promise<DemoResult> {
  const cpuBefore = process.cpuUsage();
  const idleSince = createIdleSince();
  await using closing = new AsyncDisposableStack();
  const { onProgress } = audience;
  const demo = await startDemo({ options, folder, env, stop, onProgress }, closing);
  audience.onStarted(demo);
  await watchUntilOver(demo, stop, audience);
  audience.onEnding();
  return await endDemo(demo, cpuBefore, idleSince);
}

/** Settles when the time is up or the demo is stopped. @throws what a fault that could not be made threw. */
async function watchUntilOver(demo: RunningDemo, stop: AbortSignal, audience: DemoAudience): Promise<void> {
  const { options, influx, startMs } = demo;
  const { forMs = Number.POSITIVE_INFINITY, influxBreakMs } = options;
  const ending = new AbortController();
  const onStop = () => ending.abort();
  stop.addEventListener('abort', onStop);
  if (stop.aborted) onStop();
  const timer = Number.isFinite(forMs) ? setTimeout(onStop, startMs + forMs - Date.now()) : undefined;
  const breaking =
    influx && influxBreakMs !== undefined
      ? breakInflux(influx, { afterMs: INFLUX_BREAK_AFTER_MS, forMs: influxBreakMs }, ending.signal)
      : undefined;
  try {
    await Promise.race([demo.failed, takePictures(demo, audience, ending.signal)]);
  } finally {
    ending.abort();
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
    await breaking;
  }
}

const INFLUX_BREAK_AFTER_MS = 10_000;

async function takePictures(demo: RunningDemo, audience: DemoAudience, stop: AbortSignal): Promise<void> {
  const { pictureEveryMs } = audience;
  if (pictureEveryMs === undefined) {
    await waitForAbort(stop);
    return;
  }
  const takePicture = createPhotographer(demo);
  while (!stop.aborted) {
    await delay(pictureEveryMs, undefined, { signal: stop }).catch(() => undefined);
    if (!stop.aborted) audience.onPicture(await takePicture(Date.now()));
  }
}

function waitForAbort(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
