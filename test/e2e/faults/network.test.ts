import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { recordOfRun } from '#test/support/record-of-run.ts';

const run = promisify(execFile);
const PROGRAM = new URL('../../../camwatch', import.meta.url).pathname;
const DEVICES = 20;
const SOON = { timeout: 60_000, interval: 200 };

/** camwatch in a network of its own, which `ip` changes meanwhile. Needs root and fails without: it is not skipped. */
async function startInNetwork(before = 'true') {
  const dir = await makeConfigDir({ devices: DEVICES, interval: '1s' });
  const shell = `ip link set lo up && ${before} && exec "$@"`;
  const words = ['--net', 'sh', '-c', shell, 'sh', PROGRAM, 'run', '--config', dir];
  const child = spawn('unshare', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ip = (...parameters: readonly string[]) =>
    run('nsenter', [`--net=/proc/${child.pid}/ns/net`, 'ip', ...parameters]);
  return {
    ...{ ip, log: readLogLines(child.stderr), ledger: join(dir, 'data/ledger.sqlite') },
    stop: async () => {
      child.kill('SIGTERM');
      expect(await once(child, 'close')).toEqual([0, null]);
    },
  };
}

const unreachable = (block: string) => ['unreachable', block, 'table', 'local'];
/** Of the addresses .1 to .20 those from .16 on. */
const PART = '127.198.0.16/28';
const CUT = 5;

test('a network that is gone is blindness and no outage; a part of it that is gone is the outage of that part', async () => {
  const { ip, log, ledger, stop } = await startInNetwork();
  await vi.waitFor(() => expect(recordOfRun(ledger).changes.length).toBe(DEVICES), SOON);
  await vi.waitFor(() => expect(recordOfRun(ledger).coverage).not.toEqual([]), SOON);
  await ip('link', 'set', 'lo', 'down');
  const goneMs = Date.now();
  await log.next('blind');
  await delay(3_000);
  const backMs = Date.now();
  await ip('link', 'set', 'lo', 'up');
  await log.next('seeing');

  await ip('route', 'add', ...unreachable(PART));
  await vi.waitFor(() => expect(recordOfRun(ledger).outages.length).toBe(CUT), SOON);
  await ip('route', 'del', ...unreachable(PART));
  await vi.waitFor(
    () => expect(recordOfRun(ledger).outages.filter(({ toMs }) => toMs)).toHaveLength(CUT),
    SOON,
  );
  await stop();

  const { coverage, outages } = recordOfRun(ledger);
  // What was seen before the last good round is known; a round takes a second.
  const blind = coverage.filter(({ fromMs, toMs }) => fromMs < backMs && toMs > goneMs + 1_500);
  expect(blind).toEqual([]);
  expect(Math.min(...outages.map(({ fromMs }) => fromMs))).toBeGreaterThan(backMs);
  expect(coverage[0]?.ended).toBe('blind');
});

test('a city of which every device is dead: all are down, and it is no blindness', async () => {
  const { log, ledger, stop } = await startInNetwork(
    `ip route add ${unreachable('127.198.0.0/16').join(' ')}`,
  );
  await log.next('seeing');

  await vi.waitFor(() => expect(recordOfRun(ledger).changes.length).toBe(DEVICES), SOON);
  await stop();

  const { changes } = recordOfRun(ledger);
  expect(new Set(changes.map(({ state }) => state))).not.toContain('up');
  expect(changes.length).toBe(DEVICES);
});
