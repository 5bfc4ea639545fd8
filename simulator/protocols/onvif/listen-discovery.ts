import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { DeviceState } from '../device/device-state.ts';
import type { Listener } from '../device/listener.ts';
import type { VirtualEndpoint } from '../device/virtual-device.ts';
import { answerProbe } from './answer-probe.ts';

const MULTICAST = /^2(2[4-9]|3\d)\./;
const LOOPBACK = '127.0.0.1';

/** Listens for WS-Discovery; a multicast group is joined on loopback only, and shared by all who listen there. */
export async function listenDiscovery(
  { address, port }: VirtualEndpoint,
  state: DeviceState,
): Promise<Listener> {
  const isGroup = MULTICAST.test(address);
  const socket = createSocket({ type: 'udp4', reuseAddr: isGroup });
  socket.on('message', (datagram, from) => {
    const answer = answerProbe(datagram.toString('utf8'), state);
    if (answer !== undefined) socket.send(answer, from.port, from.address, () => undefined);
  });
  socket.bind(port, address);
  await once(socket, 'listening');
  socket.on('error', () => undefined);
  if (isGroup) {
    socket.addMembership(address, LOOPBACK);
    socket.setMulticastInterface(LOOPBACK);
  }
  return {
    port: socket.address().port,
    close: async () => {
      const closed = once(socket, 'close');
      socket.close();
      await closed;
    },
  };
}
