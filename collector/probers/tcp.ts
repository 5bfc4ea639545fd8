import { once } from 'node:events';
import { connect } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { EngineError, type SingleProber } from '../probing/prober.ts';

/** Up means that the port accepts a connection; the connection is closed at once. */
export function createTcpProber({ concurrency }: { concurrency: number }): SingleProber {
  return {
    mode: 'single',
    concurrency,
    isOneQuestion: true,
    probe: async ({ address, port }, signal) => {
      if (port === undefined) throw new EngineError(`expected a port to connect to at ${address}, got none`);
      const startedMs = performance.now();
      // Happy eyeballs would hide a dead IPv6 path behind a live IPv4 one: test one address only.
      const socket = addAbortSignal(signal, connect({ host: address, port, autoSelectFamily: false }));
      try {
        await once(socket, 'connect');
        return { measurements: { connectMs: performance.now() - startedMs } };
      } finally {
        socket.resetAndDestroy();
      }
    },
  };
}
