import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal } from '#cli/shell/terminal.ts';

/** Something like standard output that is no terminal. */
function pipe() {
  const stream = new PassThrough();
  return Object.assign(stream, { columns: 80, isTTY: false }) as unknown as NodeJS.WriteStream & PassThrough;
}

test('an export reaches a pipe byte by byte', () => {
  const [out, err] = [pipe(), pipe()];
  const terminal = createTerminal(out, err);

  terminal.print('line \u001b[31m');

  expect(String(out.read())).toBe('line \u001b[31m\n');
});
