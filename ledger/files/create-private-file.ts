import { closeSync, openSync, rmSync } from 'node:fs';

/**
 * Makes an empty file that only its owner may read, since a ledger names what is secret. What stood there is removed,
 * never written into: it may be another user's link to a file of ours.
 */
export function createPrivateFile(path: string): void {
  rmSync(path, { force: true });
  closeSync(openSync(path, 'wx', 0o600));
}
