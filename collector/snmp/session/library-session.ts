import {
  AuthProtocols,
  createSession,
  createV3Session,
  PrivProtocols,
  SecurityLevel,
  Version1,
  Version2c,
} from 'net-snmp';
import type { SnmpCredentials } from '../../../core/domain/credentials.ts';
import type { Endpoint } from './shared-sockets.ts';

type Library = ReturnType<typeof createSession>;
type SendCallback = (error: Error | null) => void;

/** A session of net-snmp whose packets go where `send` takes them and come by `onMsg`. */
export function openLibrarySession(
  { address, port }: Endpoint,
  credentials: SnmpCredentials,
  send: (packet: Uint8Array) => void,
): Library {
  const options = {
    port,
    retries: 0,
    timeout: NEVER_MS,
    dgramModule: { createSocket: () => createStandIn(send) },
  };
  if (credentials.version === '3') return createV3Session(address, userOf(credentials), options);
  const version = credentials.version === '1' ? Version1 : Version2c;
  const ofCommunity = { ...options, version, engineID: NO_ENGINE };
  return createSession(address, credentials.community.reveal(), ofCommunity);
}

/** Only version 3 has engines; the library would draw a random one for each session. */
const NO_ENGINE = Buffer.alloc(17);

/** The library's own timers must never fire: deadlines and repeats are ours. */
const NEVER_MS = 2 ** 31 - 1;

/** As much of a `dgram.Socket` as the library asks for. */
function createStandIn(send: (packet: Uint8Array) => void) {
  const listeners = new Map<string, () => void>();
  return {
    on: (event: string, listener: () => void) => void listeners.set(event, listener),
    ref: () => undefined,
    unref: () => undefined,
    send: (
      packet: Uint8Array,
      _from: number,
      _to: number,
      _port: number,
      _host: string,
      done: SendCallback,
    ) => {
      send(packet);
      // At once: a request that is registered later could be missed when the session is closed in between.
      done(null);
    },
    close: () => listeners.get('close')?.(),
  };
}

function userOf({ user, auth, privacy }: SnmpCredentials & { version: '3' }) {
  if (auth === undefined) return { name: user, level: SecurityLevel.noAuthNoPriv };
  const signed = { name: user, authProtocol: AuthProtocols[auth.protocol], authKey: auth.password.reveal() };
  if (privacy === undefined) return { ...signed, level: SecurityLevel.authNoPriv };
  return {
    ...signed,
    level: SecurityLevel.authPriv,
    privProtocol: PrivProtocols[privacy.protocol],
    privKey: privacy.password.reveal(),
  };
}
