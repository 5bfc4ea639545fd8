import { UNSEEN } from './unseen-text.ts';

/** Longest text that is kept of what a device says of itself. */
const MOST_CHARACTERS = 200;

/**
 * Text of a device as it may be kept and shown: without what cannot be seen or turns the direction of writing, trimmed, at
 * most 200 characters; `undefined` where nothing is left.
 */
export function cleanText(text: string): string | undefined {
  // The bound before the work: a device may send megabytes.
  const cleaned = text
    .slice(0, 4 * MOST_CHARACTERS)
    .replace(UNSEEN, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .trim();
  return cleaned === '' ? undefined : cleaned;
}
