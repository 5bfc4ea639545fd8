import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { parentPort, Worker, workerData } from 'node:worker_threads';

/** Stands between a client that waits and its server, in a thread of its own. */
export interface CuttingProxy {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** Passes everything on until a client has sent this text: then the server gets it, and the client no answer any more. */
export async function startCuttingProxy(serverPort: number, cutsAfter: string): Promise<CuttingProxy> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { serverPort, cutsAfter } });
  const [port] = await once(worker, 'message');
  return { port, stop: async () => void (await worker.terminate()) };
}

const start: { readonly serverPort: number; readonly cutsAfter: string } | undefined =
  workerData ?? undefined;

if (parentPort && start?.cutsAfter) {
  const port = parentPort;
  let hasCut = false;
  const server = createServer((client) => {
    const behind = connect(start.serverPort, '127.0.0.1');
    let isCut = false;
    client.on('error', () => undefined);
    behind.on('error', () => client.destroy());
    behind.on('close', () => client.destroy());
    client.on('close', () => behind.end());
    client.on('data', (data) => {
      if (!hasCut && data.includes(start.cutsAfter)) {
        hasCut = true;
        isCut = true;
      }
      behind.write(data);
    });
    behind.on('data', (data) => {
      // The answer shows that it was done.
      if (isCut) client.destroy();
      else client.write(data);
    });
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    port.postMessage(typeof address === 'object' ? address?.port : 0);
  });
}
