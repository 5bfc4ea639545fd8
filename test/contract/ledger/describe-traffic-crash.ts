import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeTrafficCrash({ tempPlace }: StoreUnderTest): void {
  const KILLS = 4;
  const WRITER = new URL('../../support/traffic-writer-child.ts', import.meta.url).pathname;

  /** Starts a writer, kills it with SIGKILL after so many acknowledged writes, and returns the last it acknowledged. */
  async function writeUntilKilled(path: string, run: string, writes: number): Promise<number> {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, path, run], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    const exited = once(child, 'exit');
    let last = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      last = Number(line);
      if (last === writes) child.kill('SIGKILL');
    }
    await exited;
    return last;
  }

  test('kill -9 in the middle of a day loses no sample that was acknowledged and counts none twice', {
    timeout: 120_000,
  }, async () => {
    const path = tempPlace();
    const acknowledged: number[] = [];

    for (let kill = 0; kill < KILLS; kill++) {
      acknowledged.push(await writeUntilKilled(path, `run-${kill}`, 5 + 13 * kill));
    }
    const next = await openTempLedger(path, { run: 'last' });
    await next.closeCrashedTraffic();

    expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    const reader = openTempReader(path);
    for (const [kill, count] of acknowledged.entries()) {
      const days = [...reader.trafficDays({ linkId: `line-run-${kill}-0` })];
      const total = days.reduce((sum, { samples }) => sum + samples, 0);
      // One more may have reached the disk before the kill.
      expect([count, count + 1]).toContain(total);
      expect(days.slice(0, -1).map(({ samples }) => samples)).toEqual(days.slice(1).map(() => 20));
    }
  });
}
