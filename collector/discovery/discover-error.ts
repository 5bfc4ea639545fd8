import { CamwatchError } from '../../core/errors.ts';

/** What shall be looked through cannot be, or is more than one may ask at once. */
export class DiscoverError extends CamwatchError {
  readonly code = 'DISCOVER';
}
