import { CodedError } from '../../../core/errors.ts';

export type FiguresErrorCode = 'REPORT_WINDOW' | 'REPORT_SCOPE';

/** Figures that cannot be asked for so: the message says where, what was expected and what came. */
export class FiguresError extends CodedError<FiguresErrorCode> {}
