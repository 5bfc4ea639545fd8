import { escape as escapeInflux, type InfluxDB } from 'influx';
import type { Logger } from 'pino';
import type { Secret } from '../../core/domain/secret.ts';
import { InfluxQueryError, withQueryClient } from './queue/query-client.ts';
import type { ServerAddress } from './queue/server-address.ts';
import { setUpDatabase } from './queue/setup-database.ts';

export interface InfluxUser {
  readonly username: string;
  readonly password: Secret;
  /** `ALL`: writes, and reads what it rolls up, in the one database; no administrator. */
  readonly right: 'ALL' | 'READ';
}

export interface UsersOptions {
  /** As the administrator, who is made where there is no user at all. */
  readonly address: ServerAddress & { readonly username: string; readonly password: Secret };
  readonly users: readonly InfluxUser[];
  readonly logger: Logger;
}

/**
 * Makes sure of the administrator, the database with its policies, and the users with their passwords and rights there; run
 * again it changes nothing but passwords. @throws InfluxQueryError also where the server asks nobody who he is.
 */
export async function setUpUsers(
  { address: given, users, logger }: UsersOptions,
  stop: AbortSignal,
): Promise<void> {
  // What is refused may be repeated with the passwords that are in it.
  const address = { ...given, told: [given.password, ...users.map(({ password: one }) => one)] };
  const nobody: ServerAddress = { ...address, username: undefined, password: undefined };
  const { username, password } = address;
  const answer = await asNobody(nobody, stop);
  if (answer === 'open')
    throw new InfluxQueryError(
      `${address.url.host}: expected an InfluxDB that asks who one is, got one that answers everybody: set auth-enabled = true`,
    );
  if (answer === 'no-admin')
    await withQueryClient(nobody, stop, (client) =>
      client.query(`${renderNewUser(username, password)} WITH ALL PRIVILEGES`),
    );
  const { notice } = await setUpDatabase(address, { logger, stop });
  if (notice !== undefined) throw new InfluxQueryError(`${username}: expected an administrator: ${notice}`);
  await withQueryClient(address, stop, async (client) => {
    const known = new Set((await client.getUsers()).map(({ user }) => user));
    for (const user of users) await setUpUser(client, user, { known, database: address.database });
  });
}

async function setUpUser(
  client: InfluxDB,
  { username, password, right }: InfluxUser,
  { known, database }: { readonly known: ReadonlySet<string>; readonly database: string },
): Promise<void> {
  const name = escapeInflux.quoted(username);
  await client.query(
    known.has(username)
      ? `SET PASSWORD FOR ${name} = ${renderText(password)}`
      : renderNewUser(username, password),
  );
  await client.query(`GRANT ${right} ON ${escapeInflux.quoted(database)} TO ${name}`);
}

const renderNewUser = (username: string, password: Secret) =>
  `CREATE USER ${escapeInflux.quoted(username)} WITH PASSWORD ${renderText(password)}`;

/** The package's own leaves backslashes as they are, and a password may have them. */
const renderText = (secret: Secret) => `'${secret.reveal().replaceAll(/[\\']/g, '\\$&')}'`;

/** How a server answers who gives no name. */
async function asNobody(nobody: ServerAddress, stop: AbortSignal): Promise<'open' | 'no-admin' | 'closed'> {
  try {
    await withQueryClient(nobody, stop, (client) => client.getDatabaseNames());
    return 'open';
  } catch (error) {
    if (!(error instanceof InfluxQueryError)) throw error;
    if (/create admin user first/.test(error.message)) return 'no-admin';
    if (/unable to parse authentication credentials|authorization failed|401/.test(error.message))
      return 'closed';
    throw error;
  }
}
