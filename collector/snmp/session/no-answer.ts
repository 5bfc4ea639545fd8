import type { SnmpCredentials } from '../../../core/domain/credentials.ts';
import { seconds } from '../../../core/time/units.ts';
import { ProbeError } from '../../probing/prober.ts';
import type { Endpoint } from './shared-sockets.ts';

/** A device that talks without end, and of something else. */
export function flood({ address, port }: Endpoint): ProbeError {
  return new ProbeError(
    'malformed',
    `${address} port ${port} answers every packet, and nothing that was asked`,
  );
}

/** An answer that knows what was asked, and comes from where the settings want none from. */
export function forbidden(asked: Endpoint, from: Endpoint): ProbeError {
  return new ProbeError(
    'mismatch',
    `${asked.address} port ${asked.port} was asked, and ${from.address} port ${from.port} answered: collector.snmp_answers_from wants the address that was asked`,
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
  const within = `within ${describeWait(timeoutMs)}, asked twice`;
  if (credentials.version !== '3') {
    return new ProbeError(
      'timeout',
      `no answer from ${where} ${within}: a wrong community, a filter and a dead device look alike`,
    );
  }
  if (hasAnsweredDiscovery && credentials.privacy) {
    return new ProbeError(
      'wrong-key',
      `${where} answers the discovery and not what is encrypted: privacy key or protocol is another`,
    );
  }
  return new ProbeError('timeout', `no answer from ${where} ${within}`);
}

/** What is left of a time-out is a crooked number: a person needs no more than tenths of it. */
function describeWait(timeoutMs: number): string {
  return timeoutMs < seconds(1) ? `${Math.round(timeoutMs)} ms` : `${(timeoutMs / seconds(1)).toFixed(1)} s`;
}
