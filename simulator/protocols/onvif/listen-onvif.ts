import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Listener } from '../device/listener.ts';
import type { VirtualEndpoint } from '../device/virtual-device.ts';
import { portOf } from '../rtsp/listen-rtsp.ts';
import type { OnvifReply, OnvifRequest } from './onvif-service.ts';

const MOST_BODY_OCTETS = 65_536;

/** Opens a device's HTTP port. */
export async function listenOnvif(
  { address, port }: VirtualEndpoint,
  answer: (request: OnvifRequest) => OnvifReply,
): Promise<Listener> {
  const server = createServer((incoming, outgoing) => {
    // A client that hangs up half-way is no failure of ours.
    respond(incoming, outgoing, answer).catch(() => outgoing.destroy());
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(port, address);
  await once(server, 'listening');
  return {
    port: portOf(server),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: OnvifRequest) => OnvifReply,
): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const octets = Buffer.from(chunk);
    size += octets.length;
    if (size > MOST_BODY_OCTETS) {
      outgoing.writeHead(413).end();
      return;
    }
    chunks.push(octets);
  }
  const { localAddress = '', localPort = 0 } = incoming.socket;
  const { status, challenges, body } = answer({
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    host: incoming.headers.host ?? `${localAddress}:${localPort}`,
    authorization: incoming.headers.authorization,
    body: Buffer.concat(chunks).toString('utf8'),
  });
  outgoing.writeHead(status, {
    'Content-Type': 'application/soap+xml; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...(challenges.length > 0 && { 'WWW-Authenticate': [...challenges] }),
  });
  outgoing.end(body);
}
