import { once } from 'node:events';
import { Agent, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packLines } from '#collector/influx/queue/batch.ts';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { postBatch } from '#collector/influx/queue/write-request.ts';
import { createSecret } from '#core/domain/secret.ts';
import { startHttpServer } from '#test/support/http.ts';

const running = new AbortController().signal;

async function post(url: string, { timeoutMs = 5_000, stop = running } = {}) {
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const address = buildServerAddress({ url, database: 'camwatch', username: 'me' }, createSecret('hush'));
  const batch = await packLines(['a v=1 1', 'b v=2 2'], { retention: 'long', oldestMs: 1 });
  return await postBatch(batch, { address, agent, timeoutMs }, stop);
}

const answer =
  (status: number, body = ''): RequestListener =>
  (request, response) => {
    request.resume();
    request.once('end', () => response.writeHead(status).end(body));
  };

describe('postBatch', () => {
  test('sends packed lines with milliseconds, policy and user', async () => {
    const seen: unknown[] = [];
    const url = await startHttpServer((request, response) => {
      seen.push(request.url, request.headers.authorization);
      void text(request.pipe(createGunzip())).then((lines) => {
        seen.push(lines);
        response.writeHead(204).end();
      });
    });

    expect(await post(`${url}/influx/`)).toEqual({ kind: 'written' });
    expect(seen).toEqual([
      '/influx/write?db=camwatch&rp=long&precision=ms',
      `Basic ${btoa('me:hush')}`,
      'a v=1 1\nb v=2 2',
    ]);
  });

  test.each([
    ['partial', 400, '{"error":"partial write: field type conflict: x dropped=3"}', {}],
    ['expired', 400, '{"error":"partial write: points beyond retention policy dropped=3"}', { points: 3 }],
    [
      'partial',
      400,
      JSON.stringify({ error: "partial write: unable to parse 'x': y\nunable to parse 'z': y dropped=0" }),
      {},
    ],
    ['rejected', 400, `{"error":"unable to parse 'x': missing fields"}`, {}],
    ['rejected', 413, '{"error":"Request Entity Too Large"}', {}],
    ['rejected', 413, '<html>too large</html>', {}],
    ['missing', 404, '{"error":"database not found: \\"camwatch\\""}', {}],
    ['missing', 500, '{"error":"retention policy not found: long"}', {}],
    [
      'failed',
      401,
      '{"error":"authorization failed"}',
      { message: '401 authorization failed', isReached: true },
    ],
    ['failed', 403, '{"error":"not authorized"}', {}],
    ['failed', 500, '{"error":"timeout"}', {}],
    ['failed', 503, '', { message: '503' }],
    ['failed', 429, 'slow down', { message: '429 "slow down"' }],
    ['failed', 200, '<html>Welcome to the hotel network</html>', {}],
    ['failed', 301, '', {}],
    ['failed', 404, '<html>not found</html>', {}],
    ['failed', 400, 'garbage', { message: '400 "garbage"' }],
  ])('reads as %s the answer %i %s', async (kind, status, body, more) => {
    expect(await post(await startHttpServer(answer(status, body)))).toMatchObject({ kind, ...more });
  });

  test('says who is not there', async () => {
    expect(await post('http://127.0.0.1:1')).toEqual({
      kind: 'failed',
      message: 'connect ECONNREFUSED 127.0.0.1:1',
      isReached: false,
    });
  });

  test('gives up on a server that stays silent', async () => {
    const url = await startHttpServer((request) => void request.resume());

    expect(await post(url, { timeoutMs: 100 })).toEqual({
      kind: 'failed',
      message: 'no answer within 100ms',
      isReached: true,
    });
  });

  test('gives up on an answer that never ends', async () => {
    const url = await startHttpServer(
      (_request, response) => void response.writeHead(200).write('{"error":'),
    );

    expect(await post(url, { timeoutMs: 100 })).toMatchObject({
      kind: 'failed',
      message: 'no answer within 100ms',
    });
  });

  test('does not swallow an answer without end', async () => {
    const url = await startHttpServer((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', pour);
      };
      response.writeHead(500);
      pour();
    });

    expect(await post(url)).toMatchObject({
      kind: 'failed',
      message: `500 ${JSON.stringify('x'.repeat(100))}`,
    });
  });

  test.each([
    ['hangs up at once', ''],
    ['hangs up in the middle of its answer', 'HTTP/1.1 204 No Content\r\nContent-Le'],
    ['hangs up in the middle of its words', 'HTTP/1.1 400 Bad Request\r\nContent-Length: 100\r\n\r\n{"err'],
    ['speaks something else', 'SSH-2.0-OpenSSH_9.9\r\n'],
  ])('copes with a server that %s', async (_name, words) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(words, () => socket.destroy()));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());

    const result = await post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

    expect(result).toMatchObject({ kind: 'failed', isReached: true });
  });

  test('settles when it is told to stop, and says why', async () => {
    const url = await startHttpServer((request) => void request.resume());
    const stopping = new AbortController();
    const posting = post(url, { stop: stopping.signal });
    stopping.abort(new Error('closing'));

    await expect(posting).rejects.toThrow('closing');
  });
});
