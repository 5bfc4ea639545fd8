import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { serveDrawings } from '#demo/preview/serve-drawings.ts';
import { writeConfigFolder } from '#test/support/config-folder.ts';

const start = async () => {
  const { url, close } = await serveDrawings(new Map([['city', { down: 7 }]]), await writeConfigFolder());
  onTestFinished(close);
  return new URL(url);
};

const get = async ({ port }: URL, path: string, host?: string) => {
  const asked = request({ host: '127.0.0.1', port, path, headers: host === undefined ? {} : { host } }).end();
  const [response]: IncomingMessage[] = await once(asked, 'response');
  return { status: response?.statusCode, body: response && (await text(response)) };
};

test('a browser of this machine gets a drawing', async () => {
  const url = await start();

  expect(await get(url, '/drawings/city.json')).toEqual({ status: 200, body: '{"down":7}' });
});

test('a page whose name came to mean this machine gets nothing', async () => {
  const url = await start();

  for (const host of [
    `evil.example:${url.port}`,
    'localhost',
    '127.0.0.1',
    `127.0.0.1.evil.example:${url.port}`,
  ])
    expect(await get(url, '/drawings/city.json', host)).toEqual({ status: 403, body: '' });
});

test.each([
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/../../../etc/passwd',
  '/drawings/..%2fcamwatch.yaml',
  '/drawings/__proto__',
])('nothing but the program and its drawings: %s', async (path) => {
  expect((await get(await start(), path)).status).toBeGreaterThanOrEqual(400);
});

test('nobody else in the network reaches it', async () => {
  const { port } = await start();
  const socket = connect({ host: '127.0.0.2', port: Number(port) });

  await expect(new Promise((_, reject) => socket.once('error', reject))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});
