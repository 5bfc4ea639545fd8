import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { parseJoinToken } from '../../hub/authority/join-token.ts';
import { HubError } from '../../hub/hub-error.ts';
import { createBackOff } from '../../hub/shipping/back-off.ts';
import { createHubCaller } from '../../hub/shipping/call-hubs.ts';
import { enrol } from '../../hub/shipping/enrol.ts';
import { fetchConfiguration } from '../../hub/shipping/fetch-configuration.ts';
import type { Identity, IdentityKeeper } from '../../hub/shipping/open-identity.ts';
import { readSignedConfiguration } from '../../hub/wire/configuration.ts';
import type { ConfigurationFolder } from './configuration-folder.ts';

export interface JoinOptions {
  readonly hubs: readonly string[];
  readonly token: string | undefined;
  readonly identity: IdentityKeeper;
  readonly folder: ConfigurationFolder;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/**
 * Enrols where that was not done, and gets a first configuration where there is none. While no hub answers it tries again; one
 * that has both starts without. @throws HUB_REFUSED, HUB_TOKEN, COLLECTOR_STATE
 */
export async function joinHub(options: JoinOptions): Promise<Pick<Identity, 'id' | 'zone'>> {
  const own = await enrolled(options);
  if (options.folder.current() === undefined) await getFirst(own, options);
  return own;
}

async function enrolled({ hubs, token, identity, logger, stop }: JoinOptions): Promise<Identity> {
  const known = identity.read();
  const parsed = token === undefined ? undefined : parseJoinToken(token);
  if (known && parsed && parsed.id !== known.id)
    throw new HubError('HUB_TOKEN', {
      en: `expected a token of ${known.id}, which this folder belongs to, got one of ${parsed.id}`,
      vi: `cần mã ghi danh của ${known.id}, chủ của thư mục này, nhận được mã của ${parsed.id}`,
    });
  // One that is good stays: a unit file may keep the token of the first start.
  if (known && (known.endsMs > Date.now() || !parsed)) return known;
  if (!parsed)
    throw new HubError(
      'COLLECTOR_STATE',
      {
        en: 'the collector is not enrolled, and was given no token',
        vi: 'bộ thu thập chưa ghi danh và không được cho mã',
      },
      { command: '--token, as camwatch collectors add prints it at the centre' },
    );
  await untilAnswered(() => enrol(parsed, { hubs, identity, stop }), 'enrolling', logger, stop);
  const own = identity.read();
  if (!own) throw new Error('expected an identity after enrolling, found none');
  logger.info({ collector: own.id, until: new Date(own.endsMs).toISOString() }, 'enrolled');
  return own;
}

async function getFirst(own: Identity, { hubs, folder, logger, stop }: JoinOptions): Promise<void> {
  const caller = createHubCaller({ hubs, credentials: own, stop });
  try {
    const signed = await untilAnswered(
      () => fetchConfiguration(caller),
      'getting a configuration',
      logger,
      stop,
    );
    const files = readSignedConfiguration(signed, own.authority);
    folder.keep(files);
    folder.use(files.name);
  } finally {
    caller.close();
  }
}

/** What a hub refuses it will refuse again; all else is tried until it is there. */
async function untilAnswered<Value>(
  work: () => Promise<Value>,
  what: string,
  logger: Logger,
  stop: AbortSignal,
): Promise<Value> {
  const backOff = createBackOff();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      stop.throwIfAborted();
      if (error instanceof HubError && error.code === 'HUB_REFUSED') throw error;
      const waitMs = backOff.nextMs();
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn({ reason, againInMs: Math.round(waitMs) }, `${what}: no hub answers yet`);
      await wait(waitMs, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    }
  }
}
