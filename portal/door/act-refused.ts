import { CamwatchError } from '../../core/errors.ts';
import type { InputProblem } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';

/** An act that the rules do not admit, whatever they are: the code is that of the rule. */
export class ActRefused extends CamwatchError {
  readonly code: string;
  /** Which field of a form each is of, where it is about fields. */
  readonly problems: readonly InputProblem[];

  constructor(code: string, said: Said, problems: readonly InputProblem[] = []) {
    super(said);
    this.code = code;
    this.problems = problems;
  }
}
