import { UNSEEN } from './unseen-text.ts';

/** Longest name that a message repeats. */
export const MOST_OF_A_NAME = 120;
/** Longest note of a person. */
export const MOST_OF_A_NOTE = 2_000;

/**
 * One line without what cannot be seen, controls a terminal or turns the direction of writing; cut with an ellipsis
 * where it is longer than `most` characters. What is composed of several marks is put together, so that it counts once.
 */
export function cleanLine(text: string, most = MOST_OF_A_NAME): string {
  // The bound before the work: a name may have megabytes.
  const line = text
    .slice(0, 8 * most)
    .normalize('NFC')
    .replace(UNSEEN, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return cutTo(line, most);
}

/** `undefined` where there is nothing to read. */
export function knownLine(text: string | undefined, most?: number): string | undefined {
  const line = cleanLine(text ?? '', most);
  return line === '' ? undefined : line;
}

/** At most so many UTF-16 units, no half of a character among them. */
export function cutTo(line: string, most: number): string {
  if (line.length <= most) return line;
  const kept = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '');
  return `${kept.trimEnd()}…`;
}
