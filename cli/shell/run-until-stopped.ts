import { once } from 'node:events';
import { userInfo } from 'node:os';
import type { z } from 'zod';
import { keepHeapsLean } from '../../core/host/lean-heaps.ts';
import { createLogger } from '../../server/logger.ts';
import type { CityOptions } from '../../server/open-city.ts';
import type { Context } from './context.ts';
import { CONFIG, LOG_LEVEL } from './shared-options.ts';

/** Options of every command that serves a configuration folder until it is told to stop. */
export const SERVING = { config: CONFIG, logLevel: LOG_LEVEL };

interface Serving {
  readonly reload: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Serves until `stop` aborts, and reads the configuration again at every SIGHUP. */
export async function runUntilStopped(
  start: (options: CityOptions) => Promise<Serving>,
  { env, stop, terminal }: Context,
  { config: dir, logLevel: level }: z.output<z.ZodObject<typeof SERVING>>,
): Promise<void> {
  stop.throwIfAborted();
  keepHeapsLean();
  const logger = createLogger(level);
  const author = userInfo().username;
  const starting = start({ dir, env, logger, author, stop, onProgress: terminal.progress });
  // One that comes while it starts is heeded once it runs.
  const onHangUp = () =>
    void starting.then(
      ({ reload }) => reload(),
      () => undefined,
    );
  process.on('SIGHUP', onHangUp);
  let city: Serving | undefined;
  try {
    city = await starting.catch((error: unknown) => {
      if (error !== stop.reason) throw error;
      return undefined;
    });
    terminal.clearProgress();
    // Said while it started, it is not said again.
    if (city && !stop.aborted) await once(stop, 'abort');
  } finally {
    process.off('SIGHUP', onHangUp);
    await city?.close();
  }
  logger.info(city ? 'stopped' : 'stopped while it started');
}
