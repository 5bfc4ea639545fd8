import { expect, test } from 'vitest';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Login } from '#core/domain/credentials.ts';
import type { Device } from '#core/domain/inventory.ts';
import { createSecret } from '#core/domain/secret.ts';
import { type Asked, startOnvifServer } from '#test/support/onvif.ts';
import { CAMERA, type Scripted, timeAnswer } from '#test/support/onvif-answers.ts';
import { checkOf, questionOf } from '#test/support/question.ts';
import { host } from '#test/support/tcp.ts';
import { ISSUED, ISSUED_PIN, SELF_SIGNED, SELF_SIGNED_PIN } from '#test/support/tls.ts';

interface Asking {
  readonly transport?: 'plain' | 'tls';
  readonly device?: Partial<Device>;
  readonly cleartextTo?: readonly string[];
}

async function probe(port: number, { transport = 'plain', device = {}, cleartextTo }: Asking = {}) {
  const login: Login = {
    user: 'viewer',
    password: createSecret('s3cret'),
    ...(cleartextTo && { cleartextTo }),
  };
  const question = questionOf(checkOf({ indicator: 'service', prober: 'onvif', transport }), {
    depth: 'details',
    credentials: { login },
    device,
  });
  const prober = createOnvifProber({ concurrency: 1, nowMs: Date.now });
  const target = { address: host, port, timeoutMs: 3_000, question };
  const [outcome] = await runProbes(prober, [target], new AbortController().signal);
  return outcome;
}

const PASSWORD = `Basic ${btoa('viewer:s3cret')}`;

/** A camera that by HTTP takes nothing but the password, or whoever stands before one and leaves its digest out. */
const wantsPassword = ({ operation, headers }: Asked): Scripted => {
  if (operation === 'GetSystemDateAndTime') return timeAnswer(Date.now());
  if (headers.authorization === PASSWORD) return CAMERA[operation] ?? { status: 404 };
  return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="cam"' } };
};
const passwordsOf = ({ asked }: { readonly asked: readonly Asked[] }) =>
  asked.filter(({ headers }) => headers.authorization?.startsWith('Basic'));

test.each<[string, Asking]>([
  ['without TLS', { cleartextTo: ['cam-2'] }],
  ['by TLS to whoever answers', { transport: 'tls' }],
])('a password is not given in clear %s, and that is said', async (_name, asking) => {
  const server = await startOnvifServer(wantsPassword, asking.transport === 'tls' ? SELF_SIGNED : undefined);

  const outcome = await probe(server.port, asking);

  expect(outcome).toMatchObject({
    ok: true,
    report: { access: { protocol: 'onvif', refused: 'cleartext-login' } },
  });
  expect(passwordsOf(server)).toEqual([]);
});

test('a password is given in clear to a device that is allowed it by name, and that is found', async () => {
  const server = await startOnvifServer(wantsPassword);

  const outcome = await probe(server.port, { cleartextTo: ['cam-1'] });

  expect(outcome).toMatchObject({
    ok: true,
    report: { access: { protocol: 'onvif', weakness: 'cleartext-login' } },
  });
  expect(outcome?.report?.identity).toBeDefined();
});

test('a password is given in clear by TLS to the pinned key', async () => {
  const server = await startOnvifServer(wantsPassword, SELF_SIGNED);

  const outcome = await probe(server.port, { transport: 'tls', device: { tlsPins: [SELF_SIGNED_PIN] } });

  expect(outcome?.report?.access).toEqual({ protocol: 'onvif' });
  expect(outcome?.report?.tlsPin).toBe(SELF_SIGNED_PIN);
  expect(passwordsOf(server).length).toBeGreaterThan(0);
});

test('whoever shows another key than the pinned one is asked nothing, not even the time', async () => {
  const server = await startOnvifServer(wantsPassword, ISSUED);

  const outcome = await probe(server.port, { transport: 'tls', device: { tlsPins: [SELF_SIGNED_PIN] } });

  expect(outcome).toEqual({
    ok: false,
    reason: 'pin-mismatch',
    detail: `it shows the key ${ISSUED_PIN} by TLS, which is not the pinned one (tls_pin): nothing was asked`,
  });
  expect(server.asked).toEqual([]);
});
