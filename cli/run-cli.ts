import { Command, CommanderError } from 'commander';
import { CamwatchError } from '../core/errors.ts';
import type { Language } from '../core/language/language.ts';
import { VERSION } from '../core/version.ts';
import type { Context } from './shell/context.ts';
import { languageAsked, languageOf } from './shell/language-of.ts';
import { createTerminal, type Output } from './shell/terminal.ts';
import { sayUsage, usageHint } from './shell/usage-errors.ts';

const EXIT_PROBLEM = 1;
const EXIT_USAGE = 2;

/** Builds one subcommand; each lives in a file of its own, and only the one that is asked for is read. */
type CommandBuilder = (context: Context) => Command;

const COMMANDS: Readonly<Record<string, () => Promise<CommandBuilder>>> = {
  alerts: async () => (await import('./alerts-command.ts')).buildAlertsCommand,
  check: async () => (await import('./inventory/check-command.ts')).buildCheckCommand,
  checkpoint: async () => (await import('./checkpoint/checkpoint-command.ts')).buildCheckpointCommand,
  claim: async () => (await import('./claims/claim-command.ts')).buildClaimCommand,
  clock: async () => (await import('./clock/clock-command.ts')).buildClockCommand,
  dashboards: async () => (await import('./dashboards-command.ts')).buildDashboardsCommand,
  demo: async () => (await import('./demo/demo-command.ts')).buildDemoCommand,
  discover: async () => (await import('./discover/discover-command.ts')).buildDiscoverCommand,
  generate: async () => (await import('./generate-command.ts')).buildGenerateCommand,
  import: async () => (await import('./inventory/import-command.ts')).buildImportCommand,
  incidents: async () => (await import('./incidents/incidents-command.ts')).buildIncidentsCommand,
  inventory: async () => (await import('./inventory/inventory-command.ts')).buildInventoryCommand,
  ledger: async () => (await import('./ledger/ledger-command.ts')).buildLedgerCommand,
  maintenance: async () => (await import('./maintenance/maintenance-command.ts')).buildMaintenanceCommand,
  measurements: async () => (await import('./measurements/measurements-command.ts')).buildMeasurementsCommand,
  plan: async () => (await import('./plan/plan-command.ts')).buildPlanCommand,
  probe: async () => (await import('./probe/probe-command.ts')).buildProbeCommand,
  report: async () => (await import('./reports/report-command.ts')).buildReportCommand,
  run: async () => (await import('./run-command.ts')).buildRunCommand,
  simulate: async () => (await import('./inventory/simulate-command.ts')).buildSimulateCommand,
  sla: async () => (await import('./sla/sla-command.ts')).buildSlaCommand,
  statement: async () => (await import('./statements/statement-command.ts')).buildStatementCommand,
  unmeasured: async () => (await import('./unmeasured/unmeasured-command.ts')).buildUnmeasuredCommand,
};

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
  const context: Context = { terminal, env, stop, reportProblem: () => setExitCode(EXIT_PROBLEM) };
  try {
    const program = await buildProgram(context, language, words[0]);
    await handOver(program, surroundings, language).parseAsync(words, { from: 'user' });
  } catch (error) {
    terminal.clearProgress();
    if (error instanceof CommanderError) {
      setExitCode(error.exitCode === 0 ? 0 : EXIT_USAGE);
    } else if (error instanceof CamwatchError) {
      terminal.printError(`camwatch: ${error.said[language]}`);
      setExitCode(EXIT_PROBLEM);
    } else if (stop.aborted && error === stop.reason) {
      setExitCode(EXIT_PROBLEM);
    } else {
      throw error;
    }
  }
}

async function buildProgram(context: Context, language: Language, asked = ''): Promise<Command> {
  const program = new Command('camwatch')
    .description(
      'Watches a city of cameras, recorders and links, and makes its availability figures hold up.',
    )
    .version(VERSION)
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
  const loaders = Object.hasOwn(COMMANDS, asked) ? [COMMANDS[asked]] : Object.values(COMMANDS);
  for (const load of loaders) {
    const build = await load?.();
    if (build) program.addCommand(build(context));
  }
  return program;
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
