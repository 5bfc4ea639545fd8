import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OnvifTraits } from '#simulator/protocols/device/traits.ts';
import type { VirtualDevice } from '#simulator/protocols/device/virtual-device.ts';
import type { VirtualDevices } from '#simulator/protocols/device/virtual-devices.ts';
import { LOGIN, sampleCamera, startVirtualDevices } from '#test/support/virtual-device.ts';

/** A client by the book (Web Services Security UsernameToken Profile 1.0). */
function tokenFor(password: string, createdMs = Date.now()): string {
  const nonce = randomBytes(16);
  const created = new Date(createdMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return `<s:Header><Security><UsernameToken><Username>${LOGIN.user}</Username><Password>${digest}</Password><Nonce>${nonce.toString('base64')}</Nonce><Created>${created}</Created></UsernameToken></Security></s:Header>`;
}

interface Asked {
  readonly service?: string;
  readonly header?: string;
}

async function ask(
  devices: VirtualDevices,
  operation: string,
  { service = 'device', header = '' }: Asked = {},
) {
  const { address, port } = devices.endpoints.get('cam-1')?.onvif ?? { address: '', port: 0 };
  const response = await fetch(`http://${address}:${port}/onvif/${service}_service`, {
    method: 'POST',
    body: `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">${header}<s:Body>${operation}</s:Body></s:Envelope>`,
  });
  const { status, headers } = response;
  return { status, challenge: headers.get('www-authenticate'), body: await response.text() };
}

const start = (onvif: OnvifTraits = {}, changes: Partial<VirtualDevice> = {}) =>
  startVirtualDevices([sampleCamera({ onvif, ...changes })]);

const recorder: Partial<VirtualDevice> = {
  kind: 'nvr',
  channels: [1, 2].map((number) => ({
    number,
    name: `Kênh ${number}`,
    video: 'present',
    recording: 'on',
  })),
  oldestRecordingAgeMs: 34 * 86_400_000,
};

describe('an ONVIF service', () => {
  test('tells its time to everybody, and nothing else', async () => {
    const devices = await start();

    expect((await ask(devices, '<GetSystemDateAndTime/>')).status).toBe(200);
    expect(await ask(devices, '<GetDeviceInformation/>')).toMatchObject({
      status: 401,
      challenge: expect.stringMatching(
        /^Digest realm="Axis camera", qop="auth", nonce="\S+", algorithm=MD5$/,
      ),
      body: expect.stringContaining('ter:NotAuthorized'),
    });
  });

  test('one that takes tokens only says so with a fault', async () => {
    const devices = await start({ auth: 'token' });

    expect(await ask(devices, '<GetDeviceInformation/>')).toMatchObject({ status: 400, challenge: null });
  });

  test('takes a token once, and none that is signed with another clock', async () => {
    const devices = await start({ auth: 'token' });
    const header = tokenFor(LOGIN.password);
    const status = async (given: string) =>
      (await ask(devices, '<GetDeviceInformation/>', { header: given })).status;

    expect(await status(header)).toBe(200);
    expect(await status(header)).toBe(400);
    expect(await status(tokenFor(LOGIN.password, Date.now() - 600_000))).toBe(400);
  });

  test('offers each digest algorithm in a challenge of its own', async () => {
    const { challenge } = await ask(
      await start({ auth: 'http', digestAlgorithms: ['SHA-256', 'MD5'] }),
      '<GetNTP/>',
    );

    expect(challenge?.match(/algorithm=\S+?(?=,|$)/g)).toEqual(['algorithm=SHA-256', 'algorithm=MD5']);
  });

  test('locks the account after too many wrong passwords, the right one included', async () => {
    const devices = await start({ auth: 'token', lockAfter: 2 });
    const body = async (password: string) =>
      (await ask(devices, '<GetNTP/>', { header: tokenFor(password) })).body;

    expect(await body('wrong')).not.toContain('AccountLocked');
    await body('wrong');

    expect(await body(LOGIN.password)).toContain('ter:AccountLocked');
  });

  test('a changed password opens nothing until it is changed back', async () => {
    const devices = await start({ auth: 'token' });
    const status = async () => (await ask(devices, '<GetNTP/>', { header: tokenFor(LOGIN.password) })).status;
    const fault = { kind: 'wrong-password' } as const;

    await devices.set('cam-1', fault);
    expect(await status()).toBe(400);

    await devices.clear('cam-1', fault);
    expect(await status()).toBe(200);
  });

  test.each([
    [
      'an operation it lacks',
      '<Reboot/>',
      { status: 500, body: expect.stringContaining('ter:ActionNotSupported') },
    ],
    ['no XML', '<', { status: 400, body: expect.stringContaining('ter:WellFormed') }],
  ])('answers %s with a fault', async (_name, operation, expected) => {
    expect(await ask(await start({}, { access: {} }), operation)).toMatchObject(expected);
  });

  test('knows only the paths of its services', async () => {
    const devices = await start({}, { access: {} });

    expect((await ask(devices, '<GetRecordings/>', { service: 'recording' })).status).toBe(404);
  });

  test('a recorder says what it records, and since when', async () => {
    const devices = await start({}, { access: {}, ...recorder });
    const summary = await ask(devices, '<GetRecordingSummary/>', { service: 'search' });
    const jobs = await ask(devices, '<GetRecordingJobs/>', { service: 'recording' });

    const [, from = ''] = /<tt:DataFrom>(.*)<\/tt:DataFrom>/.exec(summary.body) ?? [];
    expect(Math.abs(Date.now() - Date.parse(from) - 34 * 86_400_000)).toBeLessThan(5_000);
    expect(jobs.body.match(/<tt:JobToken>[^<]+/g)).toEqual(['<tt:JobToken>job-1', '<tt:JobToken>job-2']);
  });

  test.each([
    [{ kind: 'channel-lost', channel: 2 }, ['Active', 'Error']],
    [{ kind: 'disk-full' }, ['Error', 'Error']],
  ] as const)('a recorder with %o says which of its jobs fail', async (fault, expected) => {
    const devices = await start({}, { access: {}, ...recorder });
    await devices.set('cam-1', fault);

    const states = await Promise.all(
      [1, 2].map(async (channel) => {
        const operation = `<GetRecordingJobState><JobToken>job-${channel}</JobToken></GetRecordingJobState>`;
        const { body } = await ask(devices, operation, { service: 'recording' });
        return /<\/tt:RecordingToken><tt:State>(\w+)/.exec(body)?.[1];
      }),
    );

    expect(states).toEqual(expected);
  });
});
