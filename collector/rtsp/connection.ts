import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { TlsCertificate } from '../../core/device-report.ts';
import { certificateOf } from '../http/certificate.ts';
import { DEVICE_TLS, tlsFailureOf } from '../http/device-tls.ts';
import { ProbeError } from '../prober.ts';
import type { RtspResponse } from './message.ts';
import { createRtspParser } from './parser.ts';
import type { StreamPlace } from './stream-url.ts';

/** One connection to an RTSP server, on which one request at a time is under way. */
export interface RtspConnection {
  readonly certificate: TlsCertificate | undefined;
  /** Sends a request and settles with the next response; rejects with why the connection ended before. */
  readonly exchange: (request: string) => Promise<RtspResponse>;
  /** Rejects when the connection ends, with why; never resolves. */
  readonly ended: Promise<never>;
  readonly isOpen: () => boolean;
  /** Why it ended, where it has. */
  readonly failure: () => unknown;
  readonly close: () => void;
}

export interface ConnectionOptions {
  readonly place: StreamPlace;
  /** Told of every `$` frame, from the first on. */
  readonly onFrame: (channel: number, payload: Buffer) => void;
  /** Told of every request of the server's own; it is not answered. */
  readonly onRequest: (method: string) => void;
  /** Most that may come, whatever it is. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Thrown when the other end closed the connection. */
export class HungUpError extends ProbeError {
  constructor(message: string) {
    super('reset', message);
  }
}

/** @throws what `node:net` and `node:tls` throw, and ProbeError `tls` where the handshake fails. */
export async function openConnection(options: ConnectionOptions): Promise<RtspConnection> {
  const { place, signal } = options;
  signal.throwIfAborted();
  const socket = connect(place);
  let isConnected = false;
  const onAbort = () => socket.destroy(signal.reason);
  signal.addEventListener('abort', onAbort);
  socket
    .once('connect', () => {
      isConnected = true;
    })
    // An error between two listeners would end the process.
    .on('error', () => undefined)
    .once('close', () => signal.removeEventListener('abort', onAbort));
  try {
    await once(socket, place.transport === 'tls' ? 'secureConnect' : 'connect');
  } catch (error) {
    socket.destroy();
    if (!(error instanceof Error)) throw error;
    throw tlsFailureOf(error, isConnected) ?? error;
  }
  return serve(socket, options);
}

function connect({ address, port, transport }: StreamPlace): Socket {
  // Happy eyeballs would hide a dead IPv6 path behind a live IPv4 one: test one address only.
  const where = { host: address, port, autoSelectFamily: false };
  return transport === 'tls' ? connectTls({ ...where, ...DEVICE_TLS }) : connectPlain(where);
}

function serve(socket: Socket, { onFrame, onRequest, mostBytes }: ConnectionOptions): RtspConnection {
  const ended = Promise.withResolvers<never>();
  // Nobody may be waiting when the connection ends.
  ended.promise.catch(() => undefined);
  let waiting: PromiseWithResolvers<RtspResponse> | undefined;
  let receivedBytes = 0;
  let failure: unknown;
  let isOpen = true;

  const end = (error: unknown) => {
    if (!isOpen) return;
    isOpen = false;
    failure = error;
    socket.destroy();
    ended.reject(error);
    waiting?.reject(error);
  };
  const hangUp = (message: string) => {
    if (isOpen) end(new HungUpError(message));
  };
  const onResponse = (response: RtspResponse) => {
    if (!waiting) throw new ProbeError('mismatch', `expected no answer, got ${response.statusCode}`);
    waiting.resolve(response);
    waiting = undefined;
  };
  const parser = createRtspParser({ onResponse, onFrame, onRequest });

  socket
    .on('data', (chunk: Buffer) => {
      if (!isOpen) return;
      receivedBytes += chunk.length;
      try {
        if (receivedBytes > mostBytes) {
          throw new ProbeError('oversized', `expected at most ${mostBytes} bytes, got more`);
        }
        parser.push(chunk);
      } catch (error) {
        end(error);
      }
    })
    .on('error', (error) => (isReset(error) ? hangUp('the device reset the connection') : end(error)))
    .on('end', () => hangUp('the device hung up'))
    .on('close', () => hangUp('the connection was closed'));

  return {
    certificate: certificateOf(socket),
    exchange: async (request) => {
      if (!isOpen) return await ended.promise;
      const mine = Promise.withResolvers<RtspResponse>();
      waiting = mine;
      socket.write(request, 'latin1');
      return await mine.promise;
    },
    ended: ended.promise,
    isOpen: () => isOpen,
    failure: () => failure,
    // Nobody waits any more: an error that nobody reads would cost more than the rest.
    close: () => {
      isOpen = false;
      socket.destroy();
    },
  };
}

const isReset = (error: Error) => 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
