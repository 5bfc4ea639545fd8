import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

/** What is not there for whoever asks, be it that it is another's. */
export class PaperError extends CamwatchError {
  readonly code = 'PAPER_UNKNOWN';

  constructor(said: Said) {
    super(said);
  }
}
