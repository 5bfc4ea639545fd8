import { once } from 'node:events';
import { z } from 'zod';
import { keepHeapsLean } from '../core/host/lean-heaps.ts';
import { resolveSecret } from '../core/host/resolve-secret.ts';
import { must } from '../core/input/parse-input.ts';
import { startCollectorProcess } from '../server/collector/start-collector-process.ts';
import { createLogger } from '../server/logger.ts';
import { defineCommand, openNothing } from './shell/define-command.ts';
import { HEALTH_AT, LOG_LEVEL } from './shell/shared-options.ts';

const Hub = z
  .string()
  .superRefine(
    must(
      (text) => /^https:\/\/(?:\[[0-9a-f:]+\]|[\w.-]+)(?::\d{1,5})?\/?$/i.test(text),
      'expected an address such as https://hub.example.org:8490',
      'cần địa chỉ như https://hub.example.org:8490',
    ),
  );

/** `camwatch collector`: what measures in a district. */
export const buildCollectorCommand = defineCommand({
  name: 'collector',
  options: {
    hub: z
      .array(Hub)
      .min(1)
      .meta({ value: 'url' })
      .describe('address of a hub; repeatable, they are asked in turn'),
    token: z
      .string()
      .optional()
      .meta({ value: 'token' })
      .describe(
        'token of camwatch collectors add, for the first start; or where it is: file:/path, env:NAME',
      ),
    dir: z
      .string()
      .meta({ value: 'dir' })
      .describe('folder for its identity, ledger, configuration and queue'),
    canary: z
      .array(z.string())
      .default([])
      .meta({ value: 'address' })
      .describe('address near it that always answers a ping; repeatable (default: collector.canaries)'),
    health: HEALTH_AT,
    logLevel: LOG_LEVEL,
  },
  help: `
It opens connections to hubs, and nobody opens one to it. Away from them it goes on by what it has, for days.
SIGTERM ends the probing, sends what is there for ten seconds at most, and leaves the rest for the next start.

Examples:
  camwatch collector --hub https://hub.example.org:8490 --token file:/etc/camwatch/token --dir /var/lib/camwatch
  camwatch collector --hub https://a:8490 --hub https://b:8490 --dir /var/lib/camwatch --canary 10.1.0.1`,
  open: openNothing,
  run: async (
    { cli: { env, stop } },
    { hub: hubs, token, dir, canary: canaries, health: healthAt, logLevel },
  ) => {
    stop.throwIfAborted();
    keepHeapsLean();
    const logger = createLogger(logLevel);
    const given = token === undefined ? undefined : await tokenOf(token, env);
    const running = await startCollectorProcess({
      ...{ hubs, token: given, dir, canaries, healthAt, env, logger, stop },
    });
    try {
      if (!stop.aborted) await once(stop, 'abort');
    } finally {
      await running.close();
    }
    logger.info('stopped');
  },
  render: () => [],
});

const tokenOf = async (given: string, env: NodeJS.ProcessEnv): Promise<string> =>
  /^(?:file|env|credential):/.test(given) ? (await resolveSecret(given, env)).reveal() : given;
