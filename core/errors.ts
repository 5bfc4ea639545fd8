/** Base of every error camwatch throws on purpose. `code` is stable and documented in docs/errors.md. */
export abstract class CamwatchError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}
