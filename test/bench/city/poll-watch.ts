import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** When polls went out, as seen on the cable. */
export interface PollWatch {
  /** Of this address, in their order. */
  readonly sentMs: (address: string) => readonly number[];
  readonly close: () => void;
}

/** @param program That of `devices/polls.c`. */
export async function watchPolls(program: string, cable: string): Promise<PollWatch> {
  const child = spawn(program, [cable], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  await Promise.race([once(lines, 'line'), once(child, 'exit').then(fail)]);
  const sent = new Map<string, number[]>();
  lines.on('line', (line) => {
    const [address = '', atMs] = line.split(' ');
    const known = sent.get(address);
    if (known) known.push(Number(atMs));
    else sent.set(address, [Number(atMs)]);
  });
  return { sentMs: (address) => sent.get(address) ?? [], close: () => child.kill() };
}

function fail([code]: readonly unknown[]): never {
  throw new Error(`polls are not watched: the program ended with ${code}`);
}
