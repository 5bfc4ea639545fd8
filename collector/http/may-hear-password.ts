import type { Login } from '../../core/domain/credentials.ts';
import type { SocketPlace } from './open-socket.ts';

/**
 * Whether a password may go to a device as it is (Basic): by TLS to a key that is pinned, or where the device is allowed it by
 * name. TLS alone is not enough: without a pin whoever stands in between shows a key of its own, and asks for Basic.
 */
export function mayHearPassword(
  { transport, tlsPins }: SocketPlace,
  login: Login | undefined,
  deviceId: string | undefined,
): boolean {
  if (transport === 'tls' && tlsPins !== undefined) return true;
  return deviceId !== undefined && login?.cleartextTo?.includes(deviceId) === true;
}
