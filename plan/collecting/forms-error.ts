import { CodedError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';

export type FormsErrorCode = 'FORMS_REFUSED' | 'FORMS_CHANGED';

/** What keeps all forms from being written or collected; what is wrong within one is told beside its cells. */
export class FormsError extends CodedError<FormsErrorCode, Said> {}

/** What the system says of a file while forms are written, as an error of ours. @throws FORMS_REFUSED */
export async function withFileErrors<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    throw new FormsError('FORMS_REFUSED', {
      en: `${path}: expected a place that can be written to, got ${error.code}`,
      vi: `${path}: cần nơi ghi được, nhận được ${error.code}`,
    });
  }
}
