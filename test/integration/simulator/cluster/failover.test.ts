import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { runInNamespaces } from '#simulator/cluster/run-in-namespaces.ts';

const supportOf = (name: string) => new URL(`../../../support/cluster/${name}`, import.meta.url).pathname;

/** Needs root and the programs of `deploy/setup.sh --with all`, and fails without: it is not skipped. */
test('a primary that crashes is replaced through HAProxy, keeps what was acknowledged, and comes back as the standby', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'cwc-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  const child = runInNamespaces(supportOf('short-failover-child.ts'), [dir], ['pipe', 'pipe', 'pipe']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = (stream: Readable | null) => (stream === null ? 'nothing' : text(stream));
  const [out, err] = await Promise.all([said(child.stdout), said(child.stderr)]);

  expect(err).toBe('');
  const { before, crashed, after, gapMs, acknowledged, kept } = JSON.parse(out);
  expect(crashed).toBe(before.primary);
  expect(after).toMatchObject({ primary: before.synchronous, synchronous: crashed });
  expect(gapMs).toBeLessThan(20_000);
  expect(kept[0].rows).toBeGreaterThanOrEqual(acknowledged);
  expect(kept[0].rows).toBe(kept[0].highest);
  expect(kept[1]).toEqual(kept[0]);
});

test('kill -9 of who owns the namespaces ends all that runs in them, also what left its parent', async () => {
  const name = randomUUID();
  const owner = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', supportOf('owner-child.ts'), name],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void owner.kill('SIGKILL'));
  await once(owner.stdout, 'data');
  expect(runningWith(name)).not.toEqual([]);

  owner.kill('SIGKILL');

  await expect.poll(() => runningWith(name)).toEqual([]);
});

/** Command lines that have a word. */
function runningWith(word: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(word));
}
