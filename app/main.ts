import { setMaxListeners } from 'node:events';
import { Command, CommanderError } from 'commander';
import { CamwatchError } from '../core/errors.ts';
import type { Context } from './context.ts';
import { buildLedgerCommand } from './ledger-command.ts';
import { buildProbeCommand } from './probe-command.ts';
import { buildRunCommand } from './run-command.ts';
import { buildSimulateCommand } from './simulate-command.ts';
import { createTerminal } from './terminal.ts';
import { VERSION } from './version.ts';

const EXIT_PROBLEM = 1;
const EXIT_USAGE = 2;

/** Builds one subcommand; each lives in a file of its own. */
type CommandBuilder = (context: Context) => Command;

const COMMANDS: readonly CommandBuilder[] = [
  buildLedgerCommand,
  buildProbeCommand,
  buildRunCommand,
  buildSimulateCommand,
];

const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)));
}

const terminal = createTerminal(process.stdout, process.stderr);
const context: Context = {
  terminal,
  env: process.env,
  stop: stopping.signal,
  reportProblem: () => {
    process.exitCode = EXIT_PROBLEM;
  },
};

try {
  await buildProgram().parseAsync(process.argv);
} catch (error) {
  terminal.clearProgress();
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_USAGE;
  } else if (error instanceof CamwatchError) {
    terminal.printError(`camwatch: ${error.message}`);
    process.exitCode = EXIT_PROBLEM;
  } else if (stopping.signal.aborted && error === stopping.signal.reason) {
    process.exitCode = EXIT_PROBLEM;
  } else {
    throw error;
  }
}

function buildProgram(): Command {
  const program = new Command('camwatch')
    .description(
      'Watches a city of cameras, recorders and links, and makes its availability figures hold up.',
    )
    .version(VERSION)
    .showHelpAfterError('(add --help for the options and examples)');
  for (const build of COMMANDS) program.addCommand(build(context));
  return overrideExit(program);
}

/** Commander exits by itself unless every (sub)command is told to throw. */
function overrideExit(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) overrideExit(child);
  return command;
}
