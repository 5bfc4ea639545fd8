import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cleanUpDead, influxdPidOf } from '#demo/run/setting/clean-up-dead.ts';

async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-dead-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A process whose command line names a file, as influxd's does. */
async function startNaming(path: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("."); process.stdin.resume()', path]);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('ends the influxd that ran in the folder', async () => {
  const dir = await temporaryDir();
  const influxd = await startNaming('/tmp/camwatch-demo-0/127.77/influx/influxdb.conf');
  await writeFile(influxdPidOf(dir), String(influxd.pid));
  const exited = once(influxd, 'exit');

  await cleanUpDead(dir, '/tmp/camwatch-demo-0/127.77');

  expect(await exited).toEqual([null, 'SIGKILL']);
});

test('leaves a process alone that has the number of the influxd by now', async () => {
  const dir = await temporaryDir();
  const stranger = await startNaming('/tmp/camwatch-demo-0/127.78/influx/influxdb.conf');
  await writeFile(influxdPidOf(dir), String(stranger.pid));

  await cleanUpDead(dir, '/tmp/camwatch-demo-0/127.77');

  expect(stranger.exitCode).toBeNull();
  expect(stranger.signalCode).toBeNull();
  expect(stranger.kill(0)).toBe(true);
});

test.each(['', 'none', '0', '1', '-5'])('a pid file that says "%s" ends nobody', async (text) => {
  const dir = await temporaryDir();
  await writeFile(influxdPidOf(dir), text);

  await expect(cleanUpDead(dir, '/')).resolves.toBeUndefined();
});

test('a folder in which nothing was written down is fine', async () => {
  await expect(cleanUpDead(await temporaryDir(), '/')).resolves.toBeUndefined();
});
