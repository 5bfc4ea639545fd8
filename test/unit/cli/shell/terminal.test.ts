import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createTerminal } from '#cli/shell/terminal.ts';

/** Something like standard output that is no terminal. */
function pipe() {
  const stream = new PassThrough();
  return Object.assign(stream, { columns: 80, isTTY: false }) as unknown as NodeJS.WriteStream & PassThrough;
}

test('what devices had a say in reaches a pipe without control characters, and an export byte by byte', () => {
  const [out, err] = [pipe(), pipe()];
  const terminal = createTerminal(out, err);

  terminal.printHeard('model \u001b]0;owned\u0007\u009b2J');
  terminal.print('line \u001b[31m');

  expect(String(out.read())).toBe('model \ufffd]0;owned\ufffd\ufffd2J\nline \u001b[31m\n');
});
