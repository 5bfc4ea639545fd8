import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createLauncher } from '#collector/fping/launcher.ts';
import type { FinishedRun } from '#collector/fping/launcher-shell.ts';
import { openUnnamedFile, readLines } from '#collector/fping/unnamed-file.ts';
import { PATIENCE } from '#test/support/patience.ts';

/** No other process sleeps as long. */
const SLEEP = `sleep 6${process.pid}`;
const running = () => new AbortController().signal;

/** `sh -s` runs what it is given. */
const shell = () => createLauncher('/bin/sh');
const script = (input: string, signal = running()) => ({ args: ['-s'], input, signal });

/** Of all processes. */
function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .flatMap((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      } catch {
        // It has ended meanwhile.
        return [];
      }
    });
}

const filesLeft = () => readdirSync('/dev/shm').filter((name) => name.startsWith('.camwatch-'));

async function readAll({ exitCode, output, errors }: FinishedRun) {
  const textOf = async (file: FinishedRun['output']) => {
    const lines: string[] = [];
    for await (const part of readLines(file)) lines.push(...part);
    return lines.join('\n');
  };
  return { exitCode, output: await textOf(output), errors: await textOf(errors) };
}

test('tells the exit code, and what was written to both, run after run', async () => {
  const { run } = shell();

  expect(await run(script('echo one; echo two >&2; exit 3\n'), readAll)).toEqual({
    exitCode: 3,
    output: 'one',
    errors: 'two',
  });
  expect(await run(script('echo more than before\n'), readAll)).toEqual({
    exitCode: 0,
    output: 'more than before',
    errors: '',
  });
});

test('a program that writes more than a pipe holds waits for nobody', async () => {
  const { output } = await shell().run(script('seq 1 200000\n'), readAll);

  expect(output.split('\n')).toEqual(Array.from({ length: 200_000 }, (_, index) => String(index + 1)));
});

test('runs side by side do not mix', async () => {
  const { run } = shell();
  const texts = ['a', 'b', 'c'].map((text) => run(script(`sleep 0.1; echo ${text}\n`), readAll));

  expect((await Promise.all(texts)).map(({ output }) => output)).toEqual(['a', 'b', 'c']);
});

test('an abort kills the program, and the next run is as good as the first', async () => {
  const { run } = shell();
  const stopping = new AbortController();
  const cut = run(script(`${SLEEP}\n`, stopping.signal), readAll);
  await vi.waitFor(() => expect(commandLines()).toContain(SLEEP), PATIENCE);
  stopping.abort(new Error('late'));
  await expect(cut).rejects.toThrow('the shell that runs /bin/sh has ended');
  await vi.waitFor(() => expect(commandLines()).not.toContain(SLEEP), PATIENCE);
  expect(await run(script('echo again\n'), readAll)).toMatchObject({ exitCode: 0, output: 'again' });
});

test('a file has no name from the beginning, so that a process killed at any moment leaves none', async () => {
  const file = await openUnnamedFile();
  onTestFinished(() => file.close());

  expect(readlinkSync(`/proc/self/fd/${file.fd}`)).toMatch(/^\/dev\/shm\/#\d+ \(deleted\)$/);
});

test('a process that is killed takes with it what it started, and leaves no file', async () => {
  const leftBefore = filesLeft();
  const code = `
    const { createLauncher } = await import('${new URL('../../../../collector/fping/launcher.ts', import.meta.url)}');
    await createLauncher('/bin/sh').run(
      { args: ['-s'], input: '${SLEEP}\\n', signal: new AbortController().signal }, async () => undefined);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await vi.waitFor(() => expect(commandLines()).toContain(SLEEP), PATIENCE);
  child.kill('SIGKILL');
  await once(child, 'exit');

  await vi.waitFor(() => expect(commandLines()).not.toContain(SLEEP), PATIENCE);
  await vi.waitFor(
    () => expect(filesLeft().filter((name) => !leftBefore.includes(name))).toEqual([]),
    PATIENCE,
  );
});
