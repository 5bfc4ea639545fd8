import type { Language } from '../../core/language/language.ts';
import type { Terminal } from './terminal.ts';

/** What a command may touch of the outside: handed in by `run-cli.ts`, so that tests can hand in their own. */
export interface Context {
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  /** In which errors are told: `--lang`, else that of the environment. */
  readonly language: Language;
  /** Aborts on SIGINT or SIGTERM: whatever runs settles soon after. */
  readonly stop: AbortSignal;
  /** Asks for the exit code 1: a problem was found and has been reported. */
  readonly reportProblem: () => void;
}
