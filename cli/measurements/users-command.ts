import { Command } from 'commander';
import { buildServerAddress } from '../../collector/influx/queue/server-address.ts';
import { type InfluxUser, setUpUsers } from '../../collector/influx/set-up-users.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { resolveSecret } from '../../config/settings/secrets.ts';
import { createLogger } from '../../server/logger.ts';
import type { Context } from '../shell/context.ts';

interface Options {
  readonly config: string;
  readonly admin: string;
  readonly adminPassword: string;
}

/** `camwatch measurements users`: the log-in of InfluxDB, from the references that the settings have. */
export function buildUsersCommand({ env, terminal, stop }: Context): Command {
  return new Command('users')
    .description('Make the users of InfluxDB: an administrator, who writes (camwatch), who reads (Grafana).')
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .option('--admin <name>', 'the administrator, who is made where there is no user yet', 'admin')
    .requiredOption(
      '--admin-password <reference>',
      'where his password is: env:NAME, file:/path, credential:NAME',
    )
    .addHelpText(
      'after',
      `
Needs an InfluxDB 1.x with auth-enabled = true. Makes the database with its policies, the user of influx.username, who may read and write it,
and that of grafana.influx.username, who may read it. Run again it sets their passwords to what the references lead to.

Examples:
  camwatch measurements users --config /etc/camwatch --admin-password file:/run/secrets/influx-admin`,
    )
    .action(async ({ config, admin, adminPassword }: Options, command: Command) => {
      const { influx, grafana } = await loadSettings(config);
      const { username, password } = influx ?? {};
      if (!influx || username === undefined || password === undefined)
        return command.error(
          'error: camwatch.yaml: expected influx with url, username and password, got none',
        );
      const secret = (reference: string) => resolveSecret(reference, env);
      const users: InfluxUser[] = [{ username, password: await secret(password), right: 'ALL' }];
      const { username: reader, secret: readerSecret } = grafana?.influx ?? {};
      if (reader !== undefined && readerSecret !== undefined)
        users.push({ username: reader, password: await secret(readerSecret), right: 'READ' });
      const address = buildServerAddress({ ...influx, username: admin }, undefined);
      await setUpUsers(
        {
          address: { ...address, username: admin, password: await secret(adminPassword) },
          users,
          logger: createLogger('warn'),
        },
        stop,
      );
      const lines = users.map(
        ({ username: name, right }) =>
          `${name}: ${right === 'READ' ? 'reads' : 'reads and writes'} ${influx.database}`,
      );
      terminal.print([`${admin}: administrator`, ...lines].join('\n'));
    });
}
