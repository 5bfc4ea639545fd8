import { inspect } from 'node:util';

/** A value that prints `[redacted]` wherever it is written by accident: in a log, an error, JSON, a template. */
export interface Secret {
  /** The only way to the value: search for `reveal` to find every place that uses one. */
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

const REDACTED = '[redacted]';

export function createSecret(value: string): Secret {
  const redacted = () => REDACTED;
  const secret = { reveal: () => value, toString: redacted, toJSON: redacted, [inspect.custom]: redacted };
  return secret;
}
