import { CamwatchError } from '../../core/errors.ts';

export type FormsErrorCode = 'FORMS_REFUSED' | 'FORMS_CHANGED';

/** What keeps all forms from being written or collected; what is wrong within one is told beside its cells. */
export class FormsError extends CamwatchError {
  readonly code: FormsErrorCode;

  constructor(code: FormsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
