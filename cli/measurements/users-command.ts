import { MakeUsers, makeUsers } from '../../collector/influx/make-users.ts';
import { loadSettings } from '../../config/settings/load-settings.ts';
import { createLogger } from '../../server/logger.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { CONFIG } from '../shell/shared-options.ts';

/** `camwatch measurements users`. */
export const buildUsersCommand = defineCommand({
  name: 'users',
  description: 'Make the users of InfluxDB: an administrator, who writes (camwatch), who reads (Grafana).',
  options: { config: CONFIG, ...MakeUsers.shape },
  help: `
Needs an InfluxDB 1.x with auth-enabled = true. Makes the database with its policies, the user of influx.username, who may read and write it,
and that of grafana.influx.username, who may read it. Run again it sets their passwords to what the references lead to.

Examples:
  camwatch measurements users --config /etc/camwatch --admin-password file:/run/secrets/influx-admin`,
  open: openNothing,
  run: async ({ cli: { env, stop } }, { config, ...input }) =>
    makeUsers({ settings: await loadSettings(config), env, stop, logger: createLogger('warn') }, input),
  render: ({ database, users }, _scope, { admin }) => [
    `${admin}: administrator`,
    ...users.map(
      ({ username, right }) => `${username}: ${right === 'READ' ? 'reads' : 'reads and writes'} ${database}`,
    ),
  ],
});
