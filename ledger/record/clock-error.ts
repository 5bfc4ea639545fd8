import { CamwatchError } from '../../core/errors.ts';

/** What somebody wants to put on record about the time is contradicted by those who know. */
export class ClockError extends CamwatchError {
  readonly code = 'CLOCK_REFUSED';
}
