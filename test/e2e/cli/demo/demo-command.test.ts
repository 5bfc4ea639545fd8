import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findProgram } from '#collector/probers/reach-engine.ts';
import type { DemoResult } from '#demo/run/demo-result.ts';
import { en } from '#portal/web/messages/en.ts';
import { findRouteProblem } from '#simulator/faults/routes.ts';
import { startTcpServer } from '#test/support/tcp.ts';

const PROGRAM = new URL('../../../../camwatch', import.meta.url).pathname;
const searchPath = process.env.PATH ?? '';
const ip = await findProgram('ip', searchPath);
/** Where routes cannot be changed, the demo makes its faults by listeners, and the test holds it to that. */
const mayRoute =
  ip !== undefined &&
  (await findProgram('fping', searchPath)) !== undefined &&
  (await findRouteProblem(ip, '127.99.203.1')) === undefined;

const started: ChildProcess[] = [];

function startDemo(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(PROGRAM, ['demo', '--port', '0', '--lang', 'en', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return { child, output: text(child.stdout), errors: text(child.stderr), exit: once(child, 'close') };
}

/** What it wrote, once it ended; what it said on the way stands in the failure where it wrote nothing. */
async function resultOf({ output, errors }: ReturnType<typeof startDemo>): Promise<DemoResult> {
  const [written, said] = await Promise.all([output, errors]);
  expect(written, said).toMatch(/^\{/);
  return JSON.parse(written);
}

/** Its folder, and the block of addresses in the name of it, as the introduction says. */
function folderIn(introduction: string) {
  const [, dir = '', block = ''] = /Log: (\S+\/127\.(\d+))\/camwatch\.log/.exec(introduction) ?? [];
  return { dir, block };
}

async function expectNothingLeft(introduction: string): Promise<void> {
  const { dir, block } = folderIn(introduction);
  expect(block).toMatch(/^\d+$/);
  await expect(access(dir)).rejects.toThrow('ENOENT');
  expect(await routesOf(block)).toEqual([]);
  expect(await processesNaming(dir)).toEqual([]);
  expect(await isListening(`127.${block}.255.1`, 18_080)).toBe(false);
}

async function routesOf(block: string): Promise<string[]> {
  if (ip === undefined) return [];
  const { stdout } = await promisify(execFile)(ip, ['route', 'show', 'table', 'local']);
  return stdout.split('\n').filter((line) => line.startsWith(`unreachable 127.${block}.`));
}

async function processesNaming(dir: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(`${dir}/`));
}

function isListening(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

let bareBin: string;

beforeAll(async () => {
  bareBin = await mkdtemp(join(tmpdir(), 'camwatch-path-'));
  await symlink(process.execPath, join(bareBin, 'node'));
  await symlink('/bin/sh', join(bareBin, 'sh'));
});

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(bareBin, { recursive: true });
});

test('a page port that is taken ends it with a clear message, and leaves nothing behind', async () => {
  const port = await startTcpServer();

  const { errors, exit } = startDemo(['--port', String(port), '--block', '240']);

  expect(await exit).toEqual([1, null]);
  expect(await errors).toContain(
    `camwatch: page.port: expected a free port on 127.0.0.1, but ${port} is in use by another program`,
  );
  expect(await routesOf('240')).toEqual([]);
  expect(await processesNaming('127.240')).toEqual([]);
});

// Alone: beside two other cities it would be their time that is measured.
test('Ctrl-C in the middle of a fault ends it cleanly within three seconds', async () => {
  const { child, output, errors, exit } = startDemo([]);
  let seen = '';
  child.stdout.on('data', (chunk) => {
    seen += chunk;
  });
  const isOver = exit.then(async () => Promise.reject(new Error(`the demo ended: ${await errors}`)));
  const isSeen = vi.waitFor(() => expect(seen).toContain('seen by camwatch'), {
    timeout: 60_000,
    interval: 100,
  });
  await Promise.race([isSeen, isOver]);
  const page = await fetch(/Look here: (\S+)/.exec(seen)?.[1] ?? '');
  expect(await page.text()).toContain(en.demoNotice);

  const stoppedMs = performance.now();
  child.kill('SIGINT');
  await exit;

  expect(performance.now() - stoppedMs).toBeLessThan(3_000);
  expect(child.exitCode, await output).toBe(0);
  expect(await output).toContain('everything the demo made has been removed');
  await expectNothingLeft(seen);
});

// Each has a block of addresses of its own, and most of its time is waiting: they run at the same time.
describe.concurrent('camwatch demo', () => {
  test('says at once what is wrong with an option', async () => {
    const { errors, exit } = startDemo(['--for', '20s']);

    expect(await exit).toEqual([2, null]);
    expect(await errors).toContain(
      "option '--for <duration>' argument '20s' is invalid. Expected at least 55s: less does not hold a fault of every kind.",
    );
  });

  test('finds every scripted fault within one interval by pings, and keeps every measurement', async () => {
    const demo = startDemo(['--for', '90s', '--json', '--influx-break', '8s']);
    const { errors, exit } = demo;

    const result = await resultOf(demo);

    expectAgreement(result);
    expect(await exit).toEqual([0, null]);
    expect(result).toMatchObject({
      isFine: true,
      devices: 300,
      reachEngine: mayRoute ? 'fping' : 'tcp',
      faultsMadeBy: mayRoute ? 'routes' : 'listeners',
      ledger: { problems: [] },
      influx: { queued: 0, dropped: 0 },
    });
    expect(result.coverage.coveredMs).toBeGreaterThan(45_000);
    const { points, readings } = result.influx ?? expect.fail('the demo had no InfluxDB');
    const { reach = 0, service = 0, stream = 0, recorder = 0 } = points;
    expect(reach + service + stream + recorder).toBe(readings);
    for (const { measured, stored } of result.bandwidth.links) expect(stored).toEqual(measured);
    // Days are written once they are over, and those of contracts every five minutes: a demo is over before. Days of
    // lines are added up every quarter of an hour, and recorders from the third whole minute on, which it may be in or not.
    // Of a cluster nothing is written by one machine.
    const names = Object.keys(points).filter((name) => name !== 'traffic_day' && name !== 'recordings');
    const untold = names.filter((name) => name === 'sla' || /^(availability_.*day|cluster_.*)$/.test(name));
    expect(names.filter((name) => points[name] === 0)).toEqual(untold);
    await expectNothingLeft(await errors);
  });

  test('finds every scripted fault within one interval by TCP connects, where PATH has only Node and a shell', async () => {
    const demo = startDemo(['--for', '90s', '--json'], { PATH: bareBin });
    const { errors, exit } = demo;

    const result = await resultOf(demo);

    expectAgreement(result);
    expect(await exit).toEqual([0, null]);
    expect(result).toMatchObject({ isFine: true, reachEngine: 'tcp', faultsMadeBy: 'listeners' });
    expect(result).not.toHaveProperty('influx');
    expect(await errors).toContain(
      'reach is a TCP connect, not a ping; faults are made by closing listeners (the program ip is not installed)',
    );
    await expectNothingLeft(await errors);
  });
});

const ALL_KINDS = [
  'agent-restart',
  'channel-lost',
  'clock-drift',
  'dead-camera',
  'disk-full',
  'flapping',
  'link-cut',
  'no-video',
  'port-closed',
  'port-down',
  'saturated',
  'serial-swapped',
  'ward-power',
  'wrong-password',
];

/** Every kind of fault was made and found where the script says, and nothing else was. */
function expectAgreement({ faults, unexpected, edges, standing, bandwidth }: DemoResult): void {
  expect(faults.filter(({ verdict }) => verdict !== 'found')).toEqual([]);
  expect(unexpected).toEqual([]);
  expect(faults.map(({ kind }) => kind).toSorted()).toEqual(ALL_KINDS);
  expect(edges).toMatchObject({ beyond: 0 });
  expect(standing.found).toBe(standing.expected);
  expect(bandwidth).toMatchObject({ isFine: true, restarts: 1 });
  expect(bandwidth.wraps).toBeGreaterThan(0);
  expect(bandwidth.links.length).toBeGreaterThan(10);
}
