import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Listener } from '../device/listener.ts';
import type { VirtualEndpoint } from '../device/virtual-device.ts';
import type { Agent } from './agent.ts';

/** Opens an agent's UDP port. */
export async function listenSnmp({ address, port }: VirtualEndpoint, agent: Agent): Promise<Listener> {
  const socket = createSocket('udp4');
  socket.on('message', (datagram, from) => {
    const answer = agent(datagram);
    // Whoever asked may be gone already.
    if (answer) socket.send(answer, from.port, from.address, () => undefined);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  return {
    port: (socket.address() satisfies AddressInfo).port,
    close: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
