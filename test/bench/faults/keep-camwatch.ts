import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Disturbance } from './truth.ts';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** `camwatch run`, as a supervisor would keep it, and when it did not run. */
export interface KeptCamwatch {
  readonly camwatch: () => ChildProcess;
  readonly start: () => void;
  /** @returns its exit code, and `null` where it was killed. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
  readonly off: Disturbance[];
  /** How it ended where nobody had told it to; it is started again then. */
  readonly surprises: readonly string[];
}

interface KeepOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logPath: string;
}

export function keepCamwatch({ dir, env, logPath }: KeepOptions): KeptCamwatch {
  const log = createWriteStream(logPath, { flags: 'a' });
  const off: Disturbance[] = [];
  const surprises: string[] = [];
  let child: ChildProcess;
  let endedMs: number | undefined;
  let isTold = false;
  const start = () => {
    if (endedMs !== undefined) off.push({ kind: 'not running', fromMs: endedMs, toMs: Date.now() });
    isTold = false;
    child = spawn(join(ROOT, 'camwatch'), ['run', '--config', dir], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr?.pipe(log, { end: false });
    child.once('exit', (code, signal) => {
      endedMs = Date.now();
      if (isTold) return;
      surprises.push(`camwatch ended by itself, ${new Date().toISOString()}: ${code ?? signal}`);
      start();
    });
  };
  return {
    ...{ start, off, surprises },
    camwatch: () => child,
    end: async (signal) => {
      isTold = true;
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}
