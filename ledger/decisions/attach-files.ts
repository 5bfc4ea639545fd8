import { basename } from 'node:path';
import { type Attachment, type NewAttachment, storeAttachment } from '../files/attachments.ts';

/** Copies the files beside the ledger, before the row that names them is appended. @throws LEDGER_ATTACHMENT */
export function attachFiles(path: string, files: readonly NewAttachment[]): Attachment[] {
  return files.map((file) => storeAttachment(path, file));
}

/** The same for rules that only ask whether there are any: nothing is read or written. */
export function plannedFiles(files: readonly NewAttachment[]): Attachment[] {
  return files.map((file) => ({
    name: basename(typeof file === 'string' ? file : file.name),
    sha256: '',
    sizeBytes: 0,
  }));
}
