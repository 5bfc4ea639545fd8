import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it. By hand, since Node's `recursive` never returns where a parent is there and takes
 * no folder, as in /proc. They are nothing for other users of the machine: a ledger names what is secret.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, 0o750);
}
