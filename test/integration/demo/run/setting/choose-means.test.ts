import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chooseMeans } from '#demo/run/setting/choose-means.ts';

const stop = new AbortController().signal;
const choose = (searchPath: string) => chooseMeans(searchPath, '127.99.255.9', stop);

/** A folder with programs that do nothing but end with a code. */
async function programs(exitCodes: Readonly<Record<string, number>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-means-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [name, code] of Object.entries(exitCodes)) {
    await writeFile(join(dir, name), `#!/bin/sh\nexit ${code}\n`, { mode: 0o755 });
  }
  return dir;
}

describe('chooseMeans', () => {
  test('without ip faults are made by listeners, and reach is a TCP connect', async () => {
    expect(await choose('')).toEqual({
      faults: 'listeners',
      icmp: 'tcp',
      why: 'ip-missing',
      detail: 'no program ip on PATH',
    });
  });

  test('without the right to change routes likewise', async () => {
    expect(await choose(await programs({ ip: 2 }))).toMatchObject({
      faults: 'listeners',
      why: 'routes-refused',
      detail: 'ip route replace failed: exit code 2',
    });
  });

  test('without a fping that can see this machine likewise', async () => {
    const means = await choose(await programs({ ip: 0, fping: 3 }));

    expect(means).toMatchObject({ faults: 'listeners', icmp: 'tcp', why: 'fping-unusable' });
  });

  test('with all of them faults are routes', async () => {
    const dir = await programs({ ip: 0 });
    await writeFile(join(dir, 'fping'), '#!/bin/sh\necho "127.0.0.1 : 0.02 0.02" >&2\n', { mode: 0o755 });

    expect(await choose([dir, '/usr/bin', '/bin'].join(delimiter))).toEqual({
      faults: 'routes',
      icmp: 'fping',
      ipProgram: join(dir, 'ip'),
    });
  });
});
