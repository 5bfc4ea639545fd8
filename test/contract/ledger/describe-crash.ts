import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeCrash({ engine, tempPlace }: StoreUnderTest): void {
  // What is asked of the engine is asked by fewer.
  const KILLS = engine === 'sqlite' ? 10 : 3;
  const WRITER = new URL('../../support/ledger-writer.ts', import.meta.url).pathname;

  /** Starts a writer, kills it with SIGKILL after some acknowledged batches, and returns all it acknowledged. */
  async function writeUntilKilled(path: string, run: string, batches: number): Promise<readonly number[]> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, path, run], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const exited = once(child, 'exit');
    const acknowledged: number[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged.push(Number(line));
      if (acknowledged.length === batches) child.kill('SIGKILL');
    }
    await exited;
    return acknowledged;
  }

  test('kill -9 in the middle of writing loses nothing that was acknowledged, and leaves no lock', {
    timeout: 180_000,
  }, async () => {
    const path = tempPlace();
    const acknowledged: string[] = [];

    for (let kill = 0; kill < KILLS; kill++) {
      const numbers = await writeUntilKilled(path, `run-${kill}`, 20 + 7 * kill);
      acknowledged.push(
        ...numbers.flatMap((number) => ['a', 'b', 'c'].map((name) => `device:run-${kill}-${number}-${name}`)),
      );
    }
    const next = await openTempLedger(path, { run: 'last' });

    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    const recorded = [...openTempReader(path).changes()].map(({ entity }) => entity);
    expect(new Set(recorded).size).toBe(recorded.length);
    expect(new Set(acknowledged).difference(new Set(recorded))).toEqual(new Set());
    // Batches are whole: three changes each.
    expect(recorded.length % 3).toBe(0);
    expect(await next.closeCrashedCoverage()).toMatchObject({ closed: 'crash' });
    const coverage = [...openTempReader(path).coverage({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })];
    expect(coverage.map(({ run, ended }) => [run, ended])).toEqual(
      Array.from({ length: KILLS }, (_, kill) => [`run-${kill}`, 'crash']),
    );
  });
}
