import { CamwatchError } from '../../core/errors.ts';

/** Thrown when a cluster cannot be started here, or a part of it does not come up: the message holds its last words. */
export class ClusterError extends CamwatchError {
  readonly code = 'CLUSTER';
}
