import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { seconds } from '../../../core/time/units.ts';
import { BoundedStream } from './bounded-stream.ts';

export interface MailConnector {
  /** A connection that ends by itself when the server says more than it may. */
  readonly open: () => Promise<BoundedStream>;
  /** Ends all of them, whatever the other sides do, and settles when they are gone. */
  readonly close: () => Promise<void>;
}

/**
 * Some hundred messages are answered with a tenth of it. nodemailer goes through every line, also through empty ones, of which
 * a burst has 8,000; a log-in with its certificates is shorter than one.
 */
const WHAT_A_SERVER_MAY_SAY = { mostBytes: 256_000, burstBytes: 16_000, bytesPerMs: 200 };

/**
 * Opens the connections of a mail server. nodemailer bounds one answer, and not a flood of empty ones; here all that a
 * server says is counted and handed over in small parts, below TLS as well.
 */
export function createMailConnector(options: {
  readonly host: string;
  readonly port: number;
  readonly connectMs: number;
}): MailConnector {
  const { host, port, connectMs } = options;
  const sockets = new Set<Socket>();

  return {
    open: async () => {
      // An address that does not answer leaves time for the others.
      const socket = connect({ host, port, autoSelectFamilyAttemptTimeout: seconds(3) });
      sockets.add(socket);
      // Told by whoever waits for the socket; without any listener an error would end the process.
      socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
      const timer = setTimeout(() => socket.destroy(new Error('no connection in time')), connectMs);
      try {
        await once(socket, 'connect');
      } finally {
        clearTimeout(timer);
      }
      return new BoundedStream(socket.setNoDelay(true).setKeepAlive(true), WHAT_A_SERVER_MAY_SAY);
    },
    close: async () => {
      await Promise.all(
        [...sockets].map(async (socket) => {
          const closed = once(socket, 'close');
          socket.destroy();
          await closed;
        }),
      );
    },
  };
}
