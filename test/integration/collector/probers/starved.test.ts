import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';

const CHILD = new URL('../../../support/starved-child.ts', import.meta.url).pathname;

test('a ping for which no descriptor is left is a failure of ours and ends nothing; fping needs none', async () => {
  const child = spawn('sh', ['-c', 'ulimit -n 64 && exec "$@"', 'sh', process.execPath, CHILD], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);

  expect({ code, out, err }).toEqual({
    code: 0,
    out: 'ok\ninternal: Error: spawn ping EMFILE\n',
    err: '',
  });
});
