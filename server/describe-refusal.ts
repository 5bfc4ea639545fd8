import { ConfigError } from '../config/files/config-error.ts';
import { VanishedError } from '../config/inventory/vanished-error.ts';
import type { CamwatchError } from '../core/errors.ts';
import type { ConfigurationFailure } from '../portal/city/configuration-failure.ts';

/** Why a changed configuration is not taken, as far as a page may tell: how many problems, and the line of the first. */
export function describeRefusal(error: CamwatchError, atMs: number): ConfigurationFailure {
  if (error instanceof VanishedError) return { atMs, problemCount: error.vanished.length };
  if (!(error instanceof ConfigError)) return { atMs, problemCount: 1 };
  const [first] = error.problems;
  return {
    atMs,
    problemCount: error.problems.length,
    ...(first && { firstPlace: `${first.file}:${first.line}` }),
  };
}
