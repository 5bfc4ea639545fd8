import type { Login } from '../../core/domain/credentials.ts';
import { createHttpClient } from '../http/request.ts';
import { ProbeError, type Target } from '../probing/prober.ts';
import { readIdentity } from './device-details.ts';
import { readServices } from './directory.ts';
import { readStreams } from './media.ts';
import { createOnvifClient } from './onvif-client.ts';
import { quirksOf } from './quirks.ts';
import { endpointOf } from './services.ts';

/** `open`: it tells everybody, so that the login proves nothing. */
export type LoginTrial = 'accepted' | 'open' | 'refused' | 'locked';

/**
 * Tries one login, such as a maker's default password, with one signed question: accounts lock after a few wrong ones, so
 * this is for who was told to, once a day at most.
 * @throws ProbeError, or an error of the system, where the device gives no answer to it.
 */
export async function tryLogin(
  target: Target,
  login: Login,
  signal: AbortSignal,
  nowMs: () => number = Date.now,
): Promise<LoginTrial> {
  const endpoint = endpointOf(target);
  const quirks = quirksOf(target.question?.device.maker);
  const http = createHttpClient({ connections: 'one-each', signal });
  const trace = target.question?.trace;
  const client = createOnvifClient({ http, endpoint, login, quirks, nowMs, trace });
  try {
    await client.readTime();
    await readIdentity(client);
    // Some tell everybody who they are, and guard their pictures.
    if (client.login() === 'unneeded') {
      await readStreams(client, await readServices(client, endpoint, quirks.directory), quirks.media);
    }
  } catch (error) {
    const reason = error instanceof ProbeError ? error.reason : undefined;
    if (reason === 'locked') return 'locked';
    if (reason === 'credentials' || reason === 'cleartext-login' || client.login() === 'denied')
      return 'refused';
    // The right password of somebody without a right to this question.
    if (client.login() !== 'accepted') throw error;
  } finally {
    http.close();
  }
  return client.login() === 'unneeded' ? 'open' : 'accepted';
}
