import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Secret } from '../../../core/domain/secret.ts';
import { CamwatchError } from '../../../core/errors.ts';
import { createDetail } from '../../../core/text/create-detail.ts';

/** Where InfluxDB answers, and as whom we talk to it. */
export interface ServerAddress {
  readonly url: URL;
  readonly database: string;
  readonly username: string | undefined;
  readonly password: Secret | undefined;
  /** Other passwords that it is told. */
  readonly told?: readonly Secret[];
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

/** What a server or a proxy before it says, fit to be logged: it may repeat our log-in, and what we told it. */
export function detailOf({ username, password, told = [] }: ServerAddress): (text: string) => string {
  const secret = password?.reveal() ?? '';
  const logIn = username === undefined ? [] : [`${username}:${secret}`];
  const toDetail = createDetail([secret, ...logIn, ...told.map(({ reveal }) => reveal())]);
  // Far beyond the 300 characters that are kept; an answer may have millions.
  return (text) => toDetail(text.slice(0, MOST_LOOKED_THROUGH));
}

const MOST_LOOKED_THROUGH = 64_000;

/** Keeps a few connections to the server. */
export const openAgent = ({ url }: ServerAddress): HttpAgent =>
  new (url.protocol === 'https:' ? HttpsAgent : HttpAgent)({ keepAlive: true, maxSockets: 4 });

/** The header that names us. */
export function renderAuthorization({ username, password }: ServerAddress): { authorization?: string } {
  if (username === undefined) return {};
  const credentials = `${username}:${password?.reveal() ?? ''}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}
