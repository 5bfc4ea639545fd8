import { Command, CommanderError } from 'commander';
import { CamwatchError } from '../core/errors.ts';
import { buildCheckCommand } from './check-command.ts';
import type { Context } from './context.ts';
import { buildDemoCommand } from './demo-command.ts';
import { buildGenerateCommand } from './generate-command.ts';
import { buildImportCommand } from './import-command.ts';
import { buildInventoryCommand } from './inventory-command.ts';
import { buildLedgerCommand } from './ledger-command.ts';
import { buildProbeCommand } from './probe-command.ts';
import { buildRunCommand } from './run-command.ts';
import { buildSimulateCommand } from './simulate-command.ts';
import { listenForStop } from './stop-signals.ts';
import { createTerminal } from './terminal.ts';
import { VERSION } from './version.ts';

const EXIT_PROBLEM = 1;
const EXIT_USAGE = 2;

/** Builds one subcommand; each lives in a file of its own. */
type CommandBuilder = (context: Context) => Command;

const COMMANDS: readonly CommandBuilder[] = [
  buildCheckCommand,
  buildDemoCommand,
  buildGenerateCommand,
  buildImportCommand,
  buildInventoryCommand,
  buildLedgerCommand,
  buildProbeCommand,
  buildRunCommand,
  buildSimulateCommand,
];

const stop = listenForStop();
const terminal = createTerminal(process.stdout, process.stderr);
const context: Context = {
  terminal,
  env: process.env,
  stop,
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
  } else if (stop.aborted && error === stop.reason) {
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
