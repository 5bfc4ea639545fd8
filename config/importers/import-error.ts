import { CamwatchError } from '../../core/errors.ts';

const MOST_PRINTED = 200;

/** One thing that keeps a foreign table from being imported. */
export interface ImportProblem {
  /** `Danh sách!B12` in a workbook, `12:2` (line, column) in a CSV file; empty where it is about the whole file. */
  readonly place: string;
  /** Our column. */
  readonly path: string;
  readonly message: string;
}

/** Every problem of a foreign table at once. */
export class ImportError extends CamwatchError {
  readonly code = 'IMPORT_INVALID';
  readonly problems: readonly ImportProblem[];

  constructor(file: string, problems: readonly ImportProblem[]) {
    super(`${file} cannot be imported:\n${render(file, problems)}`);
    this.problems = problems;
  }
}

function render(file: string, problems: readonly ImportProblem[]): string {
  const lines = problems
    .slice(0, MOST_PRINTED)
    .map(({ place, path, message }) => `  ${file}${place === '' ? '' : `:${place}`} ${path}: ${message}`);
  const unprinted = problems.length - lines.length;
  return [...lines, ...(unprinted > 0 ? [`  and ${unprinted} more`] : [])].join('\n');
}
