import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** Something that listens where an agent should, and answers as a test wants it to. */
export interface UdpAgent {
  readonly address: string;
  readonly port: number;
  readonly received: readonly Buffer[];
}

export type Answer = (packet: Buffer, send: (answer: Buffer, from?: Socket) => void) => void;

/** Listens on a free port of a loopback address until the calling test ends. */
export async function startUdpAgent(answer: Answer, address = '127.66.8.1'): Promise<UdpAgent> {
  const socket = await openUdp(address);
  const received: Buffer[] = [];
  socket.on('message', (packet, { address: peer, port }) => {
    received.push(packet);
    answer(packet, (reply, from = socket) => from.send(reply, port, peer));
  });
  return { address, port: socket.address().port, received };
}

export async function openUdp(address: string): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').bind(0, address);
  await once(socket, 'listening');
  onTestFinished(() => new Promise<void>((done) => socket.close(() => done())));
  return socket;
}
