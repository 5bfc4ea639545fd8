import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { SocketAddress } from 'node:net';
import { createStrayPackets } from '../stray-packets.ts';

/** Where an agent listens: a numeric address and a port. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What comes in on a line. Neither may throw: a hostile packet must not end the process. */
export interface LineEvents {
  readonly onPacket: (packet: Buffer) => void;
  /** An answer that knows the number and the community, or the engine, of what was asked, and comes from another address. */
  readonly onStray: (packet: Buffer, from: Endpoint) => void;
  /** The system refused to send, with its `code`. */
  readonly onError: (error: Error) => void;
}

/** A way to one agent: what comes from its address and port arrives, and what answers the very request from another. */
export interface Line {
  readonly send: (packet: Uint8Array) => void;
  /** Nothing more is waited for until the next packet is sent. */
  readonly rest: () => void;
  readonly close: () => void;
}

/** One UDP socket an address family for all agents, opened when it is first needed. */
export interface SharedSockets {
  readonly open: (endpoint: Endpoint, events: LineEvents) => Line;
  readonly close: () => Promise<void>;
}

/** Answers of 200 agents at once wait here while the process is busy; the system may grant less. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

/**
 * A socket an agent runs out of file descriptors at some 20,000 agents, and past that limit nothing is told of it.
 * The sockets keep no process alive: whoever waits for an answer has a deadline that does.
 */
export function createSharedSockets(): SharedSockets {
  const lines = new Map<string, Set<LineEvents>>();
  const sockets = new Map<4 | 6, Socket>();
  const strays = createStrayPackets<LineEvents>();

  const deliver = (packet: Buffer, { address, port }: RemoteInfo) => {
    const listeners = lines.get(keyOf({ address, port }));
    // A copy: a line may be closed while it is told.
    if (listeners) for (const { onPacket } of [...listeners]) onPacket(packet);
    // A router may answer by another of its interfaces, each of which may be asked as well.
    const owner = strays.ownerOf(packet, listeners === undefined ? 'stranger' : 'agent');
    if (owner && !listeners?.has(owner)) owner.onStray(packet, { address, port });
  };

  const socketOf = (family: 4 | 6): Socket => {
    const open = sockets.get(family);
    if (open) return open;
    const socket = createSocket({
      type: `udp${family}`,
      recvBufferSize: RECEIVE_BUFFER_BYTES,
      // Every address is numeric: nothing of it has to be looked up.
      lookup: (address, _options, done) => done(null, address, family),
    });
    sockets.set(family, socket.unref());
    socket.on('message', deliver);
    // One that failed is replaced with the next packet; who waits for an answer runs into the deadline.
    socket.on('error', () => {
      if (sockets.get(family) === socket) sockets.delete(family);
      socket.close();
    });
    return socket;
  };

  return {
    open: (endpoint, events) => {
      const key = keyOf(endpoint);
      const family = endpoint.address.includes(':') ? 6 : 4;
      const listeners = lines.get(key) ?? new Set();
      lines.set(key, listeners.add(events));
      return {
        send: (packet) => {
          strays.expect(events, packet);
          socketOf(family).send(packet, endpoint.port, endpoint.address, (error) => {
            if (error && listeners.has(events)) events.onError(error);
          });
        },
        rest: () => strays.forget(events),
        close: () => {
          strays.forget(events);
          listeners.delete(events);
          if (listeners.size === 0 && lines.get(key) === listeners) lines.delete(key);
        },
      };
    },
    close: async () => {
      const closing = [...sockets.values()].map((socket) => new Promise<void>((done) => socket.close(done)));
      sockets.clear();
      lines.clear();
      await Promise.all(closing);
    },
  };
}

/** The same address however it is written: a source comes in the system's own spelling. */
function keyOf({ address, port }: Endpoint): string {
  if (!address.includes(':')) return `${address}|${port}`;
  return `${new SocketAddress({ address, family: 'ipv6' }).address}|${port}`;
}
