import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { applyEdit, type ConfigEdit, finishEdit } from '#plan/collecting/edit-config.ts';
import { announceEdit, closeEdit, textHash } from '#plan/collecting/pending-edit.ts';

const NAMES = ['contracts.yaml', 'devices.csv', 'handovers.csv'];
const EDIT: ConfigEdit = new Map(
  NAMES.map((name) => [name, { before: `${name} before\n`, after: `${name} after\n` }]),
);
const PENDING = new Map(
  [...EDIT].map(([name, { before = '', after }]) => [name, { before: textHash(before), after }]),
);

async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-edit-'));
  onTestFinished(async () => await rm(dir, { recursive: true }));
  for (const [name, { before = '' }] of EDIT) await writeFile(join(dir, name), before);
  return dir;
}

const textsOf = async (dir: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(dir)).map(async (name) => [name, await readFile(join(dir, name), 'utf8')]),
    ),
  );
const AFTER = Object.fromEntries([...EDIT].map(([name, { after }]) => [name, after]));

describe('an edit of the folder', () => {
  test('leaves nothing behind but what was to be written', async () => {
    const dir = await makeFolder();

    await applyEdit(dir, EDIT);

    expect(await textsOf(dir)).toEqual(AFTER);
  });

  test.each([0, 1, 2, 3])(
    'that was cut off after %i of its files is finished by the next',
    async (written) => {
      const dir = await makeFolder();
      await announceEdit(dir, PENDING);
      for (const name of NAMES.slice(0, written)) await writeFile(join(dir, name), AFTER[name] ?? '');

      await finishEdit(dir);

      expect(await textsOf(dir)).toEqual(AFTER);
    },
  );

  test('is written also where another collection took its announcement away', async () => {
    const dir = await makeFolder();
    const stop = new AbortController();
    const closing = closeWhenever(dir, stop.signal);

    await applyEdit(dir, EDIT);
    stop.abort();
    await closing;

    expect(await textsOf(dir)).toEqual(AFTER);
  });
});

async function closeWhenever(dir: string, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) await closeEdit(dir);
}
