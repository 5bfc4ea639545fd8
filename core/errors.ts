import type { Said } from './language/said.ts';

export interface SaidOptions extends ErrorOptions {
  /** What whoever types commands does about it, such as `--attach FILE`: the same in every language, and on no page. */
  readonly command?: string | undefined;
}

/** Base of every error camwatch throws on purpose. `code` is stable and documented in docs/errors.md. */
export abstract class CamwatchError extends Error {
  abstract readonly code: string;

  /** In both languages; errors that only those who keep the machine meet are English in both. */
  readonly said: Said;
  /** The same for whoever typed a command: with what to type. */
  readonly saidToCommands: Said;

  constructor(message: string | Said, { command, ...options }: SaidOptions = {}) {
    const said = typeof message === 'string' ? { en: message, vi: message } : message;
    const typed = command === undefined ? '' : ` (${command})`;
    super(`${said.en}${typed}`, options);
    this.name = new.target.name;
    this.said = said;
    this.saidToCommands = { en: this.message, vi: `${said.vi}${typed}` };
  }
}

/** An error of one of several kinds. */
export abstract class CodedError<
  Code extends string,
  Message extends string | Said = string,
> extends CamwatchError {
  readonly code: Code;

  constructor(code: Code, message: Message, options?: SaidOptions) {
    super(message, options);
    this.code = code;
  }
}
