import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { seconds } from '../../core/units.ts';

export interface MailConnector {
  /** A connection that ends by itself when the server says more than {@link MOST_SAID_BYTES}. */
  readonly open: () => Promise<Socket>;
  /** Ends all of them, whatever the other sides do, and settles when they are gone. */
  readonly close: () => Promise<void>;
}

/** Some hundred messages are answered with a tenth of it. */
export const MOST_SAID_BYTES = 1_000_000;
/** Shorter than a machine needs to hold too much, even of empty lines: reading them costs more than sending them. */
const LOOK_EVERY_MS = 20;

/**
 * Opens the connections of a mail server. nodemailer bounds one answer, and not a flood of empty ones; here all that a
 * server says is counted, below TLS as well.
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
      watchSaid(socket);
      return socket;
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

function watchSaid(socket: Socket): void {
  const timer = setInterval(() => {
    if (socket.bytesRead > MOST_SAID_BYTES) socket.destroy(new Error('the server says too much'));
  }, LOOK_EVERY_MS);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
