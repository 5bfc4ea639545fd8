import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { COMMANDS } from '#cli/commands.ts';
import { runCamwatch } from '#test/support/camwatch.ts';

const MAIN = new URL('../../../../cli/main.ts', import.meta.url).pathname;
/** Tells on stderr which modules are read. */
const TELLING = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({ load: (url, context, next) => { process.stderr.write('read ' + url + '\\n'); return next(url, context); } });
`)}`;

async function modulesRead(...args: readonly string[]): Promise<readonly string[]> {
  const argv = ['--disable-warning=ExperimentalWarning', '--import', TELLING, MAIN, ...args];
  const { stderr } = await promisify(execFile)(process.execPath, argv);
  return stderr.split('\n').filter((line) => line.startsWith('read '));
}

test.each([['--help'], ['--version'], ['help']])('camwatch %s reads no command', async (asked) => {
  const read = await modulesRead(asked);

  expect(read.some((line) => line.endsWith('/cli/main.ts'))).toBe(true);
  expect(read.filter((line) => line.includes('-command.ts'))).toEqual([]);
});

test('camwatch help and the name of a command says the same as the command', async () => {
  const [help, own] = await Promise.all([
    runCamwatch('help', 'unmeasured'),
    runCamwatch('unmeasured', '--help'),
  ]);

  expect(help).toEqual(own);
  expect(help.out).toContain('Record that a check gets no answer for a fault of ours: credentials, an');
});

test('every command is in the list', async () => {
  const { out, code } = await runCamwatch('--help');

  expect(code).toBe(0);
  for (const [name, { usage }] of Object.entries(COMMANDS))
    expect(out).toContain(`\n  ${name}${usage === '' ? '' : ` ${usage}`} `);
});
