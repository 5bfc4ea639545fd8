import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { FAST, KINDS, LONG, REPLACING } from './test-kinds.ts';

const words = process.argv.slice(2);
const child = spawn('vitest', ['run', ...FAST.flatMap((name) => ['--project', name]), ...words], {
  stdio: 'inherit',
});
[process.exitCode] = await once(child, 'close');

const slow = KINDS.filter((kind) => !FAST.some((fast) => fast === kind));
const counts = await Promise.all(slow.map(async (kind) => `${await countFiles(kind)} of ${kind}`));
const long = LONG.length + REPLACING.length;
process.stdout.write(`
Left out, in files: ${counts.join(', ')}, and ${long} long ones of unit and property.
  npm test                                    all of them
  npm test -- --project integration           one kind
  npm test -- test/e2e/cli/claims             one folder
`);

async function countFiles(kind: string): Promise<number> {
  const names = await readdir(`test/${kind}`, { recursive: true });
  return names.filter((name) => name.endsWith('.test.ts')).length;
}
