import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { runProgram } from './run-program.ts';

const PACKAGE = 'prometheus-alertmanager';

/** Files of a test, in a folder that goes when it ends; their paths. */
export async function writeFiles<Name extends string>(
  texts: Readonly<Record<Name, string>>,
): Promise<(name: Name) => string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-alertmanager-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await Promise.all(
    Object.entries<string>(texts).map(async ([name, text]) => await writeFile(join(dir, name), text)),
  );
  return (name) => join(dir, name);
}

/** Runs amtool, which knows no Alertmanager but the one that is named. */
export const amtool = (...parameters: readonly string[]) => runProgram('amtool', parameters, PACKAGE);

/** The receivers that an alert with these labels would go to. @throws what amtool says */
export async function receiversOf(
  config: string,
  labels: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const { exitCode, out, err } = await amtool(
    'config',
    'routes',
    'test',
    `--config.file=${config}`,
    ...matchers,
  );
  if (exitCode !== 0) throw new Error(err);
  return out.trim().split(',');
}

/** A real Alertmanager on a free loopback port, ended with the test. Resolves with its address. */
export async function startAlertmanager(config: object): Promise<string> {
  const pathOf = await writeFiles({ 'config.json': JSON.stringify(config) });
  const child = spawn(
    PACKAGE,
    [
      `--config.file=${pathOf('config.json')}`,
      `--storage.path=${pathOf('config.json')}.data`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
      '--log.format=json',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill();
    await exited;
  });
  const said: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    const { msg, address } = JSON.parse(line) as { msg?: string; address?: string };
    if (msg !== 'Listening on' || address === undefined) continue;
    child.stderr.resume();
    return `http://${address}`;
  }
  throw new Error(`${PACKAGE} ended: ${said.join('\n')}`);
}
