import { CamwatchError } from '../../core/errors.ts';

export type ReportErrorCode = 'REPORT_FIGURE' | 'REPORT_FILE' | 'REPORT_PLAN';

/** A report cannot be asked for, read or written so; nothing was written. */
export class ReportError extends CamwatchError {
  readonly code: ReportErrorCode;

  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
