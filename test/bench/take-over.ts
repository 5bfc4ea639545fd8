import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watcherOf } from '#core/leases/rendezvous.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { writeLoopbackCity } from '../support/loopback-city.ts';

const DEVICES = 400;
const DEVICES_OF_SITE = 4;
const INTERVALS = ['10s', '60s'];
const NAMES = ['kv-a', 'kv-b'];
const PROGRAM = new URL('../../camwatch', import.meta.url).pathname;

/**
 * A hub and two collectors as people start them, on this machine: both share 100 sites of four devices; one is killed (SIGKILL). How long
 * until the next lease is on record, until the other obeys it, and until its first and its last device has its first state anew.
 */
export async function benchTakeOver(): Promise<string> {
  const rows: string[] = [];
  for (const [silentMs, interval] of [
    [5_000, INTERVALS[0]],
    [10_000, INTERVALS[0]],
    [60_000, INTERVALS[1]],
  ] as const)
    rows.push(await killOne(silentMs, interval ?? ''));
  return [
    '| `silent_after` | interval | granted | obeyed | first, last of its devices | devices |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

async function killOne(silentMs: number, interval: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  const running: ChildProcess[] = [];
  const start = (...args: readonly string[]) => {
    const child = spawn(PROGRAM, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    running.push(child);
    return child;
  };
  try {
    const dir = join(folder, 'centre');
    const port = await freePort();
    const more = `hub: { port: ${port} }\ncluster: { silent_after: ${silentMs / 1_000}s }\n`;
    await writeLoopbackCity(dir, { devices: DEVICES, perSite: DEVICES_OF_SITE, interval, more });
    start('hub', '--config', dir, '--log-level', 'error');
    const collectors = new Map<string, ChildProcess>();
    for (const name of NAMES) {
      const token = join(folder, `${name}.token`);
      await writeFile(token, await invite(dir, name), { mode: 0o600 });
      const own = ['--dir', join(folder, name), '--token', `file:${token}`, '--log-level', 'error'];
      collectors.set(name, start('collector', '--hub', `https://127.0.0.1:${port}`, ...own));
    }
    const record = join(dir, 'data/ledger.sqlite');
    const other = join(folder, 'kv-b/ledger.sqlite');
    await until(() => lastLease(record)?.collectors.length === 2);
    const shared = lastLease(record)?.epoch ?? 0;
    const lost = Array.from({ length: DEVICES }, (_, index) => index)
      .filter((index) => watcherOf(`pole-${1 + Math.floor(index / DEVICES_OF_SITE)}`, NAMES) === 'kv-a')
      .map((index) => `device:cam-${index}`);
    await until(() => lastLease(other)?.epoch === shared);
    await until(() => watchedBy(other, 0).size > 0);
    // All of its first share has a state by then.
    await wait(parseInterval(interval) + 5_000);

    const killedMs = Date.now();
    collectors.get('kv-a')?.kill('SIGKILL');
    await until(() => (lastLease(record)?.epoch ?? 0) > shared);
    const grantedMs = lastLease(record)?.recordedMs ?? 0;
    await until(() => (lastLease(other)?.epoch ?? 0) > shared);
    const obeyedMs = lastLease(other)?.fromMs ?? 0;
    await until(() => lost.every((entity) => watchedBy(other, obeyedMs).has(entity)));
    const again = watchedBy(other, obeyedMs);
    const times = lost.map((entity) => again.get(entity) ?? 0).sort((a, b) => a - b);
    const text = (atMs: number | undefined) => `${(((atMs ?? 0) - killedMs) / 1_000).toFixed(1)} s`;
    const cells = [
      `${silentMs / 1_000} s`,
      interval,
      text(grantedMs),
      text(obeyedMs),
      `${text(times[0])}, ${text(times.at(-1))}`,
      `${lost.length}`,
    ];
    return `| ${cells.join(' | ')} |`;
  } finally {
    await Promise.all(running.map(end));
    await rm(folder, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function invite(dir: string, name: string): Promise<string> {
  const child = spawn(PROGRAM, ['collectors', 'add', name, '--config', dir, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const text = (await child.stdout.toArray()).join('');
  const { token }: { token: string } = JSON.parse(text);
  return token;
}

function lastLease(path: string) {
  return read(path, (reader) => reader.leases({ chain: 'centre' }).at(-1));
}

/** When each device had its first state that was recorded from an instant on. */
function watchedBy(path: string, fromMs: number): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  read(path, (reader) => {
    for (const { entity, state, recordedMs } of reader.changes({}))
      if (state === 'up' && recordedMs >= fromMs && !first.has(entity)) first.set(entity, recordedMs);
  });
  return first;
}

function read<Value>(path: string, ask: (reader: ReturnType<typeof openLedgerReader>) => Value) {
  let reader: ReturnType<typeof openLedgerReader> | undefined;
  try {
    reader = openLedgerReader(path);
    return ask(reader);
  } catch {
    // It is not there yet.
    return undefined;
  } finally {
    reader?.close();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (const endMs = Date.now() + 600_000; !isSo(); await wait(100))
    if (Date.now() > endMs) throw new Error('expected it within ten minutes');
}

const parseInterval = (text: string): number => 1_000 * Number.parseInt(text, 10);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
