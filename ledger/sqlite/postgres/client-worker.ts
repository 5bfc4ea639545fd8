import { parentPort } from 'node:worker_threads';
import type { ClientHandover, ClientRequest } from './client-protocol.ts';
import { createConnection } from './connection.ts';
import { buffersOf } from './row-block.ts';

/** Entry of the thread that speaks to PostgreSQL for those who wait: many connections, each answered in order. */
parentPort?.on('message', ({ port, answered }: ClientHandover) => {
  const connection = createConnection();
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: ClientRequest) => {
    last = last.then(async () => {
      const reply = await connection.answer(request);
      port.postMessage(reply, reply.ok && reply.rows ? buffersOf(reply.rows) : []);
      Atomics.add(answered, 0, 1);
      Atomics.notify(answered, 0);
      if (request.name === 'close') port.close();
    });
  });
});
