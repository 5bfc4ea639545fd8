import { describe, expect, test } from 'vitest';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import type { Question } from '#collector/probing/prober.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Check, Device } from '#core/domain/inventory.ts';
import { type Asked, isTokenRight, startOnvifServer } from '#test/support/onvif.ts';
import {
  CAMERA,
  CAMERA_REPORT,
  fault,
  type Scripted,
  soap,
  timeAnswer,
} from '#test/support/onvif-answers.ts';
import { checkOf, loginOf, questionOf } from '#test/support/question.ts';
import { host, startTcpServer } from '#test/support/tcp.ts';
import { EXPIRED, SELF_SIGNED } from '#test/support/tls.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 3, 4, 5, 250);
const LOGIN = loginOf('viewer', 's3cret');
const WRONG = loginOf('viewer', 'wrong');
const nowMs = () => NOW_MS;

interface Given extends Partial<Pick<Question, 'credentials' | 'depth'>> {
  readonly check?: Partial<Check>;
  readonly device?: Partial<Device>;
  readonly timeoutMs?: number;
}

async function probe(port: number, { check, timeoutMs = 10_000, ...given }: Given = {}) {
  const question = questionOf(checkOf({ indicator: 'service', prober: 'onvif', ...check }), given);
  const prober = createOnvifProber({ concurrency: 1, nowMs });
  const target = { address: host, port, timeoutMs, question };
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return { outcome, steps: question.steps.map(({ kind, text }) => `${kind}: ${text}`) };
}

/** A camera that guards everything but its time, in one of the ways there are. */
const guarded =
  (isRight: (asked: Asked) => boolean, refusal: Scripted, answers = CAMERA) =>
  (asked: Asked): Scripted => {
    if (asked.operation === 'GetSystemDateAndTime') return timeAnswer(NOW_MS);
    if (asked.operation !== 'GetServices' && !isRight(asked)) return refusal;
    return answers[asked.operation] ?? fault('ActionNotSupported');
  };
const byToken = guarded((asked) => isTokenRight(asked, 's3cret', NOW_MS), fault('NotAuthorized'));
const DIGEST = { status: 401, headers: { 'WWW-Authenticate': 'Digest realm="cam", nonce="n1", qop="auth"' } };

describe('the health of a service', () => {
  test('is its time, asked unsigned and at once', async () => {
    const server = await startOnvifServer(() => timeAnswer(NOW_MS - 90_000));

    const { outcome, steps } = await probe(server.port, { credentials: LOGIN });

    expect(outcome).toEqual({
      ok: true,
      measurements: {
        connectMs: expect.any(Number),
        responseMs: expect.any(Number),
        clockOffsetMs: expect.any(Number),
      },
      // Nothing of its password: everybody is told the time.
      report: { clockOffsetMs: expect.any(Number) },
    });
    // A quarter of a second is lost in the device's whole seconds; our own clock stands still here, while time passes.
    const clockOffsetMs = outcome?.ok ? (outcome.measurements.clockOffsetMs ?? 0) : 0;
    expect(clockOffsetMs).toBeGreaterThanOrEqual(-90_250);
    expect(clockOffsetMs).toBeLessThan(-89_250);
    expect(server.log()).toEqual(['GetSystemDateAndTime']);
    expect(steps).toEqual([
      `sent: POST http://127.0.0.1:${server.port}/onvif/device_service GetSystemDateAndTime, unsigned`,
      expect.stringMatching(/^received: 200 OK, GetSystemDateAndTimeResponse, \d+ bytes in \d+ ms$/),
      expect.stringMatching(/^noted: its clock is 90\.\d s behind ours$/),
    ]);
  });

  test('takes the middle between question and answer for when the device looked at its clock', async () => {
    const DELAY_MS = 300;
    const deviceMs = Date.UTC(2026, 10, 25);
    const answer = Buffer.from(soap(timeAnswer(deviceMs)));
    const port = await startTcpServer((socket) => {
      socket.once('data', () =>
        setTimeout(
          () => socket.end(Buffer.concat([Buffer.from('HTTP/1.0 200 OK\r\n\r\n'), answer])),
          DELAY_MS,
        ),
      );
    });
    const prober = createOnvifProber({ concurrency: 1, nowMs: () => performance.now() });
    const startedMs = performance.now();

    const { measurements } = await prober.probe(
      { address: host, port, timeoutMs: 2_000 },
      AbortSignal.timeout(2_000),
    );

    // Half of the wait at least lies on either side, less a timer's early millisecond.
    const { clockOffsetMs = 0 } = measurements;
    const halfMs = DELAY_MS / 2 - 2;
    expect(clockOffsetMs).toBeLessThanOrEqual(deviceMs - startedMs - halfMs);
    expect(clockOffsetMs).toBeGreaterThanOrEqual(deviceMs - performance.now() + halfMs);
  });

  test('asks as SOAP 1.2 has it, and as makers need it', async () => {
    const server = await startOnvifServer(() => timeAnswer(NOW_MS));

    await probe(server.port);
    await probe(server.port, { device: { maker: 'Illustra' }, check: { path: '/other' } });

    expect(server.asked.map(({ path, headers }) => [path, headers['content-type']])).toEqual([
      [
        '/onvif/device_service',
        'application/soap+xml; charset=utf-8; action="http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime"',
      ],
      ['/other', 'application/soap+xml; charset=utf-8'],
    ]);
  });

  test('needs no clock that can be told', async () => {
    const server = await startOnvifServer(() => '<GetSystemDateAndTimeResponse/>');

    const { outcome, steps } = await probe(server.port);

    expect(outcome).toMatchObject({ ok: true, report: {} });
    expect(outcome?.ok && outcome.measurements).not.toHaveProperty('clockOffsetMs');
    expect(steps.at(-1)).toBe('noted: its clock cannot be told from its answer');
  });

  test('is signed where the device guards even its time', async () => {
    const server = await startOnvifServer((asked) =>
      isTokenRight(asked, 's3cret', NOW_MS) ? timeAnswer(NOW_MS) : fault('NotAuthorized'),
    );

    expect((await probe(server.port, { credentials: LOGIN })).outcome).toMatchObject({ ok: true });
    expect(server.log()).toEqual(['GetSystemDateAndTime', 'GetSystemDateAndTime token']);
  });

  test('is not known where the device guards its time and we have no login, or a wrong one', async () => {
    const server = await startOnvifServer(() => fault('NotAuthorized', 'no'));

    expect((await probe(server.port)).outcome).toEqual({
      ok: false,
      reason: 'credentials',
      detail: 'fault Sender/NotAuthorized: no: it wants a login, and we have none',
    });
    expect((await probe(server.port, { credentials: WRONG })).outcome).toEqual({
      ok: false,
      reason: 'credentials',
      detail: 'GetSystemDateAndTime: fault Sender/NotAuthorized: no',
    });
    expect(server.log()).toEqual([
      'GetSystemDateAndTime',
      'GetSystemDateAndTime',
      'GetSystemDateAndTime token',
    ]);
  });

  test.each([
    ['that is over', EXPIRED, 'CN=expired.invalid'],
    ['of its own', SELF_SIGNED, 'C=VN, O=camwatch tests, CN=camera.invalid'],
  ])('is told over TLS with a certificate %s', async (_name, certificate, subject) => {
    const server = await startOnvifServer(() => timeAnswer(NOW_MS), certificate);

    const { outcome } = await probe(server.port, { check: { transport: 'tls' } });

    expect(outcome).toMatchObject({ ok: true, report: { certificate: { subject, isSelfSigned: true } } });
  });

  test.each([
    [fault('ActionNotSupported'), 'unsupported', 'GetSystemDateAndTime: fault Sender/ActionNotSupported'],
    [fault('Broken', 'it is', 500), 'device-error', 'GetSystemDateAndTime: fault Sender/Broken: it is'],
    [{ status: 503 }, 'busy', 'GetSystemDateAndTime: 503 Service Unavailable'],
    [{ status: 403 }, 'denied', 'GetSystemDateAndTime: 403 Forbidden'],
    [{ status: 404 }, 'unsupported', 'GetSystemDateAndTime: 404 Not Found: no ONVIF service at this path'],
    [
      { status: 301, headers: { Location: 'http://127.0.0.66/' } },
      'mismatch',
      'GetSystemDateAndTime: 301 Moved Permanently to http://127.0.0.66/: redirects are not followed',
    ],
    [
      { status: 200, body: '<html>Hello</html>' },
      'malformed',
      'expected a SOAP answer, got no whole SOAP envelope; it begins with "<html>Hello</html>"',
    ],
  ] satisfies [Scripted, string, string][])(
    'that answers %j fails for its reason',
    async (scripted, reason, detail) => {
      const { port } = await startOnvifServer(() => scripted);

      expect((await probe(port)).outcome).toEqual({ ok: false, reason, detail });
    },
  );
});

describe('the details of a service', () => {
  const details = { depth: 'details', credentials: LOGIN } as const;

  test('are signed with a token of the device’s own time where it asks for no other login', async () => {
    const server = await startOnvifServer(byToken);

    const { outcome, steps } = await probe(server.port, details);

    expect(outcome).toMatchObject({ ok: true, report: { ...CAMERA_REPORT, access: { protocol: 'onvif' } } });
    expect(server.log()).toEqual([
      'GetSystemDateAndTime',
      'GetDeviceInformation',
      'GetDeviceInformation token',
      'GetNTP token',
      'GetServices token',
      'GetProfiles token',
      'GetStreamUri token',
      'GetSnapshotUri token',
    ]);
    expect(steps).toContain('noted: it wants a login: WS-UsernameToken as "viewer"');
    expect(steps.join('\n')).not.toMatch(/s3cret/);
  });

  test.each([-23.9, -14, 14, 23.9])(
    'are signed with the device’s clock where it is %d hours off',
    async (offHours) => {
      const wrongMs = NOW_MS + offHours * 3_600_000;
      const server = await startOnvifServer((asked) =>
        asked.operation === 'GetSystemDateAndTime'
          ? timeAnswer(wrongMs)
          : guarded((one) => isTokenRight(one, 's3cret', wrongMs), fault('NotAuthorized'))(asked),
      );

      expect((await probe(server.port, details)).outcome).toMatchObject({ ok: true, report: CAMERA_REPORT });
    },
  );

  test.each([
    [Date.UTC(2026, 10, 26, 3, 5), '1.0 days ahead of'],
    [Date.UTC(2035, 0, 1), '2958.9 days ahead of'],
    [Date.UTC(1986, 10, 25), '14610.1 days behind'],
  ])(
    'are signed with our own clock where the device’s is more than a day off (%d, %s ours): no token can be kept for that day',
    async (wrongMs, off) => {
      const server = await startOnvifServer((asked) =>
        asked.operation === 'GetSystemDateAndTime'
          ? timeAnswer(wrongMs)
          : guarded((one) => isTokenRight(one, 's3cret', wrongMs), fault('NotAuthorized'))(asked),
      );

      const { outcome, steps } = await probe(server.port, details);

      const tokens = server.asked.filter(({ signed }) => signed === 'token');
      expect(tokens.map((one) => isTokenRight(one, 's3cret', NOW_MS))).toEqual([true]);
      expect(outcome).toMatchObject({
        ok: true,
        report: { clockOffsetMs: expect.any(Number), access: { protocol: 'onvif', refused: 'credentials' } },
      });
      expect(steps).toContainEqual(
        expect.stringMatching(
          `^noted: identity is not known: .*: its clock is ${off} ours, and nothing is signed for a time that is more than 24 h off$`,
        ),
      );
    },
  );

  test('by HTTP digest need no clock, however wrong it is', async () => {
    const server = await startOnvifServer((asked) =>
      asked.operation === 'GetSystemDateAndTime'
        ? timeAnswer(Date.UTC(2035, 0, 1))
        : guarded(({ signed }) => signed === 'digest', DIGEST)(asked),
    );

    expect((await probe(server.port, details)).outcome).toMatchObject({ ok: true, report: CAMERA_REPORT });
  });

  test('are signed with HTTP digest where that is asked for, each question anew', async () => {
    const server = await startOnvifServer(guarded(({ signed }) => signed === 'digest', DIGEST));

    expect((await probe(server.port, details)).outcome).toMatchObject({ ok: true, report: CAMERA_REPORT });
    const counts = server.asked.map(({ headers }) => /nc=(\d+)/.exec(headers.authorization ?? '')?.[1]);
    expect(counts).toEqual([undefined, undefined, ...[1, 2, 3, 4, 5, 6].map((count) => `0000000${count}`)]);
  });

  test.each([
    ['a new nonce', 'n2', {}],
    ['the same nonce, which gains nothing', 'n1', { refused: 'credentials' }],
  ])('are asked once more when the nonce is called stale for %s', async (_name, nonce, access) => {
    const stale = `Digest realm="cam", nonce="${nonce}", stale=true, qop="auth"`;
    const isNew = ({ headers: { authorization = '' } }: Asked) => authorization.includes('nonce="n2"');
    const server = await startOnvifServer((asked) =>
      asked.signed === 'not'
        ? guarded(() => false, DIGEST)(asked)
        : guarded(isNew, { status: 401, headers: { 'WWW-Authenticate': stale } })(asked),
    );

    const { outcome } = await probe(server.port, details);

    expect(outcome?.report?.access).toEqual({ protocol: 'onvif', ...access });
    expect(server.asked.filter(({ operation }) => operation === 'GetDeviceInformation')).toHaveLength(
      nonce === 'n2' ? 3 : 2,
    );
  });

  test.each([
    ['a token', fault('NotAuthorized'), 'token'],
    ['HTTP digest', DIGEST, 'digest'],
  ])(
    'with a wrong password are refused after one signed try by %s, and the service is well',
    async (_name, refusal, signed) => {
      const server = await startOnvifServer(guarded(() => false, refusal));

      const { outcome } = await probe(server.port, { ...details, credentials: WRONG });

      expect(outcome).toMatchObject({
        ok: true,
        report: { clockOffsetMs: expect.any(Number), access: { protocol: 'onvif', refused: 'credentials' } },
      });
      expect(server.log()).toEqual([
        'GetSystemDateAndTime',
        'GetDeviceInformation',
        `GetDeviceInformation ${signed}`,
        ...(signed === 'token' ? ['GetSystemDateAndTime'] : []),
      ]);
    },
  );

  test('read the clock again when a token is refused, and sign anew only if it has moved', async () => {
    let clockMs = NOW_MS;
    const server = await startOnvifServer((asked) => {
      if (asked.operation === 'GetSystemDateAndTime') return timeAnswer(clockMs);
      if (asked.signed === 'token' && clockMs === NOW_MS) {
        clockMs += 3_600_000;
        return fault('NotAuthorized');
      }
      return guarded((one) => isTokenRight(one, 's3cret', clockMs), fault('NotAuthorized'))(asked);
    });

    expect((await probe(server.port, details)).outcome).toMatchObject({ ok: true, report: CAMERA_REPORT });
    expect(server.log().slice(0, 5)).toEqual([
      'GetSystemDateAndTime',
      'GetDeviceInformation',
      'GetDeviceInformation token',
      'GetSystemDateAndTime',
      'GetDeviceInformation token',
    ]);
  });

  test.each([
    ['a locked account', fault('NotAuthorized', 'The account is locked'), 'locked'],
    ['a lock told by HTTP', { status: 403, body: '<lockStatus>lock</lockStatus>' }, 'locked'],
    ['HTTP’s own word', { status: 403 }, 'denied'],
  ] satisfies [string, Scripted, string][])(
    'end with the first answer of %s',
    async (_name, refusal, refused) => {
      const refusing = await startOnvifServer((asked) => (asked.signed === 'not' ? byToken(asked) : refusal));

      const { outcome } = await probe(refusing.port, details);

      expect(outcome).toMatchObject({ ok: true, report: { access: { refused } } });
      expect(refusing.asked.filter(({ signed }) => signed !== 'not')).toHaveLength(1);
    },
  );

  test('of a device that guards some questions more than others are all the others', async () => {
    const MORE = new Set(['GetNTP', 'GetStreamUri']);
    const server = await startOnvifServer((asked) =>
      MORE.has(asked.operation) ? fault('NotAuthorized') : byToken(asked),
    );

    const { outcome } = await probe(server.port, details);

    const { identity, streams } = CAMERA_REPORT;
    const { streamAddress: _guarded, ...told } = streams[0];
    expect(outcome).toMatchObject({ ok: true, report: { identity, access: { protocol: 'onvif' } } });
    expect(outcome?.report?.streams).toEqual([told]);
    expect(outcome?.report).not.toHaveProperty('networkTime');
    // Once at first, and once since a clock may have been why.
    expect(server.log().filter((line) => line.startsWith('GetSystemDateAndTime'))).toHaveLength(2);
    expect(outcome?.report?.access).not.toHaveProperty('refused');
  });

  test('are a weakness where everything is told to everybody', async () => {
    const server = await startOnvifServer(guarded(() => true, ''));

    expect((await probe(server.port, details)).outcome).toMatchObject({
      report: { ...CAMERA_REPORT, access: { protocol: 'onvif', weakness: 'no-password' } },
    });
    expect(server.asked.every(({ signed }) => signed === 'not')).toBe(true);
  });

  test('are a weakness where an empty password opens them', async () => {
    const server = await startOnvifServer(
      guarded((asked) => isTokenRight(asked, '', NOW_MS), fault('NotAuthorized')),
    );

    expect(
      (await probe(server.port, { ...details, credentials: loginOf('admin', '') })).outcome,
    ).toMatchObject({
      report: { access: { protocol: 'onvif', weakness: 'empty-password' } },
    });
  });

  test('without a login are what is told to everybody', async () => {
    const server = await startOnvifServer(byToken);

    const { outcome, steps } = await probe(server.port, { depth: 'details' });

    expect(outcome).toMatchObject({ ok: true });
    expect(outcome?.report).not.toHaveProperty('access');
    expect(outcome?.report).not.toHaveProperty('identity');
    expect(steps).toContain(
      'noted: identity is not known: fault Sender/NotAuthorized: it wants a login, and we have none',
    );
  });

  test.each([
    ['a fault', fault('ActionNotSupported')],
    ['a page', { status: 400, body: '<html>Bad request</html>' }],
    ['an empty list', '<GetServicesResponse/>'],
  ] satisfies [string, Scripted][])(
    'come by GetCapabilities where GetServices is answered with %s',
    async (_name, scripted) => {
      const answers = {
        ...CAMERA,
        GetCapabilities:
          '<GetCapabilitiesResponse><Capabilities><Media><XAddr>http://127.0.0.66/onvif/m</XAddr></Media></Capabilities></GetCapabilitiesResponse>',
      };
      const server = await startOnvifServer((asked) =>
        asked.operation === 'GetServices' ? scripted : guarded(() => true, '', answers)(asked),
      );

      expect((await probe(server.port, details)).outcome).toMatchObject({ report: CAMERA_REPORT });
      expect(server.asked.find(({ operation }) => operation === 'GetProfiles')?.path).toBe('/onvif/m');
    },
  );

  test('come of Media 2 where there is no other', async () => {
    const answers: Record<string, string> = {
      ...CAMERA,
      GetServices: CAMERA.GetServices?.replace('ver10/media/wsdl', 'ver20/media/wsdl') ?? '',
      GetProfiles: (CAMERA.GetProfiles ?? '')
        .replaceAll('tt:VideoEncoderConfiguration', 'tr2:VideoEncoder')
        .replace('<tr2:VideoEncoder>', '<tr2:Configurations><tr2:VideoEncoder>')
        .replace('</tr2:VideoEncoder>', '</tr2:VideoEncoder></tr2:Configurations>')
        .replace('H264', 'H265'),
      GetStreamUri:
        '<tr2:GetStreamUriResponse><tr2:Uri>rtsp://127.0.0.66/main</tr2:Uri></tr2:GetStreamUriResponse>',
    };
    const server = await startOnvifServer(guarded(() => true, '', answers));

    const { outcome } = await probe(server.port, details);

    expect(outcome?.report?.streams).toEqual([{ ...CAMERA_REPORT.streams[0], codec: 'H265' }]);
    expect(server.asked.find(({ operation }) => operation === 'GetProfiles')?.body).toContain(
      '<GetProfiles xmlns="http://www.onvif.org/ver20/media/wsdl"><Type>VideoEncoder</Type></GetProfiles>',
    );
  });

  test('that take too long do not fail a service that has answered', async () => {
    const slow = await startOnvifServer((asked) =>
      asked.operation === 'GetProfiles' ? { status: 200, hangs: true } : byToken(asked),
    );

    const { outcome } = await probe(slow.port, { ...details, timeoutMs: 2_000 });

    expect(outcome).toMatchObject({
      ok: true,
      report: { identity: CAMERA_REPORT.identity },
      lacksDetails: true,
    });
    expect(outcome?.report).not.toHaveProperty('streams');
  });

  test('that were all asked lack none, also where the device does not tell them', async () => {
    const shy = await startOnvifServer((asked) =>
      asked.operation === 'GetProfiles' ? fault('ActionNotSupported') : byToken(asked),
    );

    expect((await probe(shy.port, details)).outcome).not.toHaveProperty('lacksDetails');
  });
});

describe('a recorder', () => {
  const service = (name: string) =>
    `<tds:Service><tds:Namespace>http://www.onvif.org/ver10/${name}/wsdl</tds:Namespace>` +
    `<tds:XAddr>http://127.0.0.66/onvif/${name}</tds:XAddr></tds:Service>`;
  const state = (said: string, error = '') =>
    `<trc:GetRecordingJobStateResponse><trc:State><tt:State>${said}</tt:State><tt:Sources><tt:Tracks><tt:Track>` +
    `<tt:Error>${error}</tt:Error></tt:Track></tt:Tracks></tt:Sources></trc:State></trc:GetRecordingJobStateResponse>`;
  const recordingItem = (number: number) =>
    `<trc:RecordingItem><tt:RecordingToken>rec-${number}</tt:RecordingToken><tt:Configuration><tt:Source>` +
    `<tt:Name>Cam ${number}</tt:Name></tt:Source></tt:Configuration></trc:RecordingItem>`;
  const job = (number: number) =>
    `<trc:JobItem><tt:JobToken>job-${number}</tt:JobToken><tt:JobConfiguration><tt:RecordingToken>rec-${number}` +
    '</tt:RecordingToken><tt:Mode>Active</tt:Mode></tt:JobConfiguration></trc:JobItem>';
  const RECORDER: Readonly<Record<string, string>> = {
    GetServices: `<tds:GetServicesResponse>${['device', 'recording', 'search'].map(service).join('')}</tds:GetServicesResponse>`,
    GetRecordings: `<trc:GetRecordingsResponse>${recordingItem(1)}${recordingItem(2)}</trc:GetRecordingsResponse>`,
    GetRecordingJobs: `<trc:GetRecordingJobsResponse>${job(1)}${job(2)}</trc:GetRecordingJobsResponse>`,
    GetRecordingSummary:
      '<tse:GetRecordingSummaryResponse><tse:Summary><tt:DataFrom>2026-10-26T03:04:05Z</tt:DataFrom></tse:Summary></tse:GetRecordingSummaryResponse>',
  };
  const isRight = (asked: Asked) => isTokenRight(asked, 's3cret', NOW_MS);
  /** A recorder of two channels whose jobs are in these states. */
  const startRecorder = (
    states: readonly [Scripted, Scripted],
    answers: Readonly<Record<string, Scripted>> = {},
  ) =>
    startOnvifServer((asked) => {
      const scripted = answers[asked.operation];
      const [, number] = /<JobToken>job-(\d)</.exec(asked.body) ?? [];
      if (number && isRight(asked)) return states[Number(number) - 1] ?? fault('Broken');
      return scripted ?? guarded(isRight, fault('NotAuthorized'), RECORDER)(asked);
    });
  const SILENCE: Scripted = { status: 200, hangs: true };
  const recording = { check: { indicator: 'recording' }, credentials: LOGIN } as const;
  const DAY_MS = 86_400_000;

  test('tells its channels, and since when it records', async () => {
    const server = await startRecorder([state('Active'), state('Active')]);

    const { outcome } = await probe(server.port, recording);

    expect(outcome).toEqual({
      ok: true,
      measurements: {
        connectMs: expect.any(Number),
        responseMs: expect.any(Number),
        channels: 2,
        channelsLost: 0,
        oldestAgeMs: expect.any(Number),
      },
      report: {
        clockOffsetMs: expect.any(Number),
        channels: [
          { number: 1, name: 'Cam 1', video: 'present', recording: 'on' },
          { number: 2, name: 'Cam 2', video: 'present', recording: 'on' },
        ],
        oldestRecordingMs: expect.any(Number),
        access: { protocol: 'onvif' },
      },
    });
    const { oldestAgeMs = 0 } = outcome?.ok ? outcome.measurements : {};
    expect(Math.round(oldestAgeMs / DAY_MS)).toBe(30);
  });

  test('is degraded by a lost channel', async () => {
    const { port } = await startRecorder([state('Active'), state('Error', 'Video loss')]);

    expect((await probe(port, recording)).outcome).toMatchObject({
      ok: true,
      report: { channels: [{ number: 1 }, { number: 2, video: 'lost', recording: 'off' }] },
      degraded: { reason: 'video-loss', detail: 'no video on channel 2' },
    });
  });

  test('is degraded by recordings that do not reach back far enough', async () => {
    const { port } = await startRecorder([state('Active'), state('Active')]);

    const check = { indicator: 'recording', retentionMs: 60 * DAY_MS } as const;

    expect((await probe(port, { ...recording, check })).outcome).toMatchObject({
      ok: true,
      degraded: { reason: 'retention', detail: 'recordings reach back 30.0 days, wanted are 60.0 days' },
    });
  });

  test('fails where nothing is kept, with what it told', async () => {
    const full = state('Error', 'No space left on the disk');
    const { port } = await startRecorder([full, full]);

    expect((await probe(port, recording)).outcome).toMatchObject({
      ok: false,
      reason: 'not-recording',
      detail: 'none of 2 channels is recorded',
      report: { disks: [{ name: 'storage', state: 'full' }], oldestRecordingMs: expect.any(Number) },
    });
  });

  test('that turns our login away is not known', async () => {
    const server = await startRecorder(['', '']);

    expect((await probe(server.port, { ...recording, credentials: WRONG })).outcome).toMatchObject({
      ok: false,
      reason: 'credentials',
      detail: 'GetRecordingSummary: fault Sender/NotAuthorized',
      report: { clockOffsetMs: expect.any(Number) },
    });
    expect(server.asked.filter(({ signed }) => signed !== 'not')).toHaveLength(1);
  });

  test('without Profile G cannot tell', async () => {
    const { port } = await startRecorder(['', ''], { GetServices: CAMERA.GetServices ?? '' });

    expect((await probe(port, recording)).outcome).toMatchObject({
      ok: false,
      reason: 'unsupported',
      detail: 'it has no recording service (ONVIF Profile G)',
    });
  });

  test('that does not offer one answer tells the others', async () => {
    const { port } = await startRecorder([state('Active'), fault('ActionNotSupported')], {
      GetRecordingSummary: fault('ActionNotSupported'),
    });

    const { outcome } = await probe(port, recording);

    expect(outcome).toMatchObject({
      ok: true,
      report: { channels: [{ recording: 'on' }, { recording: 'unknown' }] },
    });
    expect(outcome?.report).not.toHaveProperty('oldestRecordingMs');
  });

  test.each<[string, readonly [Scripted, Scripted], Readonly<Record<string, Scripted>>]>([
    ['the state of one channel', [state('Active'), fault('Broken')], {}],
    ['its channels', [state('Active'), state('Active')], { GetRecordings: fault('Broken') }],
    ['its oldest recording', [state('Active'), state('Active')], { GetRecordingSummary: fault('Broken') }],
  ])('that fails to tell %s is not well', async (_what, states, answers) => {
    const { port } = await startRecorder(states, answers);

    expect((await probe(port, recording)).outcome).toMatchObject({
      ok: false,
      reason: 'cut-short',
      proven: { reason: 'device-error' },
      report: { isCutShort: true },
    });
  });

  test.each<[string, readonly [Scripted, Scripted], Readonly<Record<string, Scripted>>]>([
    ['the state of one channel', [state('Active'), SILENCE], {}],
    ['its channels', [state('Active'), state('Active')], { GetRecordings: SILENCE }],
    ['its oldest recording', [state('Active'), state('Active')], { GetRecordingSummary: SILENCE }],
    ['where its services are', [state('Active'), state('Active')], { GetServices: SILENCE }],
    [
      'that it is busy with its channels',
      [state('Active'), state('Active')],
      { GetRecordings: fault('DeviceBusy') },
    ],
  ])('that is late with %s is neither well nor silent', async (_what, states, answers) => {
    const { port } = await startRecorder(states, answers);

    const { outcome } = await probe(port, { ...recording, timeoutMs: 1_000 });

    expect(outcome).toMatchObject({ ok: false, reason: 'cut-short', report: { isCutShort: true } });
    expect(outcome).not.toHaveProperty('proven');
  });

  test('that is late proves the fault that it told of', async () => {
    const full = state('Error', 'No space left on the disk');
    const { port } = await startRecorder([full, SILENCE]);

    expect((await probe(port, { ...recording, timeoutMs: 1_000 })).outcome).toMatchObject({
      ok: false,
      reason: 'cut-short',
      proven: { reason: 'disk', detail: 'no space is left on storage' },
      report: { disks: [{ name: 'storage', state: 'full' }], isCutShort: true },
    });
  });

  test('of which one channel was asked, and that one is off, may record all the others', async () => {
    const { port } = await startRecorder([state('Idle'), SILENCE]);

    expect((await probe(port, { ...recording, timeoutMs: 1_000 })).outcome).toMatchObject({
      ok: false,
      reason: 'cut-short',
      detail: expect.not.stringContaining('none of'),
    });
  });

  test('that tells of no channel and no recording cannot tell', async () => {
    const { port } = await startRecorder([state('Idle'), state('Idle')], {
      GetRecordings: '<trc:GetRecordingsResponse></trc:GetRecordingsResponse>',
      GetRecordingSummary: fault('ActionNotSupported'),
    });

    expect((await probe(port, recording)).outcome).toMatchObject({ ok: false, reason: 'unsupported' });
  });
});
