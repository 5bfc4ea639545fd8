import { CamwatchError } from '../../core/errors.ts';
import type { InputProblem } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';

/** What is not there for whoever asks, be it that it is another's. */
export class PaperError extends CamwatchError {
  readonly code = 'PAPER_UNKNOWN';

  constructor(said: Said) {
    super(said);
  }
}

/** An answer that was refused, or an act: the code is that of the rule. */
export class PaperRefused extends CamwatchError {
  readonly code: string;
  /** Which field of a form each is of. */
  readonly problems: readonly InputProblem[];

  constructor({
    code,
    said,
    problems = [],
  }: {
    readonly code: string;
    readonly said: Said;
    readonly problems?: readonly InputProblem[];
  }) {
    super(said);
    this.code = code;
    this.problems = problems;
  }
}
