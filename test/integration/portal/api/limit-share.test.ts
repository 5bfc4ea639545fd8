import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { createTimeLimit } from '#portal/api/limit-share.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

type Handler = ReturnType<typeof createTimeLimit>['limit'];
type Request = Parameters<Handler>[0];

/** Asks from an address; each answer takes `costMs`. Returns what it was refused with. */
function setUp() {
  const clock = { ms: 0 };
  const { limit, count } = createTimeLimit({ elapsedMs: () => clock.ms, workedMs: () => clock.ms });
  const ask = (remoteAddress: string, costMs: number) => {
    const request = { socket: { remoteAddress } } as Request;
    try {
      limit(request, {} as Parameters<Handler>[1], () => {
        clock.ms += costMs;
      });
    } catch (error) {
      return (error as { code: string }).code;
    }
    return 'answered';
  };
  return { clock, ask, count };
}

test('who asks too much waits, and others are answered', () => {
  const { clock, ask } = setUp();
  const answers = Array.from({ length: 400 }, () => ask('192.0.2.1', 20));

  // Five seconds at once, and what a share of a quarter gives back meanwhile.
  expect(answers.filter((answer) => answer === 'answered').length).toBe(334);
  expect(ask('192.0.2.1', 20)).toBe('PORTAL_BUSY');
  expect(ask('192.0.2.2', 20)).toBe('answered');
  clock.ms += 1_000;
  expect(ask('192.0.2.1', 20)).toBe('answered');
});

test('what is done after something was waited for is of the same share, and counts once', () => {
  const { clock, ask, count } = setUp();
  const request = { socket: { remoteAddress: '192.0.2.1' } } as Request;
  const work = (costMs: number) => () => {
    clock.ms += costMs;
  };
  count(request, () => count(request, work(4_500)));
  expect(ask('192.0.2.1', 20)).toBe('answered');
  count(request, work(3_000));

  expect(ask('192.0.2.1', 20)).toBe('PORTAL_BUSY');
  expect(ask('192.0.2.2', 20)).toBe('answered');
});

test('many together take up no more than half', () => {
  const { clock, ask } = setUp();
  let answeredMs = 0;
  for (let index = 0; clock.ms < 60_000; index++) {
    if (ask(`192.0.2.${index % 200}`, 20) === 'answered') answeredMs += 20;
    else clock.ms += 20;
  }

  expect(answeredMs / clock.ms).toBeLessThan(0.7);
  expect(answeredMs / clock.ms).toBeGreaterThan(0.5);
});

test('addresses of one network of IPv6 are one', () => {
  const { ask } = setUp();
  for (let index = 0; index < 340; index++) ask(`2001:db8:1:2::${index}`, 20);

  expect(ask('2001:db8:1:2:ffff::1', 20)).toBe('PORTAL_BUSY');
  expect(ask('2001:db8:1:3::1', 20)).toBe('answered');
});

test('a thousand questions in one packet are one question', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  const heard: Buffer[] = [];
  socket.on('error', () => undefined).on('data', (part) => heard.push(part));
  await once(socket, 'connect');
  socket.write('GET /api/v1/devices?limit=500 HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(1_000));
  await once(socket, 'close');

  expect(Buffer.concat(heard).toString().split('HTTP/1.1 200').length - 1).toBeLessThanOrEqual(1);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const answered = /camwatch_http_requests_total\{route="\/api\/v1\/devices",status="\d+"\} (\d+)/.exec(
    metrics,
  );
  expect(Number(answered?.[1] ?? 0)).toBeLessThanOrEqual(1);
});

test('questions one after the other over one connection are all answered', async () => {
  const { url } = await startSamplePortal({ shown: sampleFleet() });

  for (let count = 0; count < 30; count++) expect((await fetch(`${url}/api/v1/summary`)).status).toBe(200);
});
