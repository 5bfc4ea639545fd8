import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { createRtspProber } from '#collector/probers/rtsp.ts';
import type { Question } from '#collector/probing/prober.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Credentials } from '#core/domain/credentials.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { checkOf, loginOf, questionOf } from '#test/support/question.ts';
import {
  type Answering,
  described,
  ok,
  rtpFrame,
  type ScriptedServer,
  SDP,
  startRtspServer,
  status,
  wellBehaved,
} from '#test/support/rtsp.ts';
import { host, startTcpServer, unusedPort } from '#test/support/tcp.ts';
import { ISSUED, ISSUED_PIN, SELF_SIGNED, SELF_SIGNED_PIN, type TestCertificate } from '#test/support/tls.ts';

interface Asking extends Partial<Pick<Question, 'depth'>> {
  readonly check?: Partial<Check>;
  readonly credentials?: Credentials;
  readonly device?: Partial<Device>;
  readonly timeoutMs?: number;
  readonly makersPath?: string;
  readonly learntPath?: string;
  readonly isPortFixed?: true;
}

async function probe(
  port: number,
  { check, timeoutMs = 2_000, makersPath, learntPath, isPortFixed, ...asking }: Asking = {},
) {
  const question = questionOf(checkOf({ indicator: 'stream', prober: 'rtsp', ...check }), asking);
  const prober = createRtspProber({
    concurrency: 5,
    defaultPath: () => makersPath,
    learntPath: () => learntPath,
  });
  const target = { address: host, port, timeoutMs, question, ...(isPortFixed && { isPortFixed }) };
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return { outcome, steps: question.steps.map(({ kind, text }) => `${kind} ${text}`) };
}

const askedOf = (server: { asked: readonly { method: string; url: string }[] }) =>
  server.asked.map(({ method, url }) => `${method} ${url}`);

describe('a stream', () => {
  test('is up with its first packet, and is left politely', async () => {
    const server = await startRtspServer(wellBehaved());
    const base = `rtsp://${host}:${server.port}`;

    const { outcome } = await probe(server.port, { check: { path: '/live?channel=1&subtype=0' } });

    expect(outcome).toMatchObject({
      ok: true,
      report: {
        access: { protocol: 'rtsp', weakness: 'no-password' },
        streams: [
          {
            id: '/live?channel=1&subtype=0',
            codec: 'H264',
            width: 1920,
            height: 1080,
            framesPerSecond: 25,
            bitsPerSecond: 4_096_000,
          },
        ],
      },
    });
    expect(Object.keys(outcome?.measurements ?? {})).toEqual(['connectMs', 'describeMs', 'firstPacketMs']);
    expect(askedOf(server)).toEqual([
      `OPTIONS ${base}/live?channel=1&subtype=0`,
      `DESCRIBE ${base}/live?channel=1&subtype=0`,
      `SETUP ${base}/live?channel=1&subtype=0/trackID=2`,
      `PLAY ${base}/live?channel=1&subtype=0`,
      `TEARDOWN ${base}/live?channel=1&subtype=0`,
    ]);
    await vi.waitFor(() => expect(server.openSockets()).toBe(0), PATIENCE);
  });

  test('is measured for as long as the check says', async () => {
    const server = await startRtspServer(
      wellBehaved({
        PLAY: ({ headers }, socket) => {
          let sequence = 65_530;
          const timer = setInterval(() => {
            // Every tenth packet is missing, also where the numbers begin anew.
            if (++sequence % 10 !== 0) socket.write(rtpFrame(sequence, { payload: 'x'.repeat(988) }));
          }, 5);
          socket.once('close', () => clearInterval(timer));
          return ok('Session: 1a2b').replace('{cseq}', headers.get('cseq') ?? '');
        },
      }),
    );

    const { outcome } = await probe(server.port, { check: { playMs: 600 } });

    const measured = outcome?.measurements;
    expect(outcome?.ok).toBe(true);
    expect(measured?.packetsPerSecond).toBeGreaterThan(20);
    expect((measured?.bitsPerSecond ?? 0) / (measured?.packetsPerSecond ?? 1)).toBeCloseTo(8_000);
    expect(measured?.rtpLossRatio).toBeGreaterThan(0.05);
    expect(measured?.rtpLossRatio).toBeLessThan(0.15);
  });

  test('counts though the device sends before it answers PLAY, on a channel of its choice', async () => {
    const server = await startRtspServer(
      wellBehaved({
        SETUP: () => ok('Session: 9', 'Transport: RTP/AVP/TCP;unicast;interleaved=4-5'),
        PLAY: ({ headers }, socket) => {
          socket.write(Buffer.concat([rtpFrame(7, { channel: 5 }), rtpFrame(8, { channel: 4 })]));
          return `\r\n${ok()}`.replace('{cseq}', headers.get('cseq') ?? '');
        },
      }),
    );

    expect((await probe(server.port)).outcome).toMatchObject({ ok: true });
  });

  test('is asked for at the path that the description says, and never in the name of another host', async () => {
    const sdp = SDP.replace('a=control:*', 'a=control:rtsp://admin:secret@10.9.8.7/whole').replace(
      'trackID=2',
      'rtsp://10.9.8.7:554/track/2',
    );
    const server = await startRtspServer(
      wellBehaved({
        DESCRIBE: () =>
          ok(`Content-Length: ${sdp.length}`, 'Content-Base: rtsp://10.9.8.7/base/').concat(sdp),
      }),
    );

    await probe(server.port, { makersPath: '/of-the-maker' });

    const device = `rtsp://${host}:${server.port}`;
    expect(askedOf(server).slice(1)).toEqual([
      `DESCRIBE ${device}/of-the-maker`,
      `SETUP ${device}/track/2`,
      `PLAY ${device}/whole`,
      `TEARDOWN ${device}/whole`,
    ]);
  });

  test.each(['Content-Base', 'Content-Location'])(
    'is signed for the device that was asked, whomever its %s names: another one with the same password would take it',
    async (header) => {
      const described = ok(
        `Content-Length: ${SDP.length}`,
        `${header}: rtsp://10.9.8.7:8554/live/?channel=1`,
      ).concat(SDP);
      const answering = asksForDigest();
      const server = await startRtspServer(
        wellBehaved({
          DESCRIBE: (request, socket) =>
            request.headers.has('authorization') ? described : answering(request, socket),
        }),
      );

      await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

      const signed = server.asked.flatMap(({ method, headers }) => {
        const [, uri] = / uri="([^"]*)"/.exec(headers.get('authorization') ?? '') ?? [];
        return uri === undefined ? [] : [`${method} ${uri}`];
      });
      const device = `rtsp://${host}:${server.port}`;
      expect(signed).toEqual([
        `DESCRIBE ${device}/`,
        `SETUP ${device}/live/?channel=1/trackID=2`,
        `PLAY ${device}/live/?channel=1`,
        `TEARDOWN ${device}/live/?channel=1`,
      ]);
    },
  );

  test('is asked for at the path of the check, else the one the device names, else the one of its maker', async () => {
    const server = await startRtspServer(wellBehaved());
    const paths = { makersPath: '/maker', learntPath: '/learnt' };

    await probe(server.port, { ...paths, check: { path: '/named' } });
    await probe(server.port, paths);
    await probe(server.port, { makersPath: '/maker' });
    await probe(server.port);

    const described = server.asked.filter(({ method }) => method === 'DESCRIBE');
    expect(described.map(({ url }) => new URL(url).pathname)).toEqual(['/named', '/learnt', '/maker', '/']);
  });

  test.each([
    [
      { learntPath: '/gone' },
      'no-media',
      'DESCRIBE was answered 404 Not Found: the device has no stream at /gone; correct the path of the check',
    ],
    [
      { makersPath: '/guess' },
      'internal',
      'no stream at /guess, which is a guess: name the path in the profile (DESCRIBE was answered 404 Not Found: the device has no stream at /guess; correct the path of the check)',
    ],
  ])(
    'that is not there is blamed on the device only where the path is no guess: %j',
    async (paths, reason, detail) => {
      const server = await startRtspServer(wellBehaved({ DESCRIBE: () => status(404, 'Not Found') }));

      expect((await probe(server.port, paths)).outcome).toEqual(
        expect.objectContaining({ ok: false, reason, detail }),
      );
    },
  );

  test('is played over TLS, and the certificate is told of', async () => {
    const server = await startRtspServer(wellBehaved(), SELF_SIGNED);

    const { outcome } = await probe(server.port, { check: { transport: 'tls' } });

    expect(outcome).toMatchObject({
      ok: true,
      report: {
        certificate: { subject: 'C=VN, O=camwatch tests, CN=camera.invalid', isSelfSigned: true },
      },
    });
    expect(server.asked[0]?.url).toBe(`rtsps://${host}:${server.port}/`);
  });

  test('tells each step in one line, and no secret', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: asksForDigest() }));

    const { steps } = await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

    expect(steps.slice(1, 8)).toEqual([
      `sent OPTIONS rtsp://${host}:${server.port}/`,
      'received 200 OK, OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN',
      `sent DESCRIBE rtsp://${host}:${server.port}/`,
      'received 401 Unauthorized, Basic realm="cam", Digest realm="cam", qop="auth"',
      `sent DESCRIBE rtsp://${host}:${server.port}/, with login`,
      'received 200 OK',
      'noted tracks: audio; video H264 1920×1080 25/s 4096 kbit/s',
    ]);
    expect(steps).toContain('received 200 OK, session 1a2b;timeout=60, RTP/AVP/TCP;unicast;interleaved=0-1');
    expect(steps.every((step) => !/[\r\n]|s3cret|n0nce/.test(step))).toBe(true);
  });
});

/** Digest by the algorithm of RFC 2617, worked out here once more. */
function asksForDigest(password = 's3cret'): Answering {
  return ({ method, url, headers }) => {
    const sent = headers.get('authorization');
    if (sent === undefined) {
      const basic = 'WWW-Authenticate: Basic realm="cam"';
      const digest = 'WWW-Authenticate: Digest realm="cam", nonce="n0nce", qop="auth"';
      return status(401, 'Unauthorized', basic, digest);
    }
    const field = (name: string) => new RegExp(`\\b${name}="?([^",]+)`).exec(sent)?.[1] ?? '';
    const md5 = (...parts: readonly string[]) => createHash('md5').update(parts.join(':')).digest('hex');
    const expected = md5(
      md5('viewer', 'cam', password),
      'n0nce',
      field('nc'),
      field('cnonce'),
      'auth',
      md5(method, url),
    );
    return field('response') === expected ? described() : status(403, 'Forbidden');
  };
}

describe('a login', () => {
  test('is sent only when it is asked for, by the strongest way that is offered', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: asksForDigest() }));

    const { outcome } = await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

    expect(outcome).toMatchObject({ ok: true, report: { access: { protocol: 'rtsp' } } });
    expect(outcome?.report?.access?.weakness).toBeUndefined();
    expect(
      server.asked.filter(({ headers }) => headers.has('authorization')).map(({ method }) => method),
    ).toEqual(['DESCRIBE', 'SETUP', 'PLAY', 'TEARDOWN']);
  });

  const refusing = (...lines: readonly string[]): Answering => {
    let count = 0;
    return () => status(401, 'Unauthorized', ...lines.map((line) => line.replace('#', String(++count))));
  };

  test.each([
    ['Digest realm="cam", nonce="always"', 1],
    ['Digest realm="cam", nonce="n#"', 1],
    // The first time that a device calls a nonce stale it may be true.
    ['Digest realm="cam", nonce="n#", stale=true', 2],
  ])('that is wrong is never tried again: %s', async (challenge, logins) => {
    const server = await startRtspServer(
      wellBehaved({ DESCRIBE: refusing(`WWW-Authenticate: ${challenge}`) }),
    );

    const { outcome } = await probe(server.port, { credentials: loginOf('viewer', 'wrong') });

    expect(outcome).toMatchObject({ ok: false, reason: 'credentials' });
    expect(outcome).toHaveProperty(
      'detail',
      expect.stringContaining('401 Unauthorized: the device refuses the login'),
    );
    expect(server.asked.filter(({ headers }) => headers.has('authorization'))).toHaveLength(logins);
  });

  test('by digest never becomes one in clear, whatever the device asks for once it was accepted', async () => {
    const server = await startRtspServer(
      wellBehaved({
        DESCRIBE: asksForDigest(),
        SETUP: () => status(401, 'Unauthorized', 'WWW-Authenticate: Basic realm="cam"'),
      }),
    );

    const { outcome } = await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

    expect(outcome).toMatchObject({ ok: false, reason: 'cleartext-login' });
    const sent = server.asked.flatMap(({ headers }) => headers.get('authorization') ?? []);
    expect(sent.filter((value) => !value.startsWith('Digest '))).toEqual([]);
  });

  const asksForPassword = () => wellBehaved({ DESCRIBE: wantsBasic });
  const wantsBasic: Answering = ({ headers }) =>
    headers.get('authorization') === `Basic ${btoa('viewer:s3cret')}`
      ? described()
      : status(401, 'Unauthorized', 'WWW-Authenticate: Basic realm="cam"');
  const allowed = (...cleartextTo: readonly string[]): Credentials => ({
    login: { user: 'viewer', password: createSecret('s3cret'), cleartextTo },
  });
  const loginsOf = (server: Pick<ScriptedServer, 'asked'>) =>
    server.asked.flatMap(({ headers }) => headers.get('authorization') ?? []);

  test.each<[string, Asking, TestCertificate | undefined]>([
    ['without TLS', { credentials: allowed('cam-2') }, undefined],
    ['by TLS to whoever answers', { check: { transport: 'tls' }, credentials: allowed() }, SELF_SIGNED],
    ['without TLS, where its key is pinned', { device: { tlsPins: [SELF_SIGNED_PIN] } }, undefined],
  ])('in clear is not given %s', async (_name, asking, certificate) => {
    const server = await startRtspServer(asksForPassword(), certificate);

    const { outcome } = await probe(server.port, { credentials: allowed(), ...asking });

    expect(outcome).toMatchObject({
      ok: false,
      reason: 'cleartext-login',
      detail:
        '401 Unauthorized: the device asks for the password in clear (Basic), which it does not get: it has no pinned key, and is not allowed it by name',
    });
    expect(loginsOf(server)).toEqual([]);
  });

  test('in clear is given by name, and found', async () => {
    const server = await startRtspServer(asksForPassword());

    const { outcome } = await probe(server.port, { credentials: allowed('cam-2', 'cam-1') });

    expect(outcome).toMatchObject({ ok: true, report: { access: { weakness: 'cleartext-login' } } });
    expect(new Set(loginsOf(server))).toEqual(new Set([`Basic ${btoa('viewer:s3cret')}`]));
  });

  test('in clear is given by TLS to the pinned key', async () => {
    const server = await startRtspServer(asksForPassword(), SELF_SIGNED);

    const { outcome } = await probe(server.port, {
      check: { transport: 'tls' },
      credentials: allowed(),
      device: { tlsPins: [ISSUED_PIN, SELF_SIGNED_PIN] },
    });

    expect(outcome).toMatchObject({
      ok: true,
      report: { access: { protocol: 'rtsp' }, tlsPin: SELF_SIGNED_PIN },
    });
    expect(outcome?.report?.access?.weakness).toBeUndefined();
  });

  test('that is wrong in clear is never tried again', async () => {
    const server = await startRtspServer(asksForPassword());
    const wrong = { login: { user: 'viewer', password: createSecret('wrong'), cleartextTo: ['cam-1'] } };

    const { outcome } = await probe(server.port, { credentials: wrong });

    expect(outcome).toMatchObject({ ok: false, reason: 'credentials' });
    expect(loginsOf(server)).toHaveLength(1);
  });

  test('is not asked for a digest where the key is not the pinned one: nothing is asked at all', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: asksForDigest() }), ISSUED);

    const { outcome } = await probe(server.port, {
      check: { transport: 'tls' },
      credentials: loginOf('viewer', 's3cret'),
      device: { tlsPins: [SELF_SIGNED_PIN] },
    });

    expect(outcome).toEqual({
      ok: false,
      reason: 'pin-mismatch',
      detail: `it shows the key ${ISSUED_PIN} by TLS, which is not the pinned one (tls_pin): nothing was asked`,
    });
    expect(server.asked).toEqual([]);
  });

  test('is renewed where the device wants a new nonce for each request', async () => {
    let nonce = 0;
    const perRequest =
      (granted: Answering): Answering =>
      (request, socket) => {
        const sent = /nonce="(\d+)"/.exec(request.headers.get('authorization') ?? '')?.[1];
        if (sent === String(nonce)) return granted(request, socket);
        return status(401, 'Unauthorized', `WWW-Authenticate: Digest realm="cam", nonce="${++nonce}"`);
      };
    const once = wellBehaved();
    const server = await startRtspServer((request, socket) => {
      const answer = request.method === 'OPTIONS' ? once(request, socket) : perRequest(once)(request, socket);
      if (request.method === 'DESCRIBE' && request.headers.has('authorization')) nonce++;
      return answer;
    });

    const { outcome } = await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

    expect(outcome).toMatchObject({ ok: true });
  });

  test('that is asked for and missing is said to be missing', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: asksForDigest() }));

    expect((await probe(server.port)).outcome).toMatchObject({
      ok: false,
      reason: 'credentials',
      detail: '401 Unauthorized: the device asks for a login (Digest md5, realm "cam"), and none is given',
    });
  });

  test('is sent again on a new connection where the device hangs up after 401', async () => {
    const digest = asksForDigest();
    const server = await startRtspServer(
      wellBehaved({
        DESCRIBE: (request, socket) => {
          const answer = digest(request, socket);
          if (request.headers.has('authorization')) return answer;
          socket.end(String(answer).replace('{cseq}', request.headers.get('cseq') ?? ''));
          return undefined;
        },
      }),
    );

    const { outcome } = await probe(server.port, { credentials: loginOf('viewer', 's3cret') });

    expect(outcome).toMatchObject({ ok: true });
  });
});

describe('a refusal', () => {
  test.each([
    [
      'DESCRIBE',
      403,
      'Forbidden',
      'denied',
      'DESCRIBE was answered 403 Forbidden: the login may not see this stream',
    ],
    [
      'DESCRIBE',
      404,
      'Not Found',
      'no-media',
      'DESCRIBE was answered 404 Not Found: the device has no stream at /live; correct the path of the check',
    ],
    [
      'SETUP',
      461,
      'Unsupported Transport',
      'unsupported',
      'SETUP was answered 461 Unsupported Transport: the device does not send RTP over TCP',
    ],
    [
      'SETUP',
      453,
      'Not Enough Bandwidth',
      'busy',
      'SETUP was answered 453 Not Enough Bandwidth: the device has no bandwidth for another viewer',
    ],
    [
      'PLAY',
      455,
      'Method Not Valid',
      'unsupported',
      'PLAY was answered 455 Method Not Valid: the device does not do this at /live',
    ],
    ['PLAY', 500, 'Internal Server Error', 'device-error', 'PLAY was answered 500 Internal Server Error'],
    [
      'DESCRIBE',
      503,
      'Service Unavailable',
      'busy',
      'DESCRIBE was answered 503 Service Unavailable: asked twice',
    ],
    ['DESCRIBE', 299, '', 'malformed', 'expected a description (SDP) with a medium, got ""'],
    ['DESCRIBE', 100, 'Continue', 'malformed', 'DESCRIBE was answered 100 Continue'],
  ])('of %s with %i %s is told as such', async (method, code, phrase, reason, detail) => {
    const server = await startRtspServer(wellBehaved({ [method]: () => status(code, phrase) }));

    const { outcome } = await probe(server.port, { check: { path: '/live' } });

    expect(outcome).toMatchObject({ ok: false, reason, detail });
  });

  test('with 503 is no refusal when the second try is granted', async () => {
    let count = 0;
    const busy = () => (++count === 1 ? status(503, 'Service Unavailable') : described());
    const server = await startRtspServer(wellBehaved({ DESCRIBE: busy }));

    expect((await probe(server.port)).outcome).toMatchObject({ ok: true });
  });

  test('of OPTIONS says nothing of the stream', async () => {
    const server = await startRtspServer(wellBehaved({ OPTIONS: () => status(501, 'Not Implemented') }));

    expect((await probe(server.port)).outcome).toMatchObject({ ok: true });
  });
});

describe('a redirect', () => {
  test('to the same device is followed, to its other port as well', async () => {
    const second = await startRtspServer(wellBehaved());
    const first = await startRtspServer(
      wellBehaved({
        DESCRIBE: () => status(302, 'Found', `Location: rtsp://u:p@${host}:${second.port}/moved`),
      }),
    );

    expect((await probe(first.port)).outcome).toMatchObject({ ok: true });
    expect(second.asked[0]).toMatchObject({ method: 'DESCRIBE', url: `rtsp://${host}:${second.port}/moved` });
  });

  test.each([
    [
      'rtsp://127.0.0.2/elsewhere',
      'DESCRIBE was answered 302: the device sends us elsewhere, to rtsp://127.0.0.2/elsewhere',
    ],
    [
      `rtsps://${host}/tls`,
      `DESCRIBE was answered 302: the device sends us elsewhere, to rtsps://${host}/tls`,
    ],
    [`http://${host}/`, 'DESCRIBE was answered 302 without an address to go to'],
    // A port that there is not would be a failure of ours, which nobody judges.
    [`rtsp://${host}:70000/`, 'DESCRIBE was answered 302 without an address to go to'],
    ['', 'DESCRIBE was answered 302 without an address to go to'],
  ])('to %j is not', async (location, detail) => {
    const server = await startRtspServer(
      wellBehaved({ DESCRIBE: () => status(302, 'Found', `Location: ${location}`) }),
    );

    expect((await probe(server.port)).outcome).toMatchObject({ ok: false, reason: 'mismatch', detail });
  });

  test('to another port is not where other devices have the address: their picture is not this one’s', async () => {
    const neighbour = await startRtspServer(wellBehaved());
    const server = await startRtspServer(
      wellBehaved({
        DESCRIBE: () => status(302, 'Found', `Location: rtsp://${host}:${neighbour.port}/stream1`),
      }),
    );

    expect((await probe(server.port, { isPortFixed: true })).outcome).toMatchObject({
      ok: false,
      reason: 'mismatch',
      detail: `DESCRIBE was answered 302: the device sends us to port ${neighbour.port}, where other devices of this address may be`,
    });
    expect(neighbour.asked).toEqual([]);
  });

  test('in circles ends after two', async () => {
    const server = await startRtspServer((request, socket) =>
      request.method === 'DESCRIBE'
        ? status(301, 'Moved', `Location: rtsp://${host}:${server.port}/again`)
        : wellBehaved()(request, socket),
    );

    expect((await probe(server.port)).outcome).toMatchObject({
      reason: 'mismatch',
      detail: 'DESCRIBE was answered 301: the device sends us in circles',
    });
    expect(server.asked.filter(({ method }) => method === 'DESCRIBE')).toHaveLength(3);
  });
});

describe('a hostile or broken device', () => {
  const writing =
    (chunks: () => Buffer, everyMs = 0): Answering =>
    (_request, socket) => {
      const timer = setInterval(() => socket.write(chunks()), everyMs);
      socket.once('close', () => clearInterval(timer));
      return undefined;
    };

  /** As much as the line takes, without end. */
  const flooding =
    (message: Buffer): Answering =>
    (_request, socket) => {
      const chunk = Buffer.concat(Array.from({ length: Math.ceil(65_536 / message.length) }, () => message));
      const flood = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', flood);
      flood();
      return undefined;
    };

  const granting =
    (then: Answering): Answering =>
    (request, socket) => {
      socket.write(ok('Session: 1a2b').replace('{cseq}', request.headers.get('cseq') ?? ''));
      return then(request, socket);
    };

  test.each<[string, Partial<Record<string, Answering>>, string, string]>([
    [
      'grants PLAY and stays silent',
      { PLAY: () => ok() },
      'no-media',
      'PLAY was granted, and no packet came within',
    ],
    [
      'sends frames that are no RTP',
      {
        PLAY: ({ headers }, socket) => {
          const cseq = headers.get('cseq') ?? '';
          socket.write(ok().replace('{cseq}', cseq));
          return Buffer.concat([
            rtpFrame(1, { first: 0x40 }),
            rtpFrame(2, { payload: '' }),
            Buffer.from('$\0\0\0', 'latin1'),
          ]);
        },
      },
      'malformed',
      'PLAY was granted, and 3 frames came of which none is RTP video',
    ],
    [
      'describes no video',
      { DESCRIBE: () => ok('Content-Length: 26').concat('v=0\r\nm=audio 0 RTP/AVP 0\r\n') },
      'no-media',
      'the stream at / has no video',
    ],
    [
      'answers another request',
      { DESCRIBE: () => described().replace('{cseq}', '77') },
      'mismatch',
      'expected the answer to request 2, got one to "77"',
    ],
    [
      'answers twice',
      { DESCRIBE: () => `${described()}${described()}` },
      'mismatch',
      'expected no answer, got 200',
    ],
    [
      'speaks HTTP',
      { OPTIONS: () => 'HTTP/1.0 400 Bad Request\r\n\r\n' },
      'malformed',
      'expected an answer of RTSP/1.0, got "HTTP/1.0 400 Bad Request"',
    ],
    [
      'sends noise',
      { DESCRIBE: () => Buffer.from([0xde, 0xad, 0xbe, 0xef]) },
      'malformed',
      'expected an answer of RTSP/1.0, got',
    ],
    [
      'sends headers without end',
      {
        DESCRIBE: (request, socket) => {
          socket.write('RTSP/1.0 200 OK\r\n');
          return writing(() => Buffer.from('X: y\r\n'.repeat(500)))(request, socket);
        },
      },
      'oversized',
      'expected at most 16384 bytes of headers, got more',
    ],
    [
      'announces a body without end',
      { DESCRIBE: () => ok('Content-Length: 4000000000') },
      'oversized',
      'expected a body of at most 65536 bytes, got 4000000000',
    ],
    [
      'floods us with frames instead of an answer',
      { DESCRIBE: flooding(rtpFrame(1, { channel: 9, payload: 'x'.repeat(9_000) })) },
      'oversized',
      'expected at most 262144 bytes before PLAY, got more',
    ],
    [
      'floods us with requests instead of an answer',
      { OPTIONS: flooding(Buffer.from('A * RTSP/1.0\n\n')) },
      'malformed',
      'expected an answer, got more than 16 requests of the device',
    ],
    [
      'floods us with frames of another channel where we wait for the picture',
      { PLAY: granting(flooding(rtpFrame(1, { channel: 9, payload: 'x'.repeat(9_000) }))) },
      'oversized',
      'expected at most 16000000 bytes, got more',
    ],
    [
      'floods us with empty frames where we wait for the picture',
      { PLAY: granting(flooding(Buffer.from('$\0\0\0', 'latin1'))) },
      'oversized',
      'expected at most 16000000 bytes, got more',
    ],
    [
      'floods us with requests where we wait for the picture',
      { PLAY: granting(flooding(Buffer.from('A * RTSP/1.0\n\n'))) },
      'malformed',
      'expected an answer, got more than 16 requests of the device',
    ],
    ['hangs up', { DESCRIBE: (_request, socket) => void socket.end() }, 'reset', 'the device hung up'],
    [
      'resets',
      { PLAY: (_request, socket) => void socket.resetAndDestroy() },
      'reset',
      'the device reset the connection',
    ],
    [
      'gives no session',
      { SETUP: () => ok() },
      'malformed',
      'expected a session in the answer to SETUP, got none',
    ],
    [
      'insists on UDP',
      { SETUP: () => ok('Session: 1', 'Transport: RTP/AVP;unicast;client_port=1-2') },
      'unsupported',
      'expected packets on the connection itself (RTP/AVP/TCP), got "RTP/AVP;unicast;client_port=1-2"',
    ],
  ])('that %s is told as such', async (_what, others, reason, detail) => {
    const server = await startRtspServer(wellBehaved(others));

    const { outcome } = await probe(server.port, { timeoutMs: 3_000 });

    expect(outcome).toMatchObject({ ok: false, reason });
    expect(outcome).toHaveProperty('detail', expect.stringContaining(detail));
    await vi.waitFor(() => expect(server.openSockets()).toBe(0), PATIENCE);
  });

  test('that floods us keeps neither itself nor one that is dead from being judged', async () => {
    const flooder = await startRtspServer(flooding(Buffer.from('A * RTSP/1.0\n\n')));
    const dead = await startRtspServer(() => undefined);
    const ports = [...Array.from({ length: 15 }, () => flooder.port), dead.port, dead.port];
    const targets = ports.map((port) => ({ address: host, port, timeoutMs: 2_000 }));

    const prober = createRtspProber({ concurrency: targets.length });
    const outcomes = await runProbes(prober, targets, new AbortController().signal);

    const reasons = outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.reason));
    expect(reasons).toEqual([...Array.from({ length: 15 }, () => 'malformed'), 'timeout', 'timeout']);
  });

  test('that floods us with requests is told of in a few lines', async () => {
    const server = await startRtspServer(flooding(Buffer.from('A * RTSP/1.0\n\n')));

    const { steps } = await probe(server.port);

    const asks = steps.filter((step) => step === 'noted the device asks A, which is not answered');
    expect(asks).toHaveLength(16);
  });

  test.each<[string, Partial<Record<string, Answering>>]>([
    ['never answers', { OPTIONS: () => undefined }],
    ['drips an answer byte by byte', { OPTIONS: dripping() }],
  ])('that %s runs into the deadline', async (_what, others) => {
    const server = await startRtspServer(wellBehaved(others));

    expect((await probe(server.port, { timeoutMs: 300 })).outcome).toMatchObject({
      ok: false,
      reason: 'timeout',
      detail: 'DeadlineError: no answer within 300ms',
    });
    await vi.waitFor(() => expect(server.openSockets()).toBe(0), PATIENCE);
  });

  function dripping(): Answering {
    const text = `RTSP/1.0 200 OK\r\nX: ${'y'.repeat(1_000)}`;
    let at = 0;
    return writing(() => Buffer.from(text[at++ % text.length] ?? ''), 5);
  }

  test('keeps what was learnt before it failed', async () => {
    const server = await startRtspServer(wellBehaved({ PLAY: () => ok() }));

    // It stops to listen a tenth before, and a busy machine needs that tenth.
    const { outcome } = await probe(server.port, { timeoutMs: 3_000 });

    expect(outcome).toMatchObject({ reason: 'no-media', report: { streams: [{ codec: 'H264' }] } });
  });

  test('that is not there is refused', async () => {
    expect((await probe(await unusedPort())).outcome).toMatchObject({ ok: false, reason: 'refused' });
  });

  test('that speaks no TLS is told as such', async () => {
    const port = await startTcpServer((socket) => socket.end('RTSP/1.0 400 Bad Request\r\n\r\n'));

    const { outcome } = await probe(port, { check: { transport: 'tls' } });

    expect(outcome).toMatchObject({ ok: false, reason: 'tls' });
    expect(outcome).toHaveProperty('detail', expect.stringMatching(/^TLS handshake failed: /));
  });
});

describe('a service', () => {
  const service = { indicator: 'service' } as const;

  test('is up when it answers, and is described only where a path is named', async () => {
    const server = await startRtspServer(wellBehaved());

    const { outcome } = await probe(server.port, { check: service });

    expect(outcome).toMatchObject({ ok: true });
    expect(server.asked.map(({ method }) => method)).toEqual(['OPTIONS']);
  });

  test('that wants a login first has answered', async () => {
    const server = await startRtspServer(() =>
      status(401, 'Unauthorized', 'WWW-Authenticate: Basic realm="cam"'),
    );

    const { outcome } = await probe(server.port, { check: service, credentials: loginOf('viewer', 'wrong') });

    expect(outcome).toMatchObject({ ok: true });
    expect(server.asked.some(({ headers }) => headers.has('authorization'))).toBe(false);
  });

  test('is down when the path that is named is not there', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: () => status(404, 'Not Found') }));

    expect((await probe(server.port, { check: { ...service, path: '/live' } })).outcome).toMatchObject({
      ok: false,
      reason: 'no-media',
    });
  });

  test('is up with a note when only the details are refused', async () => {
    const server = await startRtspServer(wellBehaved({ DESCRIBE: asksForDigest('another') }));
    const asking = { check: service, depth: 'details', credentials: loginOf('viewer', 's3cret') } as const;

    expect((await probe(server.port, asking)).outcome).toMatchObject({
      ok: true,
      report: { access: { protocol: 'rtsp', refused: 'denied' } },
    });
  });

  test('is down when it says that it is unwell', async () => {
    const server = await startRtspServer(() => status(500, 'Internal Server Error'));

    expect((await probe(server.port, { check: service })).outcome).toMatchObject({
      ok: false,
      reason: 'device-error',
      detail: 'OPTIONS was answered 500 Internal Server Error',
    });
  });
});
