import pino from 'pino';
import { expect, test } from 'vitest';
import { createMetrics } from '#core/names/metrics.ts';
import { signalLife } from '#server/dead-man.ts';
import { startHttpServer } from '#test/support/http.ts';
import { host, unusedPort } from '#test/support/tcp.ts';

const running = () => new AbortController().signal;

function setUp(url: string, isAlive = () => true) {
  const metrics = createMetrics();
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  const send = (stop = running()) => signalLife({ url, isAlive, metrics, logger }, stop);
  const counts = async () => {
    const { values } = await metrics.camwatch_deadman_signals_total.get();
    return Object.fromEntries(values.map(({ labels, value }) => [labels.result, value]));
  };
  return { send, counts, lines };
}

test('a signal of life arrives as a POST', async () => {
  const requests: string[] = [];
  const url = await startHttpServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end();
  });
  const { send, counts } = setUp(`${url}/ping/abc`);

  await send();

  expect(requests).toEqual(['POST /ping/abc']);
  expect(await counts()).toEqual({ sent: 1 });
});

test('a collector without life keeps silent', async () => {
  const requests: string[] = [];
  const url = await startHttpServer((request, response) => {
    requests.push(String(request.url));
    response.end();
  });
  const { send, counts } = setUp(url, () => false);

  await send();

  expect(requests).toEqual([]);
  expect(await counts()).toEqual({ withheld: 1 });
});

test('a refusal is counted and logged without the address, which may hold a token', async () => {
  const url = await startHttpServer((_request, response) => {
    response.statusCode = 503;
    response.end();
  });
  const { send, counts, lines } = setUp(`${url}/ping/s3cret-token`);

  await send();

  expect(await counts()).toEqual({ refused: 1 });
  expect(lines.join()).toContain('signal of life was refused');
  expect(lines.join()).not.toContain('s3cret-token');
});

test('an address that nobody listens at is counted and logged', async () => {
  const { send, counts, lines } = setUp(`http://${host}:${await unusedPort()}/`);

  await send();

  expect(await counts()).toEqual({ failed: 1 });
  expect(lines.join()).toContain('"reason":"ECONNREFUSED","msg":"signal of life did not arrive"');
});

test('an address that cannot be asked is not logged either', async () => {
  const { send, counts, lines } = setUp(`http://an:s3cret-password@${host}/s3cret-token`);

  await send();

  expect(await counts()).toEqual({ failed: 1 });
  expect(lines.join()).toContain('signal of life did not arrive');
  expect(lines.join()).not.toContain('s3cret');
});

test('settles when it is stopped while the address hangs', async () => {
  const stopping = new AbortController();
  const url = await startHttpServer(() => stopping.abort(new Error('shutting down')));
  const { send, counts } = setUp(url);

  await send(stopping.signal);

  expect(await counts()).toEqual({});
});
