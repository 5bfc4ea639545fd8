import { Command, CommanderError, Help } from 'commander';
import { CamwatchError } from '../core/errors.ts';
import type { Language } from '../core/language/language.ts';
import { VERSION } from '../core/version.ts';
import { COMMANDS } from './commands.ts';
import type { Context } from './shell/context.ts';
import { languageAsked, languageOf } from './shell/language-of.ts';
import { createTerminal, type Output } from './shell/terminal.ts';
import { sayUsage, usageHint } from './shell/usage-errors.ts';

const EXIT_PROBLEM = 1;
const EXIT_USAGE = 2;

/** What a command line runs in: `main.ts` hands in the process, tests hand in streams of their own. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly out: Output;
  readonly err: Output;
  /** Aborts on SIGINT or SIGTERM: whatever runs settles soon after. */
  readonly stop: AbortSignal;
  /** Called as soon as it is known that the command did not succeed; who hears nothing exits with 0. */
  readonly setExitCode: (code: number) => void;
}

/** Runs the command that `words` ask for to its end. @throws what is a fault of ours, and nothing else */
export async function runCli(words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { env, out, err, stop, setExitCode } = surroundings;
  const language = languageAsked(words) ?? languageOf(env);
  const terminal = createTerminal(out, err);
  const context: Context = { terminal, env, language, stop, reportProblem: () => setExitCode(EXIT_PROBLEM) };
  try {
    const asked = words.find((word) => Object.hasOwn(COMMANDS, word));
    const program = await buildProgram(context, language, asked);
    await handOver(program, surroundings, language).parseAsync(words, { from: 'user' });
  } catch (error) {
    terminal.clearProgress();
    if (error instanceof CommanderError) {
      setExitCode(error.exitCode === 0 ? 0 : EXIT_USAGE);
    } else if (error instanceof CamwatchError) {
      terminal.printError(`camwatch: ${error.saidToCommands[language]}`);
      setExitCode(EXIT_PROBLEM);
    } else if (stop.aborted && error === stop.reason) {
      setExitCode(EXIT_PROBLEM);
    } else {
      throw error;
    }
  }
}

async function buildProgram(
  context: Context,
  language: Language,
  asked: string | undefined,
): Promise<Command> {
  const program = new Command('camwatch')
    .description(
      'Watches a city of cameras, recorders and links, and makes its availability figures hold up.',
    )
    .version(VERSION)
    .configureHelp({ subcommandTerm: termOf })
    .showHelpAfterError(usageHint(language))
    .addHelpText(
      'after',
      `
Examples:
  camwatch demo --for 60s
  camwatch check config/hanoi
  camwatch run --config /etc/camwatch
  camwatch ledger show --help`,
    );
  for (const [name, { about, load }] of Object.entries(COMMANDS)) {
    const command = name === asked ? (await load())(context) : new Command(name);
    program.addCommand(command.description(about));
  }
  return program;
}

/** Of most only the name is known: what is behind it, as in `check [options] [dir]`, is listed. */
function termOf(command: Command): string {
  const listed = COMMANDS[command.name()];
  return listed ? `${command.name()} ${listed.usage}`.trimEnd() : new Help().subcommandTerm(command);
}

/** Commander exits by itself, writes to the process and speaks English, unless every (sub)command is told otherwise. */
function handOver(command: Command, surroundings: Surroundings, language: Language): Command {
  const { out, err } = surroundings;
  command.exitOverride();
  command.configureOutput({
    writeOut: (text) => out.write(text),
    writeErr: (text) => err.write(text),
    getOutHelpWidth: () => widthOf(out),
    getErrHelpWidth: () => widthOf(err),
    outputError: (text, write) => write(sayUsage(text, language)),
  });
  for (const child of command.commands) handOver(child, surroundings, language);
  return command;
}

const DEFAULT_WIDTH = 80;
const widthOf = ({ isTTY, columns }: Output): number => (isTTY ? columns : undefined) ?? DEFAULT_WIDTH;
