import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { CONFIG_HOME } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';
import { runProgram } from '#test/support/run-program.ts';

const UNIT = 'deploy/systemd/camwatch.service';
/** Runs a program with the capabilities and the system calls of the unit: Debian's Python has the library. */
const FENCE = ['test/support/fence.py', UNIT];

test('the unit leaves camwatch exposed to less than 3.0 of 10, as systemd counts', async () => {
  const { out } = await runProgram('systemd-analyze', ['security', '--offline=true', UNIT], 'systemd');

  const [, exposure] = /Overall exposure level for camwatch\.service: (\d+\.\d)/.exec(out) ?? [];
  expect(Number(exposure)).toBeLessThan(3);
});

test('what the unit forbids is refused', async () => {
  const { exitCode, err } = await runFenced('nice', '-n', '5', 'true');

  expect(err).toContain('cannot set niceness: Operation not permitted');
  expect(exitCode).toBe(0);
});

test('what camwatch asks by ICMP with works behind the fence of the unit', async () => {
  expect(await runFenced('fping', '-C', '1', '-q', '127.0.0.1')).toMatchObject({ exitCode: 0 });
  expect(await runFenced('ping', '-c', '1', '127.0.0.1')).toMatchObject({ exitCode: 0 });
});

test('camwatch watches behind the fence of the unit, and ends in order', async () => {
  const dir = await makeConfigDir({ devices: 5, interval: '1s' });
  const args = [...FENCE, './camwatch', 'run', '--config', dir];
  const child = spawn('/usr/bin/python3', args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CONFIG_HOME: CONFIG_HOME },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const log = readLogLines(child.stderr);

  expect(JSON.parse(await log.next('reach is measured'))).toMatchObject({ engine: 'fping', passedOver: [] });
  // The page is served by a thread of its own, which a busy machine starts later.
  const [watching = ''] = await log.all('watching', 'seeing: the canaries answer');
  const { url } = JSON.parse(watching);
  await expect.poll(async () => await countAnswers(url)).toBeGreaterThanOrEqual(5);
  child.kill('SIGTERM');

  expect(await once(child, 'close')).toEqual([0, null]);
});

function runFenced(...program: readonly string[]) {
  return runProgram('/usr/bin/python3', [...FENCE, ...program], 'python3-seccomp');
}

async function countAnswers(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^camwatch_probes_total\{prober="icmp",outcome="ok"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
}
