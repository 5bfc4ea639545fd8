import { Help } from 'commander';
import { expect, test } from 'vitest';
import { COMMANDS } from '#cli/commands.ts';
import { createTerminal } from '#cli/shell/terminal.ts';

const context = {
  terminal: createTerminal(process.stdout, process.stderr),
  env: {},
  language: 'en' as const,
  stop: new AbortController().signal,
  reportProblem: () => {},
};

test.each(Object.entries(COMMANDS))(
  'the list of commands shows %s as it is, and alone says what it is for',
  async (name, { usage, about, load }) => {
    const command = (await load())(context);

    expect(new Help().subcommandTerm(command)).toBe(`${name} ${usage}`.trimEnd());
    expect(command.description()).toBe('');
    expect(about).toMatch(/\.$/);
  },
);
