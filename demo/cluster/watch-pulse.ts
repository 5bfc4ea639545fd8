import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { childEnvironment } from '../../core/host/child-environment.ts';

const Word = z.object({ id: z.string(), atMs: z.number() });

/** What the record heard of collectors, and when. */
export interface Pulse {
  /** Without a word of any collector, or of this one. */
  readonly longestGapMs: (fromMs: number, toMs: number, collector?: string) => number;
  readonly close: () => void;
}

const CHILD = new URL('watch-pulse-child.ts', import.meta.url).pathname;

export function watchPulse(place: string): Pulse {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, place], {
    env: childEnvironment(),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const words: z.output<typeof Word>[] = [];
  createInterface(child.stdout).on('line', (line) => words.push(Word.parse(JSON.parse(line))));
  return {
    longestGapMs: (fromMs, toMs, collector) => {
      const those = words.filter(({ id }) => collector === undefined || id === collector);
      const inside = those.map(({ atMs }) => atMs).filter((atMs) => atMs > fromMs && atMs < toMs);
      const times = [fromMs, ...inside.toSorted((a, b) => a - b), toMs];
      return Math.max(...times.slice(1).map((atMs, index) => atMs - (times[index] ?? atMs)));
    },
    close: () => void child.kill('SIGKILL'),
  };
}
