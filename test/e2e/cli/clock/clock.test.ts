import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { expect, onTestFailed, onTestFinished, test, vi } from 'vitest';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import { openIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import type { buildReadiness } from '#portal/city/readiness.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { type FakedClock, fakeClock, startFaked } from '#test/support/faked-clock.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { startNtpServer } from '#test/support/ntp-server.ts';
import { change, tamper } from '#test/support/temp-ledger.ts';

const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const PATIENCE = { timeout: 120_000, interval: 200 };
// Beside other tests all takes several times as long.
vi.setConfig({ testTimeout: 400_000 });
const ANOTHER_BOOT = `UPDATE meta SET value = json_set(value, '$.boot_id', 'another') WHERE name = 'clock-origin'`;

async function cityUnder(clock: FakedClock, more = '') {
  const dir = await makeConfigDir({ devices: 3, interval: '1s', more });
  // Of a ping the kernel tells when it arrived, and no library fakes that.
  const port = await listen();
  const settings = join(dir, 'camwatch.yaml');
  const text = await readFile(settings, 'utf8');
  await writeFile(
    settings,
    text.replace('id: test-1,', `id: test-1, icmp: tcp, icmp_fallback_port: ${port},`),
  );
  const ledger = join(dir, 'data/ledger.sqlite');
  return { dir, ledger, clock, run: () => watch(clock, dir) };
}

/** Every address of the loopback accepts connections, until the test ends. */
async function listen(): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, '0.0.0.0');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  return place.port;
}

type Readiness = Pick<ReturnType<typeof buildReadiness>, 'ready' | 'checks'>;

/** A camwatch that runs under a faked clock. */
async function watch(clock: FakedClock, dir: string) {
  const child = startFaked(clock, ['run', '--config', dir]);
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  onTestFailed(() => void process.stderr.write(said.join('')));
  const line = await readLogLines(child.stderr).next('"watching"');
  const { url } = JSON.parse(line);
  // What does not answer is to stand in the failure, not the answer before it.
  const readiness = async (): Promise<Readiness> =>
    JSON.parse(await (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(seconds(20)) })).text());
  return {
    readiness,
    isReady: () =>
      vi.waitFor(async () => {
        const { ready, checks } = await readiness();
        // What is not well is to stand in the failure.
        expect(ready ? 'ready' : checks).toBe('ready');
      }, PATIENCE),
    doubts: (reason: string) =>
      vi.waitFor(
        async () =>
          expect(await readiness()).toMatchObject({ ready: false, checks: { clock: { ok: false, reason } } }),
        PATIENCE,
      ),
    metric: async (name: string) =>
      new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${url}/metrics`)).text())?.[1],
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await once(child, 'close');
      expect(code).toBe(0);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

function readFrom(ledger: string) {
  const reader = openLedgerReader(ledger);
  try {
    const recorded = [...reader.changes(EVER)].flatMap(({ atMs, recordedMs }) => [atMs, recordedMs]);
    const segments = [...reader.coverage(EVER)];
    return { segments, timesMs: [...recorded, ...segments.flatMap(({ fromMs, toMs }) => [fromMs, toMs])] };
  } finally {
    reader.close();
  }
}

/** News of all incidents, in words. */
function newsOf(ledger: string) {
  const reads = openIncidentReads(ledger);
  try {
    return Array.from(reads.newsBetween(0, Number.MAX_SAFE_INTEGER), ({ kind, incident: { root } }) => {
      const cause = root.kind === 'collector' ? root.clockDoubt?.cause : undefined;
      return `${kind} ${root.kind} ${cause}`;
    });
  } finally {
    reads.close();
  }
}

const tells = (ledger: string, ...news: readonly string[]) =>
  vi.waitFor(() => expect(newsOf(ledger)).toEqual(news), PATIENCE);

/** Until the last stretch of coverage grows beyond an instant. */
const covers = (ledger: string, beyondMs: number) =>
  vi.waitFor(() => expect(readFrom(ledger).segments.at(-1)?.toMs).toBeGreaterThan(beyondMs), PATIENCE);

async function confirm({ clock, dir }: { clock: FakedClock; dir: string }, ...more: readonly string[]) {
  const words = ['--reason', 'looked at the wall', '--author', 'tester'];
  return await command({ clock, dir }, ['clock', 'confirm', ...words, ...more]);
}

async function command({ clock, dir }: { clock: FakedClock; dir: string }, args: readonly string[]) {
  const child = startFaked(clock, [...args, '--config', dir]);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code };
}

test.each([
  ['ten years forwards', '+3652d', days(3_652)],
  ['two days backwards', '-2d', -days(2)],
])(
  '%s and back: nothing of the wrong time is recorded, and it covers again at once',
  async (_, offset, byMs) => {
    const clock = fakeClock('+0');
    const { ledger, run } = await cityUnder(clock);
    const startedMs = Date.now();
    const city = await run();
    await covers(ledger, startedMs);

    clock.set(offset);
    await city.doubts('step');
    const { checks } = await city.readiness();
    expect(Math.abs((checks.clock.off_seconds ?? 0) * 1_000 - byMs)).toBeLessThan(seconds(60));
    await vi.waitFor(async () => expect(await city.metric('camwatch_clock_trusted')).toBe('0'), PATIENCE);
    // It is on its way to the disk when it is told.
    await vi.waitFor(() => expect(readFrom(ledger).segments.at(-1)?.ended).toBe('clock-step'), PATIENCE);
    clock.set('+0');
    const backMs = Date.now();
    await city.isReady();
    await covers(ledger, backMs);
    await city.stop();

    const { timesMs } = readFrom(ledger);
    expect(Math.min(...timesMs)).toBeGreaterThanOrEqual(startedMs);
    expect(Math.max(...timesMs)).toBeLessThanOrEqual(Date.now());
  },
);

test('half an hour forwards ends coverage, and is taken over', async () => {
  const clock = fakeClock('+0');
  const { ledger, run } = await cityUnder(clock);
  const startedMs = Date.now();
  const city = await run();
  await covers(ledger, startedMs);

  clock.set('+30m');
  await covers(ledger, startedMs + minutes(30));
  await city.stop();

  const [before, after] = readFrom(ledger).segments;
  expect(before?.ended).toBe('clock-step');
  expect((after?.fromMs ?? 0) - (before?.toMs ?? 0)).toBeGreaterThan(minutes(29));
});

test('a restart after a step goes on only when the clock is back', async () => {
  const clock = fakeClock('+0');
  const { ledger, run } = await cityUnder(clock);
  const startedMs = Date.now();
  const first = await run();
  await covers(ledger, startedMs);
  await first.kill();

  clock.set('+3652d');
  const second = await run();
  await second.doubts('step');
  await tells(ledger, 'opened collector step');
  await second.kill();
  expect(Math.max(...readFrom(ledger).timesMs)).toBeLessThanOrEqual(Date.now());
  const third = await run();
  await third.doubts('step');
  clock.set('+0');
  await third.isReady();
  await covers(ledger, Date.now());
  await tells(ledger, 'opened collector step', 'resolved collector step');
  await third.stop();

  const { segments, timesMs } = readFrom(ledger);
  expect(segments[0]?.ended).toBe('crash');
  expect(Math.max(...timesMs)).toBeLessThanOrEqual(Date.now());
});

test.each([
  {
    name: 'a restored machine, whose clock is older than the record',
    ...{ offset: '-30d', byMs: -days(30), reason: 'behind-record' },
    // The time is believed now, and by it the record reaches into the future.
    confirmed: { ok: false, reason: 'record-ahead', off_seconds: null },
  },
  {
    name: 'a machine that was off, or whose clock is ahead',
    ...{ offset: '+2d', byMs: days(2), reason: 'ahead-of-record' },
    confirmed: { ok: true, reason: null, off_seconds: null },
  },
])(
  '$name: without a time server nothing is recorded until a command confirms the time',
  async ({ offset, byMs, reason, confirmed }) => {
    const clock = fakeClock('+0');
    const world = await cityUnder(clock);
    const startedMs = Date.now();
    const first = await world.run();
    await covers(world.ledger, startedMs);
    await first.stop();
    tamper(world.ledger, ANOTHER_BOOT);

    clock.set(offset);
    const second = await world.run();
    await second.doubts(reason);
    expect(await confirm(world)).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing was recorded'),
    });
    await second.doubts(reason);
    expect(await confirm(world, '--yes')).toMatchObject({ code: 0 });
    await vi.waitFor(
      async () => expect(await second.readiness()).toMatchObject({ checks: { clock: confirmed } }),
      PATIENCE,
    );
    if (byMs > 0) await covers(world.ledger, Date.now() + byMs);
    await second.stop();

    const reader = openLedgerReader(world.ledger);
    expect(reader.lastConfirmation()).toMatchObject({ author: 'tester', reason: 'looked at the wall' });
    reader.close();
  },
);

test('a record that reaches into the future says so, and covers at once when that was voided', async () => {
  const clock = fakeClock('+0');
  const world = await cityUnder(clock);
  const laterMs = Date.now() + days(3_652);
  await recordFuture(world.ledger, laterMs);
  const city = await world.run();
  await city.doubts('record-ahead');
  await city.stop();
  const reason = ['--reason', 'the clock stood at 2036'];
  const voidFuture = (...more: readonly string[]) =>
    command(world, ['ledger', 'void-future', ...reason, ...more]);

  expect(await voidFuture('--yes')).toMatchObject({
    code: 1,
    err: expect.stringContaining('what is the future is not certain'),
  });
  expect(await confirm(world, '--yes')).toMatchObject({ code: 0 });
  expect(await voidFuture()).toMatchObject({ code: 1, out: expect.stringContaining('2 rows of the future') });
  expect(readFrom(world.ledger).segments.length).toBe(1);
  expect(await voidFuture('--yes')).toMatchObject({ code: 0 });
  expect(await command(world, ['ledger', 'verify', '--full'])).toMatchObject({ code: 0 });
  const again = await world.run();
  await again.isReady();
  await covers(world.ledger, 0);
  await again.stop();

  expect(Math.max(...readFrom(world.ledger).timesMs)).toBeLessThanOrEqual(Date.now());
});

/** What a camwatch of before left that had seen ten years forwards for 16 seconds, and then the right time again. */
async function recordFuture(path: string, laterMs: number): Promise<void> {
  const now = { ms: laterMs };
  const ledger = await openLedger({
    ...{ path, collector: 'test-1', run: 'before', logger: pino({ level: 'silent' }), nowMs: () => now.ms },
  });
  const changes = [change('device:cam-0', 'down', laterMs)];
  await ledger.record({
    changes,
    coverage: [{ fromMs: laterMs, toMs: laterMs + seconds(16), closed: 'clock-step' }],
  });
  now.ms = Date.now();
  await ledger.record({ changes: [change('device:cam-1', 'up', now.ms)] });
  await ledger.close();
}

test('time servers that agree confirm a step; one that lies, beside two, does no harm', async () => {
  const clock = fakeClock('+0');
  const shift = { byMs: 0 };
  const right = [1, 2].map(() => startNtpServer(() => Date.now() + shift.byMs));
  const servers = await Promise.all([...right, startNtpServer(() => Date.now() + hours(9))]);
  const list = servers.map(({ address, port }) => `{ address: ${address}, port: ${port} }`).join(', ');
  const world = await cityUnder(clock, `clock: { servers: [${list}] }`);
  const startedMs = Date.now();
  const city = await world.run();
  await covers(world.ledger, startedMs);

  clock.set('+2d');
  await city.doubts('step');
  expect(await confirm(world, '--yes')).toMatchObject({
    code: 1,
    err: expect.stringContaining('expected what most of clock.servers say'),
  });
  shift.byMs = days(2);
  await city.isReady();
  await covers(world.ledger, Date.now() + days(2) - seconds(60));
  await city.stop();
});

test('a start with time servers that say otherwise records nothing, a new ledger included', async () => {
  const clock = fakeClock('+3652d');
  const server = await startNtpServer(() => Date.now());
  const world = await cityUnder(
    clock,
    `clock: { servers: [{ address: ${server.address}, port: ${server.port} }] }`,
  );
  const city = await world.run();

  await city.doubts('time-servers');
  clock.set('+0');
  await city.isReady();
  await covers(world.ledger, 0);
  await city.stop();

  expect(Math.max(...readFrom(world.ledger).timesMs)).toBeLessThanOrEqual(Date.now());
});
