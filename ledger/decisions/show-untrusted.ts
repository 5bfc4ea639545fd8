import { UNSEEN } from '../../core/text/unseen-text.ts';

/** Longest text of a file nobody vouches for that is told: a screen of it pushes the verdict out of sight. */
const MOST_CHARACTERS = 2_000;

/**
 * Text of a file that is not verified, as one line that says what it is: characters that cannot be seen, line ends and
 * those that turn the direction of writing stand as `\u{1b}`, spaces in a row are one, and what is too long is cut off.
 */
export function showUntrusted(text: string): string {
  const line = text.slice(0, MOST_CHARACTERS).replace(UNSEEN, escapeCharacter).replace(/\s+/gu, ' ');
  return text.length > MOST_CHARACTERS ? `${line}…` : line;
}

const escapeCharacter = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`;
