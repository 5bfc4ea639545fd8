import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { writeWholeFile } from '#core/host/write-whole-file.ts';
import { runProgram } from './run-program.ts';
import { tempFolder } from './temp-ledger.ts';

/** The wall clock of processes, which a test moves while they run; their monotonic clock is the machine's. */
export interface FakedClock {
  /** How far it is ahead from now on, as faketime reads it: `+10y`, `-2d`, `+0`. */
  readonly set: (offset: string) => void;
  /**
   * Says the same in other words. Threads of a process share the text that the library reads, without a lock: now and then one puts the old
   * text in its place while another takes the new one over, and the old time stays until the text is another.
   */
  readonly again: () => void;
  readonly env: NodeJS.ProcessEnv;
}

export async function fakeClock(offset: string): Promise<FakedClock> {
  const library = await runProgram(
    'faketime',
    ['-m', '-f', '+0', 'sh', '-c', 'echo "$LD_PRELOAD"'],
    'faketime',
  );
  const file = join(tempFolder(), 'offset');
  // Never half: every thread reads it.
  let said = offset;
  const write = () => writeWholeFile(file, `${said}\n`);
  write();
  return {
    set: (next) => {
      said = next;
      write();
    },
    // `-2d` is `-2.0d`, and that is `-2.00d`.
    again: () => {
      said = said.replace(/^([+-]\d+)(\.0+)?/, (_all, whole, zeros = '.') => `${whole}${zeros}0`);
      write();
    },
    env: {
      ...process.env,
      LD_PRELOAD: library.out.trim(),
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
  };
}

/** The real command under a faked clock; killed should it outlive the test. */
export function startFaked({ env }: FakedClock, args: readonly string[]) {
  const program = new URL('../../camwatch', import.meta.url).pathname;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
