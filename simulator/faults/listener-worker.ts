import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { type Endpoint, endpointKey } from './endpoints.ts';

/** What the thread is asked to do; it answers with the number of the request, and an error text where it failed. */
export interface ListenerRequest {
  readonly id: number;
  readonly act: 'open' | 'close';
  readonly endpoints: readonly Endpoint[];
}

export interface ListenerAnswer {
  readonly id: number;
  readonly error?: string;
}

const servers = new Map<string, Server>();
let working = Promise.resolve();

parentPort?.on('message', (request: ListenerRequest) => {
  // One after the other: a port that is being closed must be free before it is opened again.
  working = working.then(() => carryOut(request)).then((answer) => parentPort?.postMessage(answer));
});

async function carryOut({ id, act, endpoints }: ListenerRequest): Promise<ListenerAnswer> {
  const results = await Promise.allSettled(endpoints.map(act === 'open' ? open : close));
  const [failure] = results.filter((result) => result.status === 'rejected');
  return { id, ...(failure && { error: String(failure.reason) }) };
}

async function open(endpoint: Endpoint): Promise<void> {
  const key = endpointKey(endpoint);
  if (servers.has(key)) return;
  // Whoever connects has seen that the port is open, which is all a check by TCP asks.
  const server = createServer((socket) => socket.on('error', () => undefined).destroy());
  server.listen(endpoint.port, endpoint.address);
  await once(server, 'listening');
  servers.set(key, server);
}

async function close(endpoint: Endpoint): Promise<void> {
  const server = servers.get(endpointKey(endpoint));
  if (server === undefined) return;
  servers.delete(endpointKey(endpoint));
  server.close();
  await once(server, 'close');
}
