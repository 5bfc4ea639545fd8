import { besidePath } from '../core/domain/record-place.ts';
import type { Secret } from '../core/domain/secret.ts';
import { CamwatchError } from '../core/errors.ts';
import { loadPrivateKey, type Refuse, readPrivateKey } from './private-key.ts';

/** The key of pseudonyms is not what it should be, or is not there. */
export class PseudonymKeyError extends CamwatchError {
  readonly code = 'PSEUDONYM_KEY';
}

const refuse: Refuse = (message, cause) => new PseudonymKeyError(message, { cause });

/** Beside the ledger, which names the same things: whoever may read the one may read the other. */
export const pseudonymKeyPath = (ledgerPath: string): string => `${besidePath(ledgerPath)}.pseudonym-key`;

/** Reads the key of the ledger at this path, or makes one. For its owner alone, who holds its lock. @throws PSEUDONYM_KEY */
export const loadPseudonymKey = (ledgerPath: string): Secret =>
  loadPrivateKey(pseudonymKeyPath(ledgerPath), refuse);

/** @throws PSEUDONYM_KEY also where there is none yet. */
export const readPseudonymKey = (ledgerPath: string): Secret =>
  readPrivateKey(pseudonymKeyPath(ledgerPath), refuse);
