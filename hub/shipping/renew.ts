import type { Logger } from 'pino';
import type { HubCaller } from './call-hubs.ts';
import { readCertificate } from './enrol.ts';
import type { IdentityKeeper } from './open-identity.ts';

export interface RenewalOptions {
  readonly identity: Pick<IdentityKeeper, 'read' | 'publicKey' | 'keep'>;
  readonly caller: HubCaller;
  readonly nowMs: () => number;
  readonly logger: Logger;
}

/** Renews the certificate of a collector before it ends, with the same key. */
export function createRenewal({ identity, caller, nowMs, logger }: RenewalOptions) {
  let isUnderWay = false;

  async function renew(): Promise<void> {
    const body = Buffer.from(JSON.stringify({ publicKey: identity.publicKey() }));
    identity.keep(readCertificate(await caller.call('renew', { body })));
    const next = identity.read();
    if (!next) return;
    caller.use(next);
    logger.info({ until: new Date(next.endsMs).toISOString() }, 'the certificate is renewed');
  }

  return {
    endsMs: () => identity.read()?.endsMs ?? 0,
    /** To be called now and then. A failure is tried again by the next call. */
    look: async (): Promise<void> => {
      const own = identity.read();
      if (isUnderWay || !own || nowMs() < own.renewAtMs) return;
      isUnderWay = true;
      try {
        await renew();
      } catch (error) {
        const until = new Date(own.endsMs).toISOString();
        if (nowMs() < own.endsMs) logger.warn({ err: error, until }, 'the certificate could not be renewed');
        else
          logger.error(
            { err: error, until },
            'the certificate has ended: a new token is needed (camwatch collectors add NAME --again)',
          );
      } finally {
        isUnderWay = false;
      }
    },
  };
}
