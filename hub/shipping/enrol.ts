import { parseForeignJson } from '../../core/text/parse-json.ts';
import type { JoinToken } from '../authority/join-token.ts';
import { HubError } from '../hub-error.ts';
import { CertificateAnswer } from '../wire/protocol.ts';
import { createHubCaller, type HubAnswer } from './call-hubs.ts';
import { findAuthority } from './find-authority.ts';
import type { IdentityKeeper, Issued } from './open-identity.ts';
import { refusalOf } from './refusal-of.ts';

/** Gets a certificate for a token, from the first of the hubs that answers. @throws HUB_UNREACHABLE, HUB_REFUSED, HUB_ANSWER */
export async function enrol(
  { id, secret, fingerprint }: JoinToken,
  { hubs, identity, stop }: EnrolOptions,
): Promise<void> {
  const publicKey = identity.publicKey();
  let failure: unknown;
  for (const hub of hubs) {
    try {
      const authority = await findAuthority(hub, fingerprint, stop);
      const caller = createHubCaller({ hubs: [hub], credentials: { authority }, stop });
      try {
        const body = Buffer.from(JSON.stringify({ id, secret, publicKey }));
        identity.keep(readCertificate(await caller.call('enrol', { body })));
        return;
      } finally {
        caller.close();
      }
    } catch (error) {
      stop.throwIfAborted();
      // Another would say the same.
      if (error instanceof HubError && error.code === 'HUB_REFUSED') throw error;
      failure = error;
    }
  }
  throw failure;
}

interface EnrolOptions {
  readonly hubs: readonly string[];
  readonly identity: Pick<IdentityKeeper, 'publicKey' | 'keep'>;
  readonly stop: AbortSignal;
}

/** @throws HUB_REFUSED, HUB_ANSWER */
export function readCertificate(answer: HubAnswer): Issued {
  if (answer.status !== 200) throw refusalOf(answer);
  const read = CertificateAnswer.safeParse(parseForeignJson(answer.text));
  if (read.success) return read.data;
  throw new HubError('HUB_ANSWER', {
    en: 'expected a certificate, got something else from the hub',
    vi: 'cần chứng thư, nhận được thứ khác từ trạm nhận',
  });
}
