import { readFile, writeFile } from 'node:fs/promises';
import { Agent, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { packLines } from '#collector/influx/queue/batch.ts';
import { buildServerAddress } from '#collector/influx/queue/server-address.ts';
import { postBatch } from '#collector/influx/queue/write-request.ts';
import { resendRejected } from '#collector/influx/resend-rejected.ts';
import { setUpUsers } from '#collector/influx/set-up-users.ts';
import { createSecret } from '#core/domain/secret.ts';
import { startHttpServer } from '#test/support/http.ts';
import { temporaryDir } from '#test/support/influx.ts';
import { createTestWriter } from '#test/support/influx-writer.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { readingsOf } from '#test/support/readings.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

const PASSWORD = 'influx secret&123';
const ADMIN = "admin's secret";
const READER = 'grafana<secret>';
/** What the `influx` package calls itself where it is given no name. */
const NOBODY = `Basic ${btoa('root:root')}`;
const running = new AbortController().signal;

/** A proxy that tells whoever looks who was refused, in every form in which it may know him. */
const repeated = ({ headers: { authorization = '' }, url = '' }: IncomingMessage) =>
  `authorization failed for ${authorization} (${[
    `camwatch:${PASSWORD}`,
    encodeURIComponent(PASSWORD),
    new URLSearchParams({ p: PASSWORD }),
    new URLSearchParams({ p: PASSWORD }).toString().toLowerCase(),
    PASSWORD.replace('&', '&amp;'),
  ].join(' ')}) at ${url}`;

/** InfluxDB is written in Go, whose JSON stands in HTML safely. */
const renderAsGo = (answer: object) => JSON.stringify(answer).replaceAll('&', '\\u0026');

/** Nothing by which the password could be made out, however it is written. */
function expectNoSecret(text: string): void {
  expect(text).not.toMatch(/secret|influx.{1,6}secret/i);
  for (const { user, password } of [
    { user: 'camwatch', password: PASSWORD },
    { user: 'admin', password: ADMIN },
  ])
    expect(text).not.toContain(btoa(`${user}:${password}`).replace(/=+$/, ''));
}

const startRefusing = (refusesQueries: boolean, status = 401) =>
  startHttpServer((request, response) => {
    request.resume();
    request.once('end', () => {
      const isNonsense = /nonsense/i.test(decodeURIComponent(request.url ?? ''));
      if (request.url?.startsWith('/ping')) response.writeHead(204).end();
      else if (refusesQueries || request.url?.startsWith('/write'))
        response.writeHead(status).end(renderAsGo({ error: repeated(request) }));
      else if (isNonsense) response.writeHead(400).end('{"error":"error parsing query: found NONSENSE"}');
      else response.writeHead(200).end('{"results":[{"statement_id":0}]}');
    });
  });

describe('what InfluxDB or a proxy repeats of our log-in', () => {
  test.each([
    ['queries', true],
    ['writes', false],
  ])('is neither on the page, nor in /readyz, nor in the log, where it refuses %s', async (_, isQuery) => {
    const logged: Record<string, unknown>[] = [];
    const writer = createTestWriter(await startRefusing(isQuery), {
      dir: await temporaryDir(),
      influx: { username: 'camwatch' },
      password: PASSWORD,
      log: (entry) => logged.push(entry),
    });
    onTestFinished(writer.close);
    writer.write(readingsOf('cam-1-1', 5, 1_764_000_000_000));
    await vi.waitFor(() => expect(JSON.stringify(logged)).toContain('authorization failed for'), PATIENCE);
    const { get } = await startSamplePortal({ measurements: writer.health });

    const readiness = await (await get('/readyz')).text();
    const page = await (await get('/?lang=en')).text();

    expect(JSON.parse(readiness)).toMatchObject({
      measurements: { mode: 'queueing', reason: 'InfluxDB refuses us (401)' },
    });
    expect(page).toContain('InfluxDB refuses us (401)');
    expect(await (await get('/?lang=vi')).text()).toContain('InfluxDB từ chối camwatch (401)');
    for (const published of [readiness, page]) expect(published).not.toContain('authorization failed');
    for (const text of [readiness, page, JSON.stringify(logged)]) expectNoSecret(text);
  });

  test('does not come with the result of a write, nor with what is set aside and sent again', async () => {
    const agent = new Agent();
    onTestFinished(() => agent.destroy());
    const url = await startRefusing(false, 400);
    const address = buildServerAddress(
      { url, database: 'camwatch', username: 'camwatch' },
      createSecret(PASSWORD),
    );
    const post = async (batch: Awaited<ReturnType<typeof packLines>>) =>
      await postBatch(batch, { address, agent, timeoutMs: 5_000 }, running);
    const result = await post(await packLines(['a v=1 1'], { retention: 'raw', oldestMs: 1 }));
    expect(result).toMatchObject({
      kind: 'rejected',
      message: expect.stringContaining(
        '400 authorization failed for Basic [redacted] ([redacted] [redacted]',
      ),
    });
    expectNoSecret(JSON.stringify(result));

    const queueDir = await temporaryDir();
    const path = join(queueDir, 'rejected.lines');
    await writeFile(path, '# 2026-11-26T00:00:00.000Z raw 400 no\na v=1 1\n');
    const resent = await resendRejected({ queueDir, post });

    expectNoSecret(JSON.stringify(resent));
    const kept = await readFile(path, 'utf8');
    expect(kept).toContain('authorization failed for Basic [redacted]');
    expectNoSecret(kept);
  });

  test('does not come with the error of who makes users, also not their passwords', async () => {
    const url = await startHttpServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.once('end', () => {
        const query = `${body} ${new URL(request.url ?? '', 'http://localhost').searchParams.get('q')}`;
        const { authorization } = request.headers;
        if (request.url?.startsWith('/ping')) response.writeHead(204).end();
        else if (authorization === NOBODY && !query.includes('CREATE USER'))
          response.writeHead(403).end('{"error":"create admin user first"}');
        else
          response
            .writeHead(400)
            .end(JSON.stringify({ error: `${authorization}: ${query}, ${request.url}` }));
      });
    });
    const address = buildServerAddress({ url, database: 'camwatch' }, undefined);

    const error = await setUpUsers(
      {
        address: { ...address, username: 'admin', password: createSecret(ADMIN) },
        users: [{ username: 'grafana', password: createSecret(READER), right: 'READ' }],
        logger: pino({ level: 'silent' }),
      },
      running,
    ).catch((reason: unknown) => reason);

    expect(String(error)).toContain('CREATE USER');
    expect(String(error)).toContain('[redacted]');
    expectNoSecret(String(error));
  });
});
