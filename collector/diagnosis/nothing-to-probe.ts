import { CamwatchError } from '../../core/errors.ts';

/** Thrown when a device has nothing that can be probed. */
export class NothingToProbeError extends CamwatchError {
  readonly code = 'NOTHING_TO_PROBE';
}
