import { InvalidArgumentError } from 'commander';
import { findUnseen, renderUnseen } from '../../core/text/unseen-text.ts';

/** Why something is done, or what bears it out: one line, of which a reader sees every character. */
export function parseWords(text: string): string {
  const words = readVisible(text);
  if (/^.{3,2000}$/u.test(words)) return words;
  throw new InvalidArgumentError('expected 3 to 2000 characters in one line');
}

/** The name of a person, an account or a system. */
export function parseName(text: string): string {
  const name = readVisible(text);
  if (/^[\p{L}\p{N}].{0,79}$/u.test(name)) return name;
  throw new InvalidArgumentError('expected a name of at most 80 letters, digits and signs');
}

function readVisible(text: string): string {
  const visible = text.normalize('NFC').trim();
  const unseen = findUnseen(visible);
  if (!unseen) return visible;
  throw new InvalidArgumentError(`expected text that can be read, got ${renderUnseen(unseen)}`);
}
