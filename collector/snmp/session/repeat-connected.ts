import { createSocket } from 'node:dgram';
import type { Endpoint, LineEvents } from './shared-sockets.ts';

/**
 * Sends a packet once more, from a connected socket of its own: only such a one hears of an ICMP refusal, which tells a
 * closed port from a silent device. An answer may come by it as well. The caller closes it.
 */
export function repeatConnected(
  { address, port }: Endpoint,
  packet: Uint8Array,
  { onPacket, onError }: LineEvents,
): () => void {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').unref();
  let isOpen = true;
  const close = () => {
    if (isOpen) socket.close();
    isOpen = false;
  };
  socket.on('message', (answer) => isOpen && onPacket(answer));
  socket.on('error', (error) => {
    if (isOpen) onError(error);
    close();
  });
  // A callback of `connect` would be handed the error of an unreachable network in place of the event.
  socket.once('connect', () => isOpen && socket.send(packet));
  socket.connect(port, address);
  return close;
}
