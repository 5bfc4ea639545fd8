import { expect, test } from 'vitest';
import { askTimeServer } from '#collector/clock/ask-time-server.ts';
import { createTimeServerAsker } from '#collector/clock/ask-time-servers.ts';
import { hours, seconds } from '#core/time/units.ts';
import { nextPort } from '#test/support/next-port.ts';
import { type NtpFields, ntpAnswer, startNtpServer } from '#test/support/ntp-server.ts';
import { openUdp, startUdpAgent } from '#test/support/udp-agent.ts';

const WALL_MS = Date.UTC(2026, 10, 28, 3);
const never = new AbortController().signal;
/** Our wall clock stands still, so that what a server says is all that moves. */
const options = { wallMs: () => WALL_MS, timeoutMs: seconds(20) };

test('says what our clock lacks', async () => {
  const server = await startNtpServer(() => WALL_MS + hours(2));

  const answer = await askTimeServer(server, options, never);

  expect(answer).toMatchObject({ address: server.address, port: server.port, ok: true, stratum: 2 });
  if (answer.ok) expect(answer.offsetMs - hours(2)).toBeGreaterThanOrEqual(0);
});

test('each question has a number of its own, and says nothing of our time', async () => {
  const server = await startNtpServer(() => WALL_MS);

  await askTimeServer(server, options, never);
  await askTimeServer(server, options, never);

  const [first, second] = server.received;
  expect(first?.length).toBe(48);
  expect(first?.subarray(0, 40)).toEqual(second?.subarray(0, 40));
  expect(first?.subarray(40)).not.toEqual(second?.subarray(40));
});

test.each<[NtpFields, string]>([
  [{ stratum: 0 }, 'kiss'],
  [{ leap: 3 }, 'unsynchronised'],
  [{ stratum: 16 }, 'unsynchronised'],
  [{ rootDispersionMs: 5_000 }, 'too-far'],
  [{ sentMs: WALL_MS + hours(1) }, 'malformed'],
])('an answer with %o is not believed', async (fields, reason) => {
  const server = await startNtpServer(() => WALL_MS, fields);

  expect(await askTimeServer(server, options, never)).toMatchObject({ ok: false, reason });
});

test('forged answers before the right one do no harm: without our number, cut short, from another port', async () => {
  const stranger = await openUdp('127.66.8.1');
  const server = await startUdpAgent((question, send) => {
    send(ntpAnswer(question, WALL_MS + hours(9)), stranger);
    send(ntpAnswer(question, WALL_MS + hours(9), { originate: new Uint8Array(8) }));
    send(Buffer.alloc(0));
    send(Buffer.alloc(47, 0xff));
    send(Buffer.alloc(1_400, 0xff));
    send(ntpAnswer(question, WALL_MS));
  });

  const answer = await askTimeServer(server, options, never);

  expect(answer).toMatchObject({ ok: true });
  if (answer.ok) expect(answer.offsetMs).toBeLessThan(seconds(21));
});

test('a flood of forged answers ends the question', async () => {
  const server = await startUdpAgent((question, send) => {
    for (let count = 0; count < 100; count++)
      send(ntpAnswer(question, WALL_MS, { originate: new Uint8Array(8) }));
  });

  expect(await askTimeServer(server, options, never)).toMatchObject({ ok: false, reason: 'not-ours' });
});

test('a server that is silent times out, and one that is not there is unreachable', async () => {
  const silent = await startUdpAgent(() => undefined);
  const gone = { address: '127.66.8.1', port: nextPort() };

  expect(await askTimeServer(silent, { ...options, timeoutMs: 50 }, never)).toMatchObject({
    reason: 'timeout',
  });
  expect(await askTimeServer(gone, options, never)).toMatchObject({ reason: 'unreachable' });
  expect(await askTimeServer({ address: 'no.such.name.invalid', port: 123 }, options, never)).toMatchObject({
    ok: false,
  });
});

test('settles soon after abort, without a socket', async () => {
  const silent = await startUdpAgent(() => undefined);
  const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'UDPWrap').length;
  const before = sockets();
  const stopping = new AbortController();
  const asked = askTimeServer(silent, options, stopping.signal);

  stopping.abort(new Error('stop'));

  expect(await asked).toMatchObject({ ok: false, reason: 'timeout' });
  await expect.poll(sockets).toBe(before);
});

test('a server that asks to be left in peace is, for an hour', async () => {
  const time = { ms: 0 };
  const kissing = await startNtpServer(() => WALL_MS, { stratum: 0 });
  const ask = createTimeServerAsker({ ...options, monotonicMs: () => time.ms });

  await ask([kissing], never);
  time.ms += hours(1) - 1;
  expect(await ask([kissing], never)).toEqual({ answers: [expect.objectContaining({ reason: 'kiss' })] });
  expect(kissing.received.length).toBe(1);

  time.ms += 1;
  await ask([kissing], never);
  expect(kissing.received.length).toBe(2);
});

test('a step of our clock while they are asked counts, though one of them had answered before it', async () => {
  const time = { wallMs: WALL_MS };
  const early = await startNtpServer(() => WALL_MS);
  const late = await startUdpAgent((question, send) => {
    setTimeout(() => {
      time.wallMs += hours(48);
      send(ntpAnswer(question, WALL_MS));
    }, 100);
  });
  const ask = createTimeServerAsker({ ...options, wallMs: () => time.wallMs, monotonicMs: () => 0 });

  expect((await ask([early, late], never)).offsetMs).toBe(-hours(48));
});
