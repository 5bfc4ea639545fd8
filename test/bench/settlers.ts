import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LedgersTask, SettledSeed } from './settlers-worker.ts';

const PORTION = 250;
const MOST_TOLD = 20;

/**
 * Random ledgers, settled by camwatch and by the verifier, which share no code: how many differ, with their seeds. One
 * thread a core; with a difference the command fails.
 */
export async function benchSettlers({
  ledgers,
  seed,
}: {
  readonly ledgers: number;
  readonly seed: number;
}): Promise<string> {
  const startedMs = performance.now();
  const threads = Math.min(availableParallelism(), ledgers);
  const different: number[] = [];
  let statements = 0;
  let done = 0;
  const note = (settled: SettledSeed) => {
    statements += settled.statements;
    if (settled.differences.length > 0) tell(settled, different.push(settled.seed));
    if (++done % PORTION === 0) tellProgress(done, ledgers, different.length, startedMs);
  };
  await Promise.all(
    Array.from({ length: threads }, (_, first) =>
      settleInThread({ seed, ledgers, first, step: threads }, note),
    ),
  );
  if (different.length > 0) process.exitCode = 1;
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0);
  const rows = [
    ['random ledgers', `${done} (seeds ${seed} to ${seed + ledgers - 1})`],
    ['statements compared to the last figure', String(statements)],
    [
      'ledgers with a difference',
      different.length === 0 ? '0' : `${different.length}: ${different.slice(0, MOST_TOLD).join(', ')}`,
    ],
    ['time', `${seconds} s in ${threads} threads`],
  ];
  return ['| two settlers | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join(
    '\n',
  );
}

function settleInThread(task: LedgersTask, note: (settled: SettledSeed) => void): Promise<void> {
  const worker = new Worker(new URL('./settlers-worker.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    worker.on('message', note);
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`bench: expected a thread to end with 0, got ${code}`));
    });
  });
}

function tell({ seed, differences }: SettledSeed, count: number): void {
  if (count > MOST_TOLD) return;
  process.stderr.write(`bench: seed ${seed}\n  ${differences.slice(0, 5).join('\n  ')}\n`);
}

function tellProgress(done: number, ledgers: number, different: number, startedMs: number): void {
  const minutes = (((performance.now() - startedMs) / done) * (ledgers - done)) / 60_000;
  process.stderr.write(
    `bench: ${done} of ${ledgers} ledgers, ${different} with a difference, ${minutes.toFixed(0)} min left\n`,
  );
}
