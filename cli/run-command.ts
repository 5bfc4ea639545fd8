import { once } from 'node:events';
import { userInfo } from 'node:os';
import { Command, Option } from 'commander';
import { createLogger, LOG_LEVELS, type LogLevel } from '../server/logger.ts';
import { startServer } from '../server/start-server.ts';
import type { Context } from './shell/context.ts';

/** `camwatch run`: the production entry. */
export function buildRunCommand({ env, stop, terminal }: Context): Command {
  return new Command('run')
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .addOption(
      new Option('--log-level <level>', 'least level that is logged').choices(LOG_LEVELS).default('info'),
    )
    .addHelpText(
      'after',
      `
SIGHUP, or a change of a file in the folder, reads the configuration again. A bad file keeps the old one in force.
What is built at the start (ledger, influx, deadman, port of the page, the engine of reach) waits for the next start; the log says so.

Examples:
  camwatch run --config /etc/camwatch
  camwatch run --config config/hanoi --log-level debug 2> camwatch.log
  kill -HUP $(pidof camwatch)         # after editing devices.csv`,
    )
    .action(async ({ config: dir, logLevel }: { config: string; logLevel: LogLevel }) => {
      stop.throwIfAborted();
      const logger = createLogger(logLevel);
      const city = await startServer({
        dir,
        env,
        logger,
        author: userInfo().username,
        onProgress: terminal.progress,
      });
      terminal.clearProgress();
      const onHangUp = () => void city.reload();
      process.on('SIGHUP', onHangUp);
      try {
        await once(stop, 'abort');
      } finally {
        process.off('SIGHUP', onHangUp);
        await city.close();
        logger.info('stopped');
      }
    });
}
