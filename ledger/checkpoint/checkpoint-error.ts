import { CodedError } from '../../core/errors.ts';

export type CheckpointErrorCode = 'CHECKPOINT_INVALID' | 'CHECKPOINT_REFUSED' | 'CHECKPOINT_UNKNOWN';

export class CheckpointError extends CodedError<CheckpointErrorCode> {}
