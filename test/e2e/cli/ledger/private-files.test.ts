import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startCamwatchUnder } from '#test/support/camwatch.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { readLogLines } from '#test/support/log-lines.ts';

const QUEUE = 'data/influx-queue';
/** Nobody listens there: what is measured waits in the queue. */
const NO_INFLUX = 'influx: { url: http://127.0.0.1:1 }\n';

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

/** Resolves to the line of the log that was waited for. */
async function runUntilQueued(dir: string, awaited: string): Promise<string> {
  const child = startCamwatchUnder('umask 000', ['run', '--config', dir]);
  const line = await readLogLines(child.stderr).next(awaited);
  await vi.waitFor(async () => expect(await readdir(join(dir, QUEUE))).toContain('000000000001.seg'), 30_000);
  child.kill('SIGTERM');
  await once(child, 'close');
  return line;
}

test('what run writes is nothing for others of the machine, also where the umask takes nothing away', async () => {
  const dir = await makeConfigDir({ devices: 10, more: NO_INFLUX });

  await runUntilQueued(dir, 'watching');

  const names = await readdir(join(dir, 'data'), { recursive: true });
  const modes = await Promise.all(
    names.map(async (name) => [name, await modeOf(join(dir, 'data', name))] as const),
  );
  const inQueue = modes.filter(([name]) => name.startsWith('influx-queue/'));
  expect(inQueue.length).toBeGreaterThanOrEqual(2);
  expect(inQueue.filter(([, mode]) => mode !== '600')).toEqual([]);
  expect(await modeOf(join(dir, QUEUE))).toBe('700');
  // The ledger is its owner's, and of the group that its owner gave it to.
  expect(modes.filter(([, mode]) => !mode.endsWith('0'))).toEqual([]);
  expect(await modeOf(join(dir, 'data/ledger.sqlite'))).toBe('640');
});

test('a queue that was open to others is closed to them, and the log says so', async () => {
  const dir = await makeConfigDir({ devices: 10, more: NO_INFLUX });
  await mkdir(join(dir, QUEUE), { recursive: true });
  await chmod(join(dir, QUEUE), 0o755);
  await writeFile(join(dir, QUEUE, 'rejected.lines'), 'reach,device=cam-0001 up=1 1\n');

  const line = await runUntilQueued(dir, 'queue was open');

  expect(await modeOf(join(dir, QUEUE))).toBe('700');
  expect(JSON.parse(line)).toMatchObject({
    level: 40,
    msg: 'queue was open to others: it is closed to them now',
    dir: join(dir, QUEUE),
    mode: '755',
  });
});
