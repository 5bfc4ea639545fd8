import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

/** How many requests Node's parser made from now on, answered or not. */
function countParsed(): () => number {
  let parsed = 0;
  const count = () => void parsed++;
  subscribe('http.server.request.start', count);
  onTestFinished(() => void unsubscribe('http.server.request.start', count));
  return () => parsed;
}

/** Says `parts` one after the other, each once the one before is on its way, and returns what came until the end. */
async function say(url: string, parts: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setNoDelay();
  const heard: Buffer[] = [];
  socket.on('error', () => undefined).on('data', (part) => heard.push(part));
  await once(socket, 'connect');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  for (const part of parts) await new Promise<void>((resolve) => socket.write(part, () => resolve()));
  await closed;
  return Buffer.concat(heard).toString();
}

const QUESTION = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';

test('of thousands of questions in one packet a few are parsed', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });
  const parsed = countParsed();

  await say(url, [QUESTION.repeat(1_500)]);

  expect(parsed()).toBeLessThanOrEqual(1 + Math.ceil(1_024 / QUESTION.length));
});

test('nor are they where the end of the first came in another packet', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });
  const parsed = countParsed();

  await say(url, [QUESTION.slice(0, -2), `\r\n${QUESTION.repeat(1_500)}`]);

  expect(parsed()).toBeLessThanOrEqual(1 + Math.ceil(1_024 / QUESTION.length));
});

test('a body in countless small pieces ends the connection', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });
  const head = 'GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n';

  const heard = await say(url, [head + '1\r\nx\r\n'.repeat(10_000)]);

  expect(heard).not.toContain('200 OK');
});

test('a small body is refused with an answer', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });
  const head = 'GET /api/v1/summary HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n';

  const heard = await say(url, [head + 'x'.repeat(1_000)]);

  expect(heard).toContain('PORTAL_REQUEST_TOO_LARGE');
});
