import { basename } from 'node:path';
import { type Attachment, storeAttachment } from '../files/attachments.ts';

/** Copies the files beside the ledger, before the row that names them is appended. @throws LEDGER_ATTACHMENT */
export function attachFiles(path: string, files: readonly string[]): Attachment[] {
  return files.map((file) => storeAttachment(path, file));
}

/** The same for rules that only ask whether there are any: nothing is read or written. */
export function plannedFiles(files: readonly string[]): Attachment[] {
  return files.map((file) => ({ name: basename(file), sha256: '', sizeBytes: 0 }));
}
