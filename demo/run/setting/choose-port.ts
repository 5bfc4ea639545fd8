import { once } from 'node:events';
import { createServer } from 'node:net';

/** The usual port where it is free, else one that the system picks: a demo must not fail because of a page elsewhere. */
export async function choosePort(usualPort: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(usualPort, '127.0.0.1');
    await once(server, 'listening');
    server.close();
    await once(server, 'close');
    return usualPort;
  } catch {
    return 0;
  }
}
