import { CamwatchError } from '../../core/errors.ts';

export type CheckpointErrorCode = 'CHECKPOINT_INVALID' | 'CHECKPOINT_REFUSED' | 'CHECKPOINT_UNKNOWN';

export class CheckpointError extends CamwatchError {
  readonly code: CheckpointErrorCode;

  constructor(code: CheckpointErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
