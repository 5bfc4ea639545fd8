import { once } from 'node:events';
import express from 'express';

export interface DrawingServer {
  /** On the loopback. */
  readonly url: string;
  readonly close: () => void;
}

/** Serves the drawing program and what it draws, to a browser of this machine. */
export async function serveDrawings(
  drawings: ReadonlyMap<string, unknown>,
  programDir: string,
): Promise<DrawingServer> {
  const app = express();
  // A page of elsewhere whose name came to mean this machine would read what no folder shows it.
  app.use(({ headers, socket }, response, next) => {
    if (headers.host === `127.0.0.1:${socket.localPort}`) next();
    else response.status(403).end();
  });
  app.get('/drawings/:name', ({ params: { name } }, response) => {
    const drawing = drawings.get(name.replace(/\.json$/, ''));
    if (drawing === undefined) response.status(404).end();
    else response.json(drawing);
  });
  app.use(express.static(programDir));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
