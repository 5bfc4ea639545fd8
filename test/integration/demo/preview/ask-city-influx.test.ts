import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { askCityInflux } from '#demo/preview/ask-city-influx.ts';

async function startInflux() {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const server = createServer(({ url = '', headers: { authorization } }, response) => {
    asked.push({ url, authorization });
    response.end('{"results":[{"statement_id":0}]}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { asked, url: `http://127.0.0.1:${port}` };
}

const settingsOf = (url: string) =>
  ({ influx: { url, database: 'thanh-pho', username: 'camwatch', password: 'env:PASSWORD' } }) as never;
const ENV = { PASSWORD: 'rất dài' };
const stop = new AbortController().signal;

test('asks the InfluxDB of the settings in their database as their user', async () => {
  const { asked, url } = await startInflux();

  await (await askCityInflux(settingsOf(url), {}, ENV))('SHOW DATABASES', stop);

  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toContain('db=thanh-pho');
  expect(asked[0]?.authorization).toMatch(/^(Basic|Token) /);
});

test('asks another one as nobody: the password goes to that of the settings alone', async () => {
  const { asked, url } = await startInflux();

  const ask = await askCityInflux(settingsOf('http://127.0.0.1:1'), { influx: url, database: 'other' }, ENV);
  await ask('SHOW DATABASES', stop);

  expect(asked).toMatchObject([{ url: expect.stringContaining('db=other'), authorization: undefined }]);
});
