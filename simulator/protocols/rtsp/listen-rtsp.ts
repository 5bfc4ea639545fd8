import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { Listener } from '../device/listener.ts';
import type { VirtualEndpoint } from '../device/virtual-device.ts';
import { renderReply } from './reply.ts';
import { createRtspParser } from './request.ts';
import type { RtspConversation } from './rtsp-service.ts';

const IDLE_MS = 60_000;

/** Opens a device's RTSP port. */
export async function listenRtsp(
  { address, port }: VirtualEndpoint,
  converse: (socket: Socket) => RtspConversation,
): Promise<Listener> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    const conversation = converse(socket);
    const parser = createRtspParser();
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => {
      open.delete(socket);
      conversation.end();
    });
    socket.on('data', (chunk) => {
      try {
        for (const request of parser.push(chunk))
          socket.write(renderReply(request, conversation.answer(request)));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        socket.end('RTSP/1.0 400 Bad Request\r\n\r\n');
      }
    });
  });
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: portOf(server),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new RangeError('expected a server that listens');
  return address.port;
}
