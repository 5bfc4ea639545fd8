import { once } from 'node:events';
import { connect, createServer, type ListenOptions, type NetConnectOpts } from 'node:net';

export interface Forwarding extends Disposable {
  /** Where it listens; 0 for a socket with a name. */
  readonly port: number;
}

/** Hands each connection on to elsewhere: a browser of this machine does not see the machines of a cluster. */
export async function forward(from: ListenOptions, to: NetConnectOpts): Promise<Forwarding> {
  const server = createServer((near) => {
    const far = connect(to);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    near.on('error', end).on('close', end).pipe(far);
    far.on('error', end).on('close', end).pipe(near);
  });
  server.listen(from);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    [Symbol.dispose]: () => void server.close(),
  };
}
