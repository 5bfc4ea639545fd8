import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { TlsCertificate } from '../../core/domain/device-report.ts';
import { formatDurationMs } from '../../core/time/units.ts';
import { certificateOf } from './certificate.ts';
import { DEVICE_TLS, tlsFailureOf } from './device-tls.ts';
import { checkTlsPin, tlsPinOf } from './tls-pin.ts';

/** Where a device listens. */
export interface SocketPlace {
  /** Numeric. */
  readonly address: string;
  readonly port: number;
  readonly transport: 'plain' | 'tls';
  /** Keys that it may show by TLS; any where absent. */
  readonly tlsPins?: readonly string[];
  /** Until the connection is there, its handshake aside; as long as `signal` lets it where absent. */
  readonly connectWithinMs?: number;
}

/** A connection on which nothing has been sent, and what was shown by TLS. */
export interface DeviceSocket {
  readonly socket: Socket;
  readonly certificate?: TlsCertificate;
  readonly tlsPin?: string;
}

/**
 * Connects, its handshake done and its key the pinned one; destroyed when `signal` aborts.
 * @throws what `node:net` and `node:tls` throw, ProbeError `tls` where the handshake fails, and `pin-mismatch`.
 */
export async function openSocket(place: SocketPlace, signal: AbortSignal): Promise<DeviceSocket> {
  signal.throwIfAborted();
  const socket = connect(place);
  let isConnected = false;
  const onAbort = () => socket.destroy(signal.reason);
  const letGo = endLate(socket, place.connectWithinMs);
  signal.addEventListener('abort', onAbort);
  socket
    .once('connect', () => {
      isConnected = true;
    })
    // An error between two listeners would end the process.
    .on('error', () => undefined)
    .once('close', () => signal.removeEventListener('abort', onAbort))
    .once('close', letGo)
    .once('connect', letGo);
  try {
    await once(socket, place.transport === 'tls' ? 'secureConnect' : 'connect');
    if (!(socket instanceof TLSSocket)) return { socket };
    const shown = lookAt(socket);
    checkTlsPin(shown.tlsPin, place.tlsPins);
    return { socket, ...shown };
  } catch (error) {
    socket.destroy();
    if (!(error instanceof Error)) throw error;
    throw tlsFailureOf(error, isConnected) ?? error;
  }
}

/** Destroys a socket that is not connected by then; returns how to let it be. */
function endLate(socket: Socket, withinMs: number | undefined): () => void {
  if (withinMs === undefined) return () => undefined;
  const error = Object.assign(new Error(`no connection within ${formatDurationMs(withinMs)}`), {
    code: 'ETIMEDOUT',
  });
  const timer = setTimeout(() => socket.destroy(error), withinMs);
  return () => clearTimeout(timer);
}

/** Node gives the certificate out once: the next call has none. */
function lookAt(socket: TLSSocket): Omit<DeviceSocket, 'socket'> {
  const shown = socket.getPeerX509Certificate();
  const certificate = shown && certificateOf(shown);
  const tlsPin = shown && tlsPinOf(shown);
  return { ...(certificate && { certificate }), ...(tlsPin !== undefined && { tlsPin }) };
}

function connect({ address, port, transport }: SocketPlace): Socket {
  // Happy eyeballs would hide a dead IPv6 path behind a live IPv4 one: test one address only.
  const where = { host: address, port, autoSelectFamily: false };
  return transport === 'tls' ? connectTls({ ...where, ...DEVICE_TLS }) : connectPlain(where);
}
