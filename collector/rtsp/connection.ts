import { type DeviceSocket, openSocket } from '../http/open-socket.ts';
import { ProbeError } from '../probing/prober.ts';
import { createAllowance } from './allowance.ts';
import type { RtspResponse } from './message.ts';
import { createRtspParser } from './parser.ts';
import type { StreamPlace } from './stream-url.ts';

/** One connection to an RTSP server, on which one request at a time is under way. */
export interface RtspConnection {
  readonly shown: Omit<DeviceSocket, 'socket'>;
  /** Sends a request and settles with the next response; rejects with why the connection ended before. */
  readonly exchange: (request: string) => Promise<RtspResponse>;
  /** To be called before PLAY is sent: pictures come from now on. */
  readonly beginToPlay: () => void;
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
  /** Most that may come, whatever it is; before PLAY it is less. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Thrown when the other end closed the connection. */
export class HungUpError extends ProbeError {
  constructor(message: string) {
    super('reset', message);
  }
}

/** @throws what {@link openSocket} does. */
export async function openConnection(options: ConnectionOptions): Promise<RtspConnection> {
  return serve(await openSocket(options.place, options.signal), options);
}

function serve(
  { socket, ...shown }: DeviceSocket,
  { onFrame, onRequest, mostBytes }: ConnectionOptions,
): RtspConnection {
  const ended = Promise.withResolvers<never>();
  // Nobody may be waiting when the connection ends.
  ended.promise.catch(() => undefined);
  let waiting: PromiseWithResolvers<RtspResponse> | undefined;
  const allowance = createAllowance(mostBytes);
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
  const parser = createRtspParser({
    onResponse,
    onFrame: (channel, payload) => {
      allowance.spendFrame(payload.length);
      onFrame(channel, payload);
    },
    onRequest: (method) => {
      allowance.countRequest();
      onRequest(method);
    },
  });

  socket
    .on('data', (chunk: Buffer) => {
      if (!isOpen) return;
      try {
        allowance.spend(chunk.length);
        parser.push(chunk);
      } catch (error) {
        end(error);
      }
    })
    .on('error', (error) => (isReset(error) ? hangUp('the device reset the connection') : end(error)))
    .on('end', () => hangUp('the device hung up'))
    .on('close', () => hangUp('the connection was closed'));

  return {
    shown,
    exchange: async (request) => {
      if (!isOpen) return await ended.promise;
      const mine = Promise.withResolvers<RtspResponse>();
      waiting = mine;
      socket.write(request, 'latin1');
      return await mine.promise;
    },
    beginToPlay: allowance.beginToPlay,
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
