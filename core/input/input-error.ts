import { CamwatchError } from '../errors.ts';
import type { Language } from '../language/language.ts';

/** One thing that is wrong with an input. */
export interface InputProblem {
  /** Member of the input, such as `evidence`; empty where it is about several. */
  readonly member: string;
  readonly en: string;
  readonly vi: string;
}

/** An input that its schema does not take: nothing was looked up and nothing done. A form shows each problem beside its field. */
export class InputError extends CamwatchError {
  readonly code = 'INPUT_INVALID';
  readonly problems: readonly InputProblem[];

  constructor(problems: readonly InputProblem[]) {
    const say = (language: Language) =>
      problems.map(({ member, ...said }) =>
        member === '' ? said[language] : `${member}: ${said[language]}`,
      );
    super({ en: say('en').join('; '), vi: say('vi').join('; ') });
    this.problems = problems;
  }
}
