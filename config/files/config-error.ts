import { CamwatchError } from '../../core/errors.ts';

/** One thing that is wrong, where, and what was expected there. */
export interface Problem {
  /** Name of the file within the configuration folder. */
  readonly file: string;
  readonly line: number;
  /** In YAML the character of the line; in CSV the number of the column, as a spreadsheet counts it (A is 1). */
  readonly col: number;
  /** Path of the key in YAML, name of the column in CSV. */
  readonly path: string;
  /** `expected …, got …` */
  readonly message: string;
}

const MOST_PRINTED = 200;

/** Every problem of a configuration folder at once. */
export class ConfigError extends CamwatchError {
  readonly code = 'CONFIG_INVALID';
  /** The folder, as it was named. */
  readonly where: string;
  readonly problems: readonly Problem[];

  constructor(where: string, problems: readonly Problem[]) {
    super(`${where} is not valid:\n${renderProblems(problems)}`);
    this.where = where;
    this.problems = problems;
  }
}

/** One problem a line; after the first 200 only how many more there are. */
export function renderProblems(problems: readonly Problem[]): string {
  const lines = problems.slice(0, MOST_PRINTED).map((problem) => `  ${renderProblem(problem)}`);
  const unprinted = problems.length - lines.length;
  return [...lines, ...(unprinted > 0 ? [`  and ${unprinted} more`] : [])].join('\n');
}

export function renderProblem({ file, line, col, path, message }: Problem): string {
  return `${file}:${line}:${col} ${path}: ${message}`;
}
