import type { RequestListener } from 'node:http';
import { expect, test } from 'vitest';
import { createAskInflux } from '#grafana/reading/ask-influx.ts';
import { startHttpServer } from '#test/support/http.ts';

const ask = async (listener: RequestListener) =>
  createAskInflux({
    url: await startHttpServer(listener),
    database: 'camwatch',
    authorization: 'Basic eDp5',
    mostBytes: 8e6,
  })('SELECT 1', new AbortController().signal);

test('an InfluxDB that sends us elsewhere is not followed', async () => {
  const asked: string[] = [];
  const elsewhere = await startHttpServer((request, response) => {
    asked.push(request.url ?? '');
    response.end('{"results":[{}]}');
  });

  const answer = await ask((request, response) =>
    response.writeHead(307, { location: `${elsewhere}${request.url}` }).end(),
  );

  expect(answer).toMatchObject({ ok: false });
  expect(asked).toEqual([]);
});

test('an answer without end is not read to the end', async () => {
  let sentBytes = 0;
  const answer = await ask((_request, response) => {
    const chunk = Buffer.alloc(1 << 20, ' ');
    const send = () => {
      while (!response.destroyed && sentBytes < 64e6 && response.write(chunk)) sentBytes += chunk.length;
      if (sentBytes >= 64e6) response.end('{"results":[{}]}');
      else if (!response.destroyed) response.once('drain', send);
    };
    send();
  });

  expect(answer).toEqual({ ok: false, detail: 'expected an answer of at most 8 MB, got more' });
});

test.each([
  ['no object', 'null'],
  ['a page', '<html>Log in</html>'],
  ['results that are none', '{"results":{"length":1}}'],
  ['an error that is no text', '{"error":{"a":1}}'],
])('an answer that is %s is a refusal', async (_, text) => {
  const answer = await ask((_request, response) => response.end(text));

  expect(answer).toMatchObject({ ok: false, detail: expect.any(String) });
});

test.each([
  ['in its own words', '{"error":"refused: Basic eDp5"}', 'refused: …'],
  ['in what cannot be read', 'Basic eDp5', 'expected an answer in JSON, got another'],
])('a log-in that it repeats %s is not told', async (_, text, detail) => {
  const answer = await createAskInflux({
    url: await startHttpServer((_request, response) => response.end(text)),
    database: 'camwatch',
    authorization: 'Basic eDp5',
    toDetail: (said) => said.replace('Basic eDp5', '…'),
  })('SELECT 1', new AbortController().signal);

  expect(answer).toEqual({ ok: false, detail });
});
