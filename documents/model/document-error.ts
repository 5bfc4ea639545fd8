import { CamwatchError } from '#core/errors.ts';

/** A document that cannot be laid out as it was built: a row that does not fit its columns, bytes that are no picture. */
export class DocumentError extends CamwatchError {
  readonly code = 'DOCUMENT_INVALID';
}
