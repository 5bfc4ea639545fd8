import { dirname } from 'node:path';
import { besidePath } from '../core/domain/record-place.ts';
import type { Secret } from '../core/domain/secret.ts';
import { CamwatchError } from '../core/errors.ts';
import { makeFolder } from '../ledger/files/make-folder.ts';
import { loadPrivateKey } from './private-key.ts';

/** The key that links in mails are signed with is not what it should be. */
export class MailLinkKeyError extends CamwatchError {
  readonly code = 'MAIL_LINK_KEY';
}

/** Beside the accounts: what it signs lets somebody act. Without it (removed) no link that was sent is good any more. @throws MAIL_LINK_KEY */
export function loadMailLinkKey(accountsPath: string): Secret {
  const path = `${besidePath(accountsPath)}.mail-link-key`;
  makeFolder(dirname(path));
  return loadPrivateKey(path, (message, cause) => new MailLinkKeyError(message, { cause }));
}
