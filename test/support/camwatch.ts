import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCli } from '#cli/run-cli.ts';

export interface RunResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const PROGRAM = new URL('../../camwatch', import.meta.url).pathname;

/** Keys of the user who runs a command are none of the machine's. */
export const CONFIG_HOME = mkdtempSync(join(tmpdir(), 'camwatch-home-'));
process.once('exit', () => rmSync(CONFIG_HOME, { recursive: true, force: true }));

/** Starts the real command; it is killed should it outlive the test. */
export function startCamwatch(args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return start(PROGRAM, args);
}

/** The same under what a shell sets before, such as `umask 000` or `ulimit -n 64`. */
export function startCamwatchUnder(setting: string, args: readonly string[]) {
  return start('sh', ['-c', `${setting} && exec "$@"`, 'sh', PROGRAM, ...args]);
}

function start(program: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const env = { ...process.env, XDG_CONFIG_HOME: CONFIG_HOME };
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a command to its end as `main.ts` does, but in this process: nothing is started and loaded anew. */
export async function runCamwatch(...args: readonly string[]): Promise<RunResult> {
  const [out, err, stopping] = [collect(), collect(), new AbortController()];
  onTestFinished(() => stopping.abort(new Error('the test is over')));
  let code = 0;
  await runCli(args, {
    env: { ...process.env, XDG_CONFIG_HOME: CONFIG_HOME },
    out: out.stream,
    err: err.stream,
    stop: stopping.signal,
    setExitCode: (asked) => {
      code = asked;
    },
  });
  return { code, out: out.text(), err: err.text() };
}

/** As a pipe takes it: no terminal. */
function collect() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
