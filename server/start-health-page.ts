import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Metrics } from '../core/names/metrics.ts';
import { seconds } from '../core/time/units.ts';

export interface HealthPage {
  /** `undefined` where none was asked for. */
  readonly url: string | undefined;
  readonly close: () => Promise<void>;
}

/** Tells `GET /health` (200 or 503) and `GET /metrics` at an address such as `127.0.0.1:8491`, for a machine that has no portal. */
export async function startHealthPage(
  at: string | undefined,
  { metrics, isWell }: { readonly metrics: Pick<Metrics, 'registry'>; readonly isWell: () => boolean },
): Promise<HealthPage> {
  if (at === undefined) return { url: undefined, close: async () => undefined };
  const server = createServer({ requestTimeout: seconds(10), maxHeaderSize: 8_192 }, (request, response) => {
    const answer = async () => {
      if (request.method !== 'GET') return response.writeHead(405).end();
      if (request.url === '/health')
        return response.writeHead(isWell() ? 200 : 503).end(isWell() ? 'well\n' : 'not well\n');
      if (request.url !== '/metrics') return response.writeHead(404).end();
      response.setHeader('content-type', metrics.registry.contentType);
      return response.end(await metrics.registry.metrics());
    };
    answer().catch(() => response.destroy());
  });
  const split = at.lastIndexOf(':');
  server.listen(Number(at.slice(split + 1)), at.slice(0, split).replace(/^\[|\]$/g, ''));
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://${at.slice(0, split)}:${port}`,
    close: async () => {
      server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}
