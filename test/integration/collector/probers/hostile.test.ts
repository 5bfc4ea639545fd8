import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { startOnvifServer } from '#test/support/onvif.ts';
import { soap, timeAnswer } from '#test/support/onvif-answers.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { checkOf, loginOf, questionOf } from '#test/support/question.ts';
import { host, startTcpServer } from '#test/support/tcp.ts';

const check = checkOf({ indicator: 'service', prober: 'onvif' });

async function probe(port: number, depth: 'health' | 'details' = 'health', timeoutMs = 1_500) {
  const question = questionOf(check, { depth, credentials: loginOf('viewer', 's3cret') });
  const target = { address: host, port, timeoutMs, question };
  const prober = createOnvifProber({ concurrency: 1, nowMs: Date.now });
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return { outcome, trace: question.steps.map(({ text }) => text).join('\n') };
}

const head = (more: string) => `HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n${more}\r\n`;
const whole = (body: string) => `${head(`Content-Length: ${Buffer.byteLength(body)}\r\n`)}${body}`;
const BILLION =
  `<!DOCTYPE a [<!ENTITY b "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY b${at} "${'&b;'.repeat(10)}">`).join('')}]>` +
  soap('<GetSystemDateAndTimeResponse>&b8;</GetSystemDateAndTimeResponse>');

test.each([
  ['a bomb of entities', whole(BILLION), 'malformed'],
  ['an entity from outside', whole(`<!DOCTYPE a SYSTEM "file:///etc/passwd">${soap('<a/>')}`), 'malformed'],
  ['a depth of thousands', whole(soap('<a>'.repeat(20_000))), 'malformed'],
  ['half an envelope', whole(soap(timeAnswer(0)).slice(0, 200)), 'malformed'],
  ['noise', Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 37) % 256)), 'malformed'],
  ['noise in a good frame', whole('\u0000\u0001\u0002<<<>>>&&&'), 'malformed'],
  ['a good answer of another type that is a page', whole('<html><form>login</form></html>'), 'malformed'],
  ['an answer to another question', whole(soap('<GetUsersResponse/>')), 'malformed'],
  ['more than a time needs', whole(soap(`${timeAnswer(0)}${' '.repeat(70_000)}`)), 'oversized'],
  [
    'compressed blanks',
    Buffer.concat([Buffer.from(head('Content-Encoding: gzip\r\n')), gzipSync(' '.repeat(50_000_000))]),
    'malformed',
  ],
  ['headers without an end', `HTTP/1.1 200 OK\r\n${`X: ${'y'.repeat(1_000)}\r\n`.repeat(40)}`, 'oversized'],
  ['a body that breaks off', `${head('Content-Length: 900\r\n')}<s:Envelope>`, 'reset'],
])('%s ends in a reason', async (_name, bytes, reason) => {
  const port = await startTcpServer((socket) => socket.once('data', () => socket.end(bytes)));

  expect((await probe(port)).outcome).toMatchObject({ ok: false, reason });
});

test('blanks without an end are oversized, and the connection is let go', async () => {
  const hungUp = vi.fn();
  const port = await startTcpServer((socket) => {
    socket.once('close', hungUp).once('data', () => socket.write(head('')));
    const flood = () => {
      while (!socket.destroyed && socket.write(' '.repeat(10_000)));
    };
    socket.on('data', flood).on('drain', flood);
  });

  expect((await probe(port)).outcome).toMatchObject({ ok: false, reason: 'oversized' });
  await vi.waitFor(() => expect(hungUp).toHaveBeenCalled(), PATIENCE);
});

test('a byte every now and then is cut off at the deadline', async () => {
  const port = await startTcpServer((socket) => {
    socket.once('data', () => socket.write(head('')));
    const drip = setInterval(() => socket.write(' '), 10);
    socket.once('close', () => clearInterval(drip));
  });

  expect((await probe(port, 'health', 200)).outcome).toMatchObject({ ok: false, reason: 'timeout' });
});

test.each([
  ['realm', `401 Unauthorized\r\nWWW-Authenticate: Digest realm="a\u001b[2Jb", nonce="n"`],
  ['redirect', '302 Found\r\nLocation: http://admin:s3cret@cam/\u001b[2J'],
])('a %s in a header reaches nobody’s terminal as it came', async (_what, line) => {
  const answer = `HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`;
  const port = await startTcpServer((socket) => socket.once('data', () => socket.end(answer)));

  const { outcome, trace } = await probe(port);

  expect(JSON.stringify([trace, outcome])).not.toMatch(/\\u001b|s3cret/);
});

test('only lists may be long: of other questions a recorder is asked a hundred', async () => {
  const long = ' '.repeat(70_000);
  const server = await startOnvifServer(({ operation }) =>
    operation === 'GetSystemDateAndTime'
      ? timeAnswer(Date.now())
      : `<${operation}Response>${long}</${operation}Response>`,
  );

  const { outcome, trace } = await probe(server.port, 'details');

  expect(outcome).toMatchObject({ ok: true });
  expect(trace).toContain('identity is not known: expected a body of at most 65536 bytes, got more');
});

test('a device that names services elsewhere is asked itself, and nobody else is', async () => {
  const elsewhere = vi.fn();
  const other = await startTcpServer(elsewhere);
  const service = (name: string, address: string) =>
    `<Service><Namespace>http://www.onvif.org/ver10/${name}/wsdl</Namespace><XAddr>${address}</XAddr></Service>`;
  const server = await startOnvifServer(({ operation }) => {
    if (operation === 'GetSystemDateAndTime') return timeAnswer(Date.now());
    if (operation === 'GetServices') {
      return `<GetServicesResponse>${service('device', `http://${host}:1/`)}${service('media', `http://${host}:${other}/onvif/m`)}</GetServicesResponse>`;
    }
    return { status: 302, headers: { Location: `http://${host}:${other}/` } };
  });

  await probe(server.port, 'details');

  expect(server.asked.map(({ operation, path }) => [operation, path])).toContainEqual([
    'GetProfiles',
    '/onvif/m',
  ]);
  expect(elsewhere).not.toHaveBeenCalled();
});

test.each(['GetServices', 'GetCapabilities'])(
  'a device that passes on the nonce of another gets no signature by %s for what it names',
  async (list) => {
    const path = '/axis-cgi/restart.cgi?x=1';
    const address = `http://${host}${path}`;
    const server = await startOnvifServer(({ operation, signed }) => {
      if (operation === 'GetSystemDateAndTime') return timeAnswer(Date.now());
      if (signed === 'not') {
        return {
          status: 401,
          headers: { 'WWW-Authenticate': 'Digest realm="victim", nonce="of the victim"' },
        };
      }
      if (operation !== list) return { status: 400 };
      return list === 'GetServices'
        ? `<GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>${address}</XAddr></Service></GetServicesResponse>`
        : `<GetCapabilitiesResponse><Capabilities><Media><XAddr>${address}</XAddr></Media></Capabilities></GetCapabilitiesResponse>`;
    });

    const { trace } = await probe(server.port, 'details');

    const signed = server.asked.flatMap(({ operation, headers }) => {
      const [, uri] = / uri="([^"]*)"/.exec(headers.authorization ?? '') ?? [];
      return uri === undefined ? [] : [`${operation} ${uri}`];
    });
    expect(signed).toContain('GetProfiles /onvif/device_service');
    expect(new Set(signed.map((line) => line.split(' ')[1]))).toEqual(new Set(['/onvif/device_service']));
    expect(trace).toContain(
      `media is asked at /onvif/device_service: ${path} is no path of an ONVIF service`,
    );
  },
);

test('text of a device reaches report and trace clean and short', async () => {
  const server = await startOnvifServer(({ operation }) =>
    operation === 'GetDeviceInformation'
      ? `<GetDeviceInformationResponse><Model>&#27;[31m red\u202e ${'x'.repeat(5_000)}</Model></GetDeviceInformationResponse>`
      : operation === 'GetSystemDateAndTime'
        ? timeAnswer(Date.now())
        : {
            status: 500,
            body: soap(`<Fault><Reason><Text>a&#10;b ${'y'.repeat(5_000)}</Text></Reason></Fault>`),
          },
  );

  const { outcome, trace } = await probe(server.port, 'details');

  const { model = '' } = outcome?.report?.identity ?? {};
  expect(model).toMatch(/^\[31m red x+$/);
  expect(model.length).toBeLessThanOrEqual(200);
  expect(Math.max(...trace.split('\n').map((line) => line.length))).toBeLessThan(500);
});

test('a device that repeats what it got does not bring our password anywhere', async () => {
  const server = await startOnvifServer(({ body, headers }) => ({
    status: 401,
    headers: { 'WWW-Authenticate': 'Basic realm="give it to me"' },
    body: `${body}${JSON.stringify(headers)}`,
  }));

  const { outcome, trace } = await probe(server.port, 'details');

  expect(outcome).toMatchObject({ ok: false, reason: 'cleartext-login' });
  expect(JSON.stringify([outcome, trace, server.asked])).not.toContain('s3cret');
  expect(JSON.stringify(server.asked)).not.toContain(Buffer.from('viewer:s3cret').toString('base64'));
});
