import { CamwatchError } from '../../core/errors.ts';

/** A report cannot be asked for, read or written so; nothing was written. */
export class ReportError extends CamwatchError {
  readonly code: 'REPORT_FIGURE' | 'REPORT_FILE' | 'REPORT_PLAN';

  constructor(code: ReportError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
