import type { SnmpCredentials } from '../../core/credentials.ts';
import { formatDurationMs } from '../../core/units.ts';
import { ProbeError } from '../prober.ts';
import type { Endpoint } from './shared-sockets.ts';

/** A device that talks without end, and of something else. */
export function flood({ address, port }: Endpoint): ProbeError {
  return new ProbeError(
    'malformed',
    `${address} port ${port} answers every packet, and nothing that was asked`,
  );
}

/**
 * SNMP has no answer to a wrong community, and none to a packet that decrypts to nonsense. An agent that answered the
 * discovery and then keeps silent has found the privacy key wrong; the rest looks alike.
 */
export function silence(
  { address, port }: Endpoint,
  credentials: SnmpCredentials,
  timeoutMs: number,
  hasAnsweredDiscovery: boolean,
): ProbeError {
  const where = `${address} port ${port}`;
  const within = formatDurationMs(Math.round(timeoutMs));
  if (credentials.version !== '3') {
    return new ProbeError(
      'timeout',
      `no answer from ${where} within ${within}: a wrong community, a filter and a dead device look alike`,
    );
  }
  if (hasAnsweredDiscovery && credentials.privacy) {
    return new ProbeError(
      'wrong-key',
      `${where} answers the discovery and not what is encrypted: privacy key or protocol is another`,
    );
  }
  return new ProbeError('timeout', `no answer from ${where} within ${within}`);
}
