/** Longest text that is kept of what a device says of itself. */
const MOST_CHARACTERS = 200;

/**
 * Text of a device as it may be kept and shown: without control characters (those that turn the direction of writing
 * included), trimmed, at most 200 characters; `undefined` where nothing is left.
 */
export function cleanText(text: string): string | undefined {
  // The bound before the work: a device may send megabytes.
  const cleaned = text
    .slice(0, 4 * MOST_CHARACTERS)
    .replace(CONTROLS, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, MOST_CHARACTERS)
    .toWellFormed()
    .trim();
  return cleaned === '' ? undefined : cleaned;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
