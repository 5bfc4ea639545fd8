import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type ReportErrorCode = 'REPORT_FIGURE' | 'REPORT_FILE' | 'REPORT_PLAN';

/** A report cannot be asked for, read or written so; nothing was written. */
export class ReportError extends CodedError<ReportErrorCode, string | Said> {}
