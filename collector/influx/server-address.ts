import { CamwatchError } from '../../core/errors.ts';
import type { Secret } from '../../core/secret.ts';

/** Where InfluxDB answers, and as whom we talk to it. */
export interface ServerAddress {
  readonly url: URL;
  readonly database: string;
  readonly username: string | undefined;
  readonly password: Secret | undefined;
}

/** Thrown when `influx.url` carries a user or password, which would end in logs and errors. */
export class InfluxUrlError extends CamwatchError {
  readonly code = 'INFLUX_URL';
}

export function buildServerAddress(
  { url: text, database, username }: { url: string; database: string; username?: string | undefined },
  password: Secret | undefined,
): ServerAddress {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw new InfluxUrlError(
      `influx.url: expected an address without user and password, got one for ${url.host}: ` +
        'put them into influx.username and influx.password',
    );
  }
  return { url, database, username, password };
}

/** The header that names us; the only place where the password is read for a write. */
export function renderAuthorization({ username, password }: ServerAddress): { authorization?: string } {
  if (username === undefined) return {};
  const credentials = `${username}:${password?.reveal() ?? ''}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
