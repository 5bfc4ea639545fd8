import type { Said } from './language/said.ts';

/** Base of every error camwatch throws on purpose. `code` is stable and documented in docs/errors.md. */
export abstract class CamwatchError extends Error {
  abstract readonly code: string;

  /** In both languages; errors that only those who keep the machine meet are English in both. */
  readonly said: Said;

  constructor(message: string | Said, options?: ErrorOptions) {
    const said = typeof message === 'string' ? { en: message, vi: message } : message;
    super(said.en, options);
    this.name = new.target.name;
    this.said = said;
  }
}

/** An error of one of several kinds. */
export abstract class CodedError<
  Code extends string,
  Message extends string | Said = string,
> extends CamwatchError {
  readonly code: Code;

  constructor(code: Code, message: Message, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
