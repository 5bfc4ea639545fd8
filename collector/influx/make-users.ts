import type { Logger } from 'pino';
import { z } from 'zod';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { InputError } from '../../core/input/input-error.ts';
import { buildServerAddress } from './queue/server-address.ts';
import { type InfluxUser, setUpUsers } from './set-up-users.ts';

export const MakeUsers = z.object({
  admin: z
    .string()
    .default('admin')
    .meta({ value: 'name' })
    .describe('the administrator, who is made where there is no user yet'),
  adminPassword: z
    .string()
    .meta({ value: 'reference' })
    .describe('where his password is: env:NAME, file:/path, credential:NAME'),
});

export interface MakeUsersContext {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
  readonly logger: Logger;
}

export interface MadeUsers {
  readonly database: string;
  readonly users: readonly InfluxUser[];
}

/** Makes the log-in of InfluxDB from the references that the settings have. @throws INPUT_INVALID where they have none */
export async function makeUsers(
  { settings, env, stop, logger }: MakeUsersContext,
  { admin, adminPassword }: z.output<typeof MakeUsers>,
): Promise<MadeUsers> {
  const { influx, grafana } = settings;
  const { username, password } = influx ?? {};
  if (!influx || username === undefined || password === undefined) throw noLogIn();
  const secret = (reference: string) => resolveSecret(reference, env);
  const users: InfluxUser[] = [{ username, password: await secret(password), right: 'ALL' }];
  const { username: reader, secret: readerSecret } = grafana?.influx ?? {};
  if (reader !== undefined && readerSecret !== undefined)
    users.push({ username: reader, password: await secret(readerSecret), right: 'READ' });
  const address = {
    ...buildServerAddress({ ...influx, username: admin }, undefined),
    ...{ username: admin, password: await secret(adminPassword) },
  };
  await setUpUsers({ address, users, logger }, stop);
  return { database: influx.database, users };
}

const noLogIn = (): InputError =>
  new InputError([
    {
      member: '',
      en: 'camwatch.yaml: expected influx with url, username and password, got none',
      vi: 'camwatch.yaml: cần influx có url, username và password, không thấy',
    },
  ]);
