import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { childEnvironment } from '../../core/host/child-environment.ts';
import { seconds } from '../../core/time/units.ts';

export interface MachineCommand {
  readonly machine: string;
  /** Who runs it; absent, or where we are not root: ourselves. */
  readonly user?: string | undefined;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Gets what it says. */
  readonly logPath: string;
}

/** A program that runs on one of the machines. */
export interface MachineProcess {
  readonly pid: number;
  readonly isRunning: () => boolean;
  /** With how it ended. */
  readonly ended: Promise<string>;
  /** Asks it to end, and kills it when it has not after ten seconds. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
}

export function startOnMachine({ machine, user, words, env, logPath }: MachineCommand): MachineProcess {
  const log = createWriteStream(logPath, { flags: 'a' });
  const asUser =
    user === undefined || userInfo().uid !== 0
      ? []
      : ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--init-groups'];
  const child = spawn('ip', ['netns', 'exec', machine, ...asUser, ...words], {
    env: { ...childEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let isRunning = true;
  const ended = untilEnded(child).then((how) => {
    isRunning = false;
    log.end(`${how}\n`);
    return how;
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    isRunning: () => isRunning,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds(10));
      await ended;
      clearTimeout(timer);
    },
    kill,
  };
}

async function untilEnded(child: ChildProcess): Promise<string> {
  try {
    // Not 'close': a PostgreSQL that outlives its Patroni holds the pipe open.
    const [code, signal] = await once(child, 'exit');
    return `ended with ${code ?? signal}`;
  } catch (error) {
    return `could not be started: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The last lines of a log, for whoever asks why something did not come up. */
export async function lastWordsOf(logPath: string): Promise<string> {
  const text = await readFile(logPath, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-5).join('\n  ');
}
