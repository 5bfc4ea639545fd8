import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { parseRange } from '#collector/discovery/address-range.ts';
import { type SweepOptions, sweepRange } from '#collector/discovery/sweep-range.ts';
import type { Prober } from '#collector/probing/prober.ts';

const range = parseRange('127.198.4.0/29') ?? { from: 0, to: 0 };
const LISTENING = '127.198.4.3';

async function listenAt(address: string) {
  const peers: string[] = [];
  const server = createServer((socket) => {
    peers.push(socket.localAddress ?? '');
    socket.on('error', () => undefined);
  }).listen(0, address);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, peers };
}

const sweep = async (given: Partial<SweepOptions>) =>
  await sweepRange({
    ranges: [range],
    ports: [],
    connectsPerSecond: 5_000,
    timeoutMs: 10_000,
    ping: undefined,
    onProgress: () => undefined,
    signal: new AbortController().signal,
    ...given,
  });

test('tells open ports, and counts whoever refuses as somebody', async () => {
  const { port } = await listenAt(LISTENING);

  const found = await sweep({ ports: [port] });

  expect(found.map(({ address, openPorts }) => [address, openPorts])).toEqual(
    [1, 2, 3, 4, 5, 6].map((last) => [`127.198.4.${last}`, last === 3 ? [port] : []]),
  );
});

test('asks nobody outside the ranges', async () => {
  const { port, peers } = await listenAt('127.198.4.9');
  const narrow = parseRange('127.198.4.8') ?? range;

  const found = await sweep({ ranges: [narrow], ports: [port] });

  expect(found.map(({ address }) => address)).toEqual(['127.198.4.8']);
  expect(peers).toEqual([]);
});

test('pings where it can, and reports how far it is', async () => {
  const ping: Prober = {
    mode: 'single',
    concurrency: 10,
    probe: async ({ address }) => {
      if (address.endsWith('.2')) return { measurements: {} };
      throw new Error('no answer');
    },
  };
  const steps: string[] = [];

  const found = await sweep({ ping, onProgress: (done, total) => steps.push(`${done}/${total}`) });

  expect(found).toEqual([{ address: '127.198.4.2', answersPing: true, openPorts: [] }]);
  expect(steps).toEqual(['6/6']);
});

test('connects no faster than it is told', async () => {
  const startedMs = performance.now();

  await sweep({ ports: [9], connectsPerSecond: 50 });

  expect(performance.now() - startedMs).toBeGreaterThanOrEqual(95);
});

test('ends when it is told to', async () => {
  const stopping = new AbortController();

  const sweeping = sweep({ ports: [9], connectsPerSecond: 2, signal: stopping.signal });
  stopping.abort(new Error('stopped'));

  await expect(sweeping).rejects.toThrow('stopped');
});
