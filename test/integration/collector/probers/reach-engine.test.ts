import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { chooseReachEngine, findProgram } from '#collector/probers/reach-engine.ts';

const running = () => new AbortController().signal;
const options = { icmp: 'auto', icmpFallbackPort: 80, tcpConcurrency: 10 } as const;

/** A folder with a program called fping that does what the script says. */
async function folderWithFping(script: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-path-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'fping'), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, 'fping'), 0o755);
  return folder;
}

test('takes fping where it works', async () => {
  expect(await chooseReachEngine(options, process.env.PATH ?? '', running())).toMatchObject({
    name: 'fping',
    notes: [],
    fallbackPort: undefined,
  });
});

test('does not let an fping judge that sees every host down, as it does without CAP_NET_RAW', async () => {
  const blind = await folderWithFping(`while read -r address; do echo "$address : - -" >&2; done; exit 1`);

  const engine = await chooseReachEngine(options, blind, running());

  expect(engine.name).not.toBe('fping');
  expect(engine.notes[0]).toBe(
    'fping cannot reach 127.0.0.1 (none of 2 echo requests was answered within 1000ms)',
  );
});

test('says why an fping that breaks was passed over', async () => {
  const broken = await folderWithFping('echo "cannot create raw socket" >&2; exit 4');

  const { notes } = await chooseReachEngine(options, broken, running());

  expect(notes[0]).toBe(
    'fping cannot reach 127.0.0.1 (EngineError: fping ended with 4: cannot create raw socket)',
  );
});

test('an engine that the settings name is not silently replaced', async () => {
  await expect(chooseReachEngine({ ...options, icmp: 'fping' }, '/nowhere', running())).rejects.toThrow(
    'collector.icmp: expected a working fping, but fping is not installed',
  );
});

test('a TCP connect stands in when it is asked for, at the port of the settings', async () => {
  expect(await chooseReachEngine({ ...options, icmp: 'tcp' }, '/nowhere', running())).toMatchObject({
    name: 'tcp',
    fallbackPort: 80,
  });
});

test('a folder that cannot be searched holds no program', async () => {
  expect(await findProgram('fping', '/nowhere::')).toBeUndefined();
});
