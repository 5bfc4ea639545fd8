import type { AnswerReader } from './answer-reader.ts';
import { tlsFailureOf } from './device-tls.ts';
import { type DeviceSocket, openSocket, type SocketPlace } from './open-socket.ts';

/** A connection to a web server, on which one question at a time is under way. */
export interface HttpConnection {
  readonly shown: Omit<DeviceSocket, 'socket'>;
  /** Sends a request and settles when the reader has its answer whole; rejects with why it has not. */
  readonly exchange: (request: Buffer, reader: AnswerReader) => Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** Ended by `signal`, with its reason. @throws what {@link openSocket} does. */
export async function openConnection(place: SocketPlace, signal: AbortSignal): Promise<HttpConnection> {
  return serve(await openSocket(place, signal));
}

interface Waiting {
  readonly reader: AnswerReader;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

function serve({ socket, ...shown }: DeviceSocket): HttpConnection {
  let waiting: Waiting | undefined;
  let isOpen = true;

  const settle = (work: ({ reader }: Waiting) => boolean) => {
    const mine = waiting;
    // What nobody asked for ends it.
    if (mine === undefined) return close();
    try {
      if (!work(mine)) return;
      waiting = undefined;
      mine.resolve();
    } catch (error) {
      end(error);
    }
  };
  const end = (error: unknown) => {
    const mine = waiting;
    waiting = undefined;
    close();
    mine?.reject(error instanceof Error ? (tlsFailureOf(error, false) ?? error) : error);
  };
  const close = () => {
    isOpen = false;
    socket.destroy();
  };
  const hangUp = () => {
    isOpen = false;
    settle(({ reader }) => {
      reader.end();
      return true;
    });
  };

  socket
    .setNoDelay()
    .on('data', (chunk: Buffer) => {
      // Node gives out what it has read, whoever listens: it must cost no more.
      if (isOpen) settle(({ reader }) => reader.push(chunk));
    })
    .on('error', end)
    .on('end', hangUp)
    .on('close', hangUp);

  return {
    shown,
    exchange: (request, reader) =>
      new Promise<void>((resolve, reject) => {
        waiting = { reader, resolve, reject };
        if (isOpen) socket.write(request);
        else hangUp();
      }),
    isOpen: () => isOpen,
    close,
  };
}
