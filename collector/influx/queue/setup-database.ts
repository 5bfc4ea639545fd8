import { escape as escapeInflux, type InfluxDB } from 'influx';
import type { Logger } from 'pino';
import { RETENTION } from '../../../core/names/series.ts';
import { withQueryClient } from './query-client.ts';
import type { ServerAddress } from './server-address.ts';
import { findIndexProblems, readServerIndex } from './server-index.ts';

/** What answers at the address: it decides whether there are policies and roll-ups. */
export interface Server {
  /** `lookalike`: takes line protocol, and answers InfluxQL with anything (VictoriaMetrics). */
  readonly kind: 'influxdb' | 'lookalike';
  readonly version: string | undefined;
  readonly notice?: string;
}

export const LOOKALIKE_NOTICE =
  'the server takes line protocol but does not read InfluxQL (VictoriaMetrics?): retention is set at the server, ' +
  'and there are no 15-minute roll-ups';

export interface SetUpOptions {
  readonly logger: Logger;
  readonly stop: AbortSignal;
  /** A policy is missing, so that nothing that we wrote to it is there. */
  readonly onNew?: () => Promise<void>;
}

/**
 * Makes sure of the database and its retention policies; run again it changes nothing, and a policy that somebody
 * made longer or shorter is left as it is. Without the right to create, it trusts that they are there.
 * @throws InfluxQueryError when the server does not answer, or refuses the user.
 */
export async function setUpDatabase(
  address: ServerAddress,
  { logger, stop, onNew = async () => undefined }: SetUpOptions,
): Promise<Server> {
  return await withQueryClient(address, stop, async (client) => {
    const isLookalike = await answersNonsense(client);
    const [ping] = await client.ping(PING_TIMEOUT_MS);
    const version = ping?.version ?? undefined;
    if (isLookalike) return { kind: 'lookalike', version, notice: LOOKALIKE_NOTICE };
    try {
      await client.createDatabase(address.database);
      await createPolicies(client, address.database, { logger, onNew });
    } catch (error) {
      if (!isForbidden(error)) throw error;
      const notice = `user ${address.username ?? '(none)'} may not create databases: ${address.database} and its retention policies are taken to be there`;
      return { kind: 'influxdb', version, notice };
    }
    return { kind: 'influxdb', version, ...(await noticeOfIndex(address, stop)) };
  });
}

/** The policies are there, so that what it bears is no reason not to write. */
async function noticeOfIndex(address: ServerAddress, stop: AbortSignal): Promise<Pick<Server, 'notice'>> {
  const index = await readServerIndex(address, stop);
  const [problem] = index ? findIndexProblems(index, { series: index.series ?? 0, valuesPerTag: 0 }) : [];
  return problem === undefined ? {} : { notice: problem };
}

const PING_TIMEOUT_MS = 5_000;

/** InfluxDB answers a syntax error with 400; who answers it with 200 does not read queries at all. */
async function answersNonsense(client: InfluxDB): Promise<boolean> {
  try {
    await client.queryRaw('CAMWATCH ASKS NONSENSE');
    return true;
  } catch (error) {
    if (isSyntaxError(error)) return false;
    throw error;
  }
}

async function createPolicies(
  client: InfluxDB,
  database: string,
  { logger, onNew }: Required<Pick<SetUpOptions, 'logger' | 'onNew'>>,
): Promise<void> {
  const existing = await client.showRetentionPolicies(database);
  const isThere = (name: string) => existing.some((policy) => policy.name === name);
  // Before anything can be written to it: whoever is killed in between is told again.
  if (!Object.values(RETENTION).every(({ name }) => isThere(name))) await onNew();
  for (const { name, days, shardDays } of Object.values(RETENTION)) {
    const found = existing.find((policy) => policy.name === name);
    const duration = `${days * 24}h0m0s`;
    if (found === undefined) {
      // The package's own call says nothing of shards.
      const isDefault = name === RETENTION.raw.name ? ' DEFAULT' : '';
      const policy = `${escapeInflux.quoted(name)} ON ${escapeInflux.quoted(database)} DURATION ${days}d REPLICATION 1`;
      await client.query(`CREATE RETENTION POLICY ${policy} SHARD DURATION ${shardDays}d${isDefault}`);
    } else if (found.duration !== duration) {
      logger.info(
        { policy: name, duration: found.duration, expected: duration },
        'retention policy is left as it is',
      );
    }
  }
}

const isSyntaxError = (error: unknown) => error instanceof Error && /error parsing query/.test(error.message);
const isForbidden = (error: unknown) =>
  error instanceof Error && /^A 403 |not authorized to execute/.test(error.message);
