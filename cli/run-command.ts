import { once } from 'node:events';
import { userInfo } from 'node:os';
import { keepHeapsLean } from '../core/host/lean-heaps.ts';
import { createLogger } from '../server/logger.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';
import { CONFIG, LOG_LEVEL } from './shell/shared-options.ts';

/** `camwatch run`: the production entry. */
export const buildRunCommand = defineCommand({
  name: 'run',
  options: { config: CONFIG, logLevel: LOG_LEVEL },
  help: `
SIGHUP, or a change of a file in the folder, reads the configuration again. A bad file keeps the old one in force.
What is built at the start (ledger, influx, deadman, port of the page, the engine of reach) waits for the next start; the log says so.

Examples:
  camwatch run --config /etc/camwatch
  camwatch run --config config/hanoi --log-level debug 2> camwatch.log
  kill -HUP $(pidof camwatch)         # after editing devices.csv`,
  open: openNothing,
  run: async ({ cli: { env, stop, terminal } }, { config: dir, logLevel: level }) => {
    stop.throwIfAborted();
    keepHeapsLean();
    const logger = createLogger(level);
    const author = userInfo().username;
    const starting = startServer({ dir, env, logger, author, stop, onProgress: terminal.progress });
    // One that comes while it starts is heeded once it runs.
    const onHangUp = () =>
      void starting.then(
        ({ reload }) => reload(),
        () => undefined,
      );
    process.on('SIGHUP', onHangUp);
    let city: RunningServer | undefined;
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
  },
  render: () => [],
});
