import { once } from 'node:events';
import { z } from 'zod';
import { countFrom } from '../core/input/fields.ts';
import { startHub } from '../server/hub/start-hub.ts';
import { createLogger } from '../server/logger.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';
import { CONFIG, HEALTH_AT, LOG_LEVEL } from './shell/shared-options.ts';

/** `camwatch hub`: receives what collectors send. */
export const buildHubCommand = defineCommand({
  name: 'hub',
  options: {
    config: CONFIG,
    host: z
      .string()
      .optional()
      .meta({ value: 'address' })
      .describe('address to listen at (default: hub.host)'),
    port: countFrom(0, 65_535).optional().describe('port to listen at (default: hub.port); 0: any free one'),
    health: HEALTH_AT,
    logLevel: LOG_LEVEL,
  },
  help: `
Keeps nothing itself: two or more on one record in PostgreSQL share the work, on an SQLite file one runs alone.
Collectors are let in by "camwatch collectors add"; see docs/collectors.md.

Examples:
  camwatch hub --config /etc/camwatch
  camwatch hub --config /etc/camwatch --host 0.0.0.0 --health 127.0.0.1:8491`,
  open: openNothing,
  run: async ({ cli: { stop } }, { config: dir, host, port, health: healthAt, logLevel }) => {
    stop.throwIfAborted();
    const logger = createLogger(logLevel);
    const hub = await startHub({ dir, host, port, healthAt, logger, stop });
    try {
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      await hub.close();
    }
    logger.info('stopped');
  },
  render: () => [],
});
