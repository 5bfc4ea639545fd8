import { mkdtempDisposable, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../../support/run-program.ts';

/** One function, one fault; the line stands before what must be told of it. */
const FAULTS = `const work = async () => 1;
export const floating = () => { work(); };
export const floatingList = () => { [1].map(async () => work()); };
export const asCondition = () => { if (work()) return 1; return 2; };
export const asCallback = () => [1].forEach(async () => { await work(); });
export const asMethod: { close: () => void } = { close: async () => { await work(); } };
export const spread = () => ({ ...work() });
export const awaitedNumber = async () => { const one = await 1; return one; };
export const awaitedList = async () => { for await (const one of [1]) void one; };
export const outOfTry = async () => { try { return work(); } catch { return 0; } };
export const halfSwitch = (kind: 'a' | 'b') => { switch (kind) { case 'a': return 1; } return 0; };
export const thrownText = () => { throw 'text'; };
export const asserted = (value: string) => value as string;
export const fine = async () => { const one = await work(); return one; };
`;

test('the step `promises` of npm run check tells each fault that needs types, and nothing of what is right', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'camwatch-promises-'));
  await symlink(resolve('node_modules'), join(folder.path, 'node_modules'));
  await writeFile(
    join(folder.path, 'tsconfig.json'),
    JSON.stringify({ extends: resolve('tsconfig.json'), files: ['faults.ts'] }),
  );
  await writeFile(join(folder.path, 'faults.ts'), FAULTS);

  const { exitCode, out } = await runProgram(
    'node_modules/.bin/oxlint',
    ['--config', '.oxlintrc.json', '--format', 'unix', join(folder.path, 'faults.ts')],
    'npm ci',
  );

  expect(
    [...out.matchAll(/faults\.ts:(\d+):.*\(([a-z-]+)\)\]/g)].map(([, line, rule]) => `${line} ${rule}`),
  ).toEqual([
    '2 no-floating-promises',
    '3 no-floating-promises',
    '4 no-misused-promises',
    '5 no-misused-promises',
    '6 no-misused-promises',
    '7 no-misused-promises',
    '8 await-thenable',
    '9 await-thenable',
    '10 return-await',
    '11 switch-exhaustiveness-check',
    '12 only-throw-error',
    '13 no-unnecessary-type-assertion',
  ]);
  expect(exitCode).toBe(1);
});
