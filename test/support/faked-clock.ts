import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeWholeFile } from '#core/host/write-whole-file.ts';
import { fakedEnvironment } from './faketime.ts';
import { tempFolder } from './temp-ledger.ts';

/** The wall clock of processes, which a test moves while they run; their monotonic clock is the machine's. */
export interface FakedClock {
  /** How far it is ahead from now on, as faketime reads it: `+10y`, `-2d`, `+0`. */
  readonly set: (offset: string) => void;
  readonly env: NodeJS.ProcessEnv;
}

export function fakeClock(offset: string): FakedClock {
  const file = join(tempFolder(), 'offset');
  // Never half: every thread reads it.
  const set = (next: string) => writeWholeFile(file, `${next}\n`);
  set(offset);
  return { set, env: fakedEnvironment(file) };
}

/** The real command under a faked clock; killed should it outlive the test. */
export function startFaked({ env }: FakedClock, args: readonly string[]) {
  const program = new URL('../../camwatch', import.meta.url).pathname;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
