import { existsSync } from 'node:fs';
import { CamwatchError } from '../errors.ts';

export class OutputNotEmptyError extends CamwatchError {
  readonly code = 'OUTPUT_NOT_EMPTY';
}

/** @throws OUTPUT_NOT_EMPTY where a file would be lost that nobody asked to write over. */
export function expectFree(path: string, mayOverwrite: boolean): void {
  if (mayOverwrite || !existsSync(path)) return;
  throw new OutputNotEmptyError(`${path}: expected no such file, or --force, got one`);
}
