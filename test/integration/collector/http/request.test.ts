import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { HttpRequest } from '#collector/http/render-request.ts';
import { createHttpClient } from '#collector/http/request.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { startHttpServer } from '#test/support/http.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { host, startTcpServer, unusedPort } from '#test/support/tcp.ts';
import { EXPIRED, ISSUED, SELF_SIGNED, type TestCertificate } from '#test/support/tls.ts';

const wanted = (port: number, more: Partial<HttpRequest> = {}): HttpRequest => ({
  address: host,
  port,
  transport: 'plain',
  method: 'GET',
  path: '/',
  maxBodyBytes: 1_000,
  ...more,
});
/** One question on a connection of its own. */
const request = (asked: HttpRequest, signal: AbortSignal) =>
  createHttpClient({ connections: 'one-each', signal }).request(asked);
const running = () => new AbortController().signal;
const portOf = (address: string) => Number(new URL(address).port);

/** Answers every connection with these bytes, and hangs up where told to. */
const startRawServer = (bytes: string | Buffer, thenEnd = true) =>
  startTcpServer((socket) => {
    socket.once('data', () => (thenEnd ? socket.end(bytes) : socket.write(bytes)));
  });

/** What the runner makes of it: the reason that a device would be judged by. */
async function reasonOf(port: number, more: Partial<HttpRequest> = {}, timeoutMs = 2_000) {
  const probe = async (_target: unknown, signal: AbortSignal) => {
    await request(wanted(port, more), signal);
    return { measurements: {} };
  };
  const prober = { mode: 'single' as const, concurrency: 1, probe };
  const [outcome] = await runProbes(prober, [{ address: host, timeoutMs }], running());
  return outcome?.ok ? 'ok' : { reason: outcome?.reason, detail: outcome?.detail };
}

describe('request', () => {
  test('sends what it is told to, and tells what came', async () => {
    const seen = vi.fn();
    const address = await startHttpServer((asked, answer) => {
      asked.setEncoding('utf8').on('data', (body) => seen(asked.method, asked.url, asked.headers, body));
      asked.on('end', () => answer.writeHead(207, { 'X-Test': 'a' }).end('chào'));
    });

    const answer = await request(
      wanted(portOf(address), { method: 'POST', path: '/a?b=1', headers: { 'X-Mine': '2' }, body: 'hello' }),
      running(),
    );

    expect(answer).toMatchObject({
      status: 207,
      statusLine: '207 Multi-Status',
      body: 'chào',
      challenges: [],
    });
    expect(answer.headers['x-test']).toBe('a');
    expect(answer.certificate).toBeUndefined();
    expect(seen).toHaveBeenCalledExactlyOnceWith(
      'POST',
      '/a?b=1',
      expect.objectContaining({
        'x-mine': '2',
        connection: 'close',
        'accept-encoding': 'identity',
        'content-length': '5',
        host: `127.0.0.1:${portOf(address)}`,
      }),
      'hello',
    );
  });

  test('times the connection and the answer apart', async () => {
    const address = await startHttpServer((_asked, answer) => answer.end());
    const beforeMs = performance.now();

    const { connectMs, responseMs, midpointMs } = await request(wanted(portOf(address)), running());

    const afterMs = performance.now();
    expect(connectMs).toBeGreaterThan(0);
    expect(responseMs).toBeGreaterThan(0);
    expect(connectMs + responseMs).toBeLessThanOrEqual(afterMs - beforeMs);
    expect(midpointMs).toBeGreaterThan(beforeMs + connectMs);
    expect(midpointMs).toBeLessThan(afterMs);
  });

  test('follows no redirect', async () => {
    const followed = vi.fn();
    const elsewhere = await startHttpServer((_asked, answer) => {
      followed();
      answer.end();
    });
    const address = await startHttpServer((_asked, answer) =>
      answer.writeHead(302, { Location: elsewhere }).end(),
    );

    const { status, headers } = await request(wanted(portOf(address)), running());

    expect({ status, location: headers.location }).toEqual({ status: 302, location: elsewhere });
    expect(followed).not.toHaveBeenCalled();
  });

  test('reads the challenges of several headers', async () => {
    const address = await startHttpServer((_asked, answer) =>
      answer
        .writeHead(401, {
          'WWW-Authenticate': ['Basic realm="c"', 'Digest realm="c", nonce="n", algorithm=SHA-256'],
        })
        .end(),
    );

    const { challenges } = await request(wanted(portOf(address)), running());

    expect(challenges.map(({ scheme }) => scheme)).toEqual(['digest', 'basic']);
  });

  test.each([
    ['lines that end in a mere LF', 'HTTP/1.1 200 OK\nContent-Length: 2\n\nok'],
    ['HTTP/1.0 and no length', 'HTTP/1.0 200 OK\r\n\r\nok'],
    [
      'a header with a letter of Latin-1',
      'HTTP/1.1 200 OK\r\nServer: Cam\xe9ra\r\nContent-Length: 2\r\n\r\nok',
    ],
  ])('bears with %s', async (_name, bytes) => {
    const port = await startRawServer(Buffer.from(bytes, 'latin1'));

    expect(await request(wanted(port), running())).toMatchObject({ status: 200, body: 'ok' });
  });
});

describe('a hostile or broken server ends in a reason', () => {
  const head = 'HTTP/1.1 200 OK\r\n';

  test.each([
    [
      'noise',
      Buffer.from([0, 255, 1, 254, 10, 13]),
      'malformed',
      /^expected an HTTP answer, got none: Parse Error/,
    ],
    [
      'headers without an end',
      `${head}${'X-Filler: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(2_000)}`,
      'oversized',
      'expected at most 16384 bytes of headers, got more',
    ],
    [
      'a body that is announced too long',
      `${head}Content-Length: 1001\r\n\r\n`,
      'oversized',
      'expected a body of at most 1000 bytes, got more',
    ],
    [
      'a body that is too long',
      `${head}Transfer-Encoding: chunked\r\n\r\n${'200\r\n'.padEnd(517, 'x')}\r\n`.repeat(1) +
        `${'200\r\n'.padEnd(517, 'x')}\r\n`.repeat(3),
      'oversized',
      'expected a body of at most 1000 bytes, got more',
    ],
    [
      'a compressed body',
      Buffer.concat([Buffer.from(`${head}Content-Encoding: gzip\r\n\r\n`), gzipSync('x'.repeat(1e6))]),
      'malformed',
      'expected a plain body, got a compressed one that was not asked for',
    ],
    ['a body that breaks off', `${head}Content-Length: 500\r\n\r\nabc`, 'reset', /aborted/],
    ['headers that break off', `${head}Content-Le`, 'reset', /socket hang up/],
    ['nothing at all', '', 'reset', /socket hang up/],
    [
      'another protocol',
      `${head.replace('200', '101')}Upgrade: x\r\nConnection: upgrade\r\n\r\n`,
      'malformed',
      'expected an HTTP answer, got another protocol',
    ],
  ])('%s', async (_name, bytes, reason, detail) => {
    const port = await startRawServer(bytes);

    expect(await reasonOf(port)).toEqual({
      reason,
      detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
    });
  });

  test.each([
    ['silence', ''],
    ['half a header', 'HTTP/1.1 200 OK\r\nX: '],
    ['interim answers and no other', 'HTTP/1.1 102 Processing\r\n\r\n'],
    ['a body that never ends', `${head}\r\nabc`],
  ])('%s is cut off at the deadline', async (_name, bytes) => {
    const hungUp = vi.fn();
    const port = await startTcpServer((socket) => {
      const drip = setInterval(() => socket.write(bytes.slice(-1)), 20);
      socket.resume().write(bytes);
      socket.once('close', () => {
        clearInterval(drip);
        hungUp();
      });
    });

    expect(await reasonOf(port, { maxBodyBytes: 1e6 }, 200)).toEqual({
      reason: 'timeout',
      detail: 'DeadlineError: no answer within 200ms',
    });
    await vi.waitFor(() => expect(hungUp).toHaveBeenCalled(), PATIENCE);
  });

  const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;
  test.each([
    [
      'interim answers (100)',
      '',
      'HTTP/1.1 100 Continue\r\n\r\n',
      'malformed',
      'expected an HTTP answer, got more than 16 interim ones',
    ],
    [
      'interim answers (102)',
      '',
      'HTTP/1.1 102 Processing\r\n\r\n',
      'malformed',
      'expected an HTTP answer, got more than 16 interim ones',
    ],
    [
      'blank lines before an answer',
      '',
      '\r\n',
      'oversized',
      'expected an answer of at most 8065536 bytes, got more',
    ],
    [
      'chunks that are nearly all extension',
      chunked,
      `1;a=${'x'.repeat(15_000)}\r\na\r\n`,
      'oversized',
      'expected an answer of at most 8065536 bytes, got more',
    ],
    [
      'chunks of one byte',
      chunked,
      '1\r\na\r\n',
      'oversized',
      'expected a body in at most 16384 pieces, got more',
    ],
  ])(
    '%s without an end are cut off long before the deadline',
    async (_name, start, message, reason, detail) => {
      const hungUp = vi.fn();
      const port = await startTcpServer((socket) => {
        const flood = () => {
          while (!socket.destroyed && socket.write(message.repeat(Math.ceil(65_536 / message.length))));
        };
        socket.once('close', hungUp).on('drain', flood);
        socket.once('data', () => {
          socket.write(start);
          flood();
        });
      });

      expect(await reasonOf(port, { maxBodyBytes: 2e6 }, 3_000)).toEqual({ reason, detail });
      await vi.waitFor(() => expect(hungUp).toHaveBeenCalled(), PATIENCE);
    },
  );

  test('a closed port is refused', async () => {
    expect(await reasonOf(await unusedPort())).toMatchObject({ reason: 'refused' });
  });
});

describe('with TLS', () => {
  async function startTls(certificate: TestCertificate, more: object = {}): Promise<number> {
    const server = createHttpsServer({ ...certificate, ...more }, (_asked, answer) => answer.end('ok'));
    // Handshakes that fail are what some of these tests are about.
    server.on('tlsClientError', () => undefined).listen(0, host);
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  }

  test.each([
    [
      'that vouches for itself',
      SELF_SIGNED,
      {
        subject: 'C=VN, O=camwatch tests, CN=camera.invalid',
        isSelfSigned: true,
        validToMs: Date.parse('2126-11-01T03:49:30Z'),
        sha256: '6f8c9b6424633f67f4d7877e071b2fb646b893dc799e776b70d2504bb4c9445c',
      },
    ],
    [
      'that is over',
      EXPIRED,
      {
        subject: 'CN=expired.invalid',
        isSelfSigned: true,
        validToMs: Date.parse('2020-01-01T00:00:00Z'),
        sha256: 'a16de5d258d501a1b010f535912bd975215887d7a8b020dc3a4a722009032361',
      },
    ],
    [
      'that another one signed',
      ISSUED,
      expect.objectContaining({ subject: 'CN=issued.invalid', isSelfSigned: false }),
    ],
  ])('takes and tells of a certificate %s', async (_name, certificate, expected) => {
    const port = await startTls(certificate);

    const answer = await request(wanted(port, { transport: 'tls' }), running());

    expect(answer).toMatchObject({ status: 200, body: 'ok' });
    expect(answer.certificate).toEqual(expected);
  });

  test('speaks the TLS of ten years ago', async () => {
    const port = await startTls(SELF_SIGNED, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });

    expect(await request(wanted(port, { transport: 'tls' }), running())).toMatchObject({ status: 200 });
  });

  test('a server without TLS is a failure of TLS', async () => {
    const port = portOf(await startHttpServer((_asked, answer) => answer.end()));

    expect(await reasonOf(port, { transport: 'tls' })).toEqual({
      reason: 'tls',
      detail: expect.stringMatching(/^TLS handshake failed: /),
    });
  });

  test('a server that has no cipher in common is a failure of TLS', async () => {
    const server = createTlsServer({ ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' });
    const open = new Set<Socket>();
    server
      .on('tlsClientError', () => undefined)
      .on('connection', (socket) => open.add(socket))
      .listen(0, host);
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of open) socket.destroy();
      server.close();
    });

    expect(await reasonOf((server.address() as AddressInfo).port, { transport: 'tls' })).toMatchObject({
      reason: 'tls',
    });
  });

  test('a peer that hangs up in the handshake is a failure of TLS', async () => {
    const port = await startTcpServer((socket) => socket.once('data', () => socket.destroy()));

    expect(await reasonOf(port, { transport: 'tls' })).toMatchObject({ reason: 'tls' });
  });

  test('a closed port is refused, and no failure of TLS', async () => {
    expect(await reasonOf(await unusedPort(), { transport: 'tls' })).toMatchObject({ reason: 'refused' });
  });
});

test('hangs up when it is done, and leaves nobody listening to the signal', async () => {
  const hungUp = vi.fn();
  const port = await startTcpServer((socket) => {
    socket.once('close', hungUp).once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok');
    });
  });
  const { signal } = new AbortController();
  const [add, remove] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];

  await request(wanted(port), signal);

  await vi.waitFor(() => expect(hungUp).toHaveBeenCalled(), PATIENCE);
  await vi.waitFor(() => expect(remove.mock.calls.length).toBe(add.mock.calls.length), PATIENCE);
});

describe('a client that keeps its connection', () => {
  const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  const keeping = () => createHttpClient({ connections: 'kept', signal: running() });

  /** Answers the questions of each connection with these, one after the other, and hangs up where there is no more. */
  async function startScript(...answers: readonly string[]) {
    const connected = vi.fn();
    const asked: string[] = [];
    const port = await startTcpServer((socket) => {
      connected();
      let place = 0;
      socket.on('data', (chunk) => {
        asked.push(chunk.toString());
        const answer = answers[place++];
        if (answer === undefined) socket.end();
        else socket.write(answer);
      });
    });
    return { port, asked, connected };
  }

  test('asks the next question on it', async () => {
    const { port, asked, connected } = await startScript(OK, OK);
    const client = keeping();

    const first = await client.request(wanted(port));
    const second = await client.request(wanted(port, { path: '/next' }));
    client.close();

    expect([first.body, second.body, second.connectMs]).toEqual(['ok', 'ok', expect.closeTo(0, 0)]);
    expect(connected).toHaveBeenCalledTimes(1);
    expect(asked.map((text) => text.split('\r\n')[0])).toEqual(['GET / HTTP/1.1', 'GET /next HTTP/1.1']);
    expect(asked[0]).toContain('Connection: keep-alive');
  });

  test.each([
    ['says that it closes it', OK.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')],
    ['speaks HTTP/1.0', OK.replace('1.1', '1.0')],
    ['sends more than its answer', `${OK}HTTP`],
  ])('takes another where the device %s', async (_name, answer) => {
    const { port, connected } = await startScript(answer, answer);
    const client = keeping();

    await client.request(wanted(port));
    await client.request(wanted(port));
    client.close();

    expect(connected).toHaveBeenCalledTimes(2);
  });

  test('asks anew, once, where the device hangs up in place of an answer', async () => {
    const { port, asked, connected } = await startScript(OK);
    const client = keeping();

    await client.request(wanted(port));
    const { body } = await client.request(wanted(port));
    client.close();

    expect(body).toBe('ok');
    expect([connected.mock.calls.length, asked.length]).toEqual([2, 3]);
  });

  test('hangs up on a device that speaks unasked, and asks anew', async () => {
    const hungUp = vi.fn();
    const connected = vi.fn();
    const port = await startTcpServer((socket) => {
      connected();
      socket.once('close', hungUp).on('data', () => {
        socket.write(OK);
        setTimeout(() => socket.destroyed || socket.write('HTTP/1.1 200 Mine\r\n'), 20);
      });
    });
    const client = keeping();
    await client.request(wanted(port));
    await vi.waitFor(() => expect(hungUp).toHaveBeenCalled(), PATIENCE);

    const { statusLine } = await client.request(wanted(port));
    client.close();

    expect(statusLine).toBe('200 OK');
    expect(connected).toHaveBeenCalledTimes(2);
  });

  test('tells of one that keeps it and answers nothing more', async () => {
    const onSilence = vi.fn();
    const { port } = await startScript(OK, '');
    const stop = new AbortController();
    const client = createHttpClient({ connections: 'kept', onSilence, signal: stop.signal });
    await client.request(wanted(port));

    const late = client.request(wanted(port));
    stop.abort(new Error('too late'));

    await expect(late).rejects.toThrow('too late');
    expect(onSilence).toHaveBeenCalledExactlyOnceWith();
  });
});
