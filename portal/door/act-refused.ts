import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

/** An act that the rules do not admit, whatever they are: the code is that of the rule. */
export class ActRefused extends CamwatchError {
  readonly code: string;

  constructor(code: string, said: Said) {
    super(said);
    this.code = code;
  }
}
