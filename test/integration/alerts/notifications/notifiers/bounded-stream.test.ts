import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { BoundedStream } from '#alerts/notifications/notifiers/bounded-stream.ts';

/** A stream to a server that does as told with each connection. */
async function streamTo(serve: (socket: Socket) => void) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const stream = new BoundedStream(socket, { mostBytes: 10_000, burstBytes: 2_000, bytesPerMs: 100 });
  onTestFinished(() => {
    stream.destroy();
    server.close();
  });
  return { stream, socket };
}

const pour = (socket: Socket) => {
  const chunk = Buffer.alloc(64_000, '\r\n');
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
};

test('hands over no more than a burst at once, at its pace, and ends after the most it may', async () => {
  const { stream, socket } = await streamTo(pour);
  const chunks: number[] = [];
  let turns = 0;
  let turnOfLast = -1;
  let inOneTurn = 0;
  const count = () => {
    turns++;
    if (!stream.destroyed) setImmediate(count);
  };
  count();
  const startedMs = performance.now();
  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk.length);
    if (turns === turnOfLast) inOneTurn++;
    turnOfLast = turns;
  });

  const [error] = await once(stream, 'error').catch((reason: unknown) => [reason]);
  const tookMs = performance.now() - startedMs;

  expect(String(error)).toBe('Error: the server says too much');
  expect(Math.max(...chunks)).toBe(2_000);
  expect(chunks.reduce((sum, length) => sum + length, 0)).toBe(10_000);
  expect(tookMs).toBeGreaterThan((10_000 - 2_000) / 100 - 5);
  // The first two may come together: the burst, and what is due just then.
  expect(inOneTurn).toBeLessThanOrEqual(1);
  expect(socket.destroyed).toBe(true);
});

test('passes both ways what is short, and ends when either side does', async () => {
  const { stream } = await streamTo((socket) => {
    socket.on('data', (asked) => socket.end(`250 ${asked}`));
  });
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.write('hello');
  await once(stream, 'end');
  expect(Buffer.concat(parts).toString()).toBe('250 hello');
  await once(stream, 'close');
});

test('tells silence as a socket does, and a connection that breaks off', async () => {
  const silent = await streamTo(() => undefined);
  silent.stream.setTimeout(20);
  await once(silent.stream, 'timeout');

  const broken = await streamTo((socket) => socket.once('data', () => socket.resetAndDestroy()));
  broken.stream.write('hello');
  await expect(once(broken.stream, 'data')).rejects.toThrow('ECONNRESET');
});
