import type { Command } from 'commander';
import { findUnseen, renderUnseen } from '../../core/text/unseen-text.ts';

/** Reads `key=value` arguments; the command ends with a message where one is none, or a key stands twice. */
export function parseKeys(command: Command, pairs: readonly string[]): Readonly<Record<string, string>> {
  const written = new Map<string, string>();
  for (const pair of pairs) {
    const [, key, text] = /^([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)?)=(.*)$/su.exec(pair) ?? [];
    if (key === undefined || text === undefined)
      return command.error(`error: expected key=value, such as percent=40, got "${pair}"`);
    if (written.has(key)) return command.error(`error: expected each key once, got ${key} twice`);
    const value = text.normalize('NFC').trim();
    const unseen = findUnseen(value);
    if (unseen !== undefined)
      return command.error(`error: ${key}: expected text that can be read, got ${renderUnseen(unseen)}`);
    written.set(key, value);
  }
  return Object.fromEntries(written);
}
