import { UNSEEN } from '../../core/text/unseen-text.ts';

const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Turns the direction of writing, and so the digits of a number. */
const TURNING = /\p{Bidi_Control}/u;
const REPLACEMENT = '\ufffd';

/**
 * A text as it is read: without characters that nobody sees, and with the digits of every script as ours. What turns the
 * direction of writing is not seen, and what follows is not read as it stands: it is marked.
 */
export const plainDigits = (text: string): string =>
  text
    .replaceAll(UNSEEN, (one) => (TURNING.test(one) ? REPLACEMENT : ''))
    .replaceAll(FOREIGN_DIGIT, (digit) => {
      const compatible = digit.normalize('NFKC');
      return /^[0-9]$/.test(compatible) ? compatible : String(placeInScript(digit));
    });

/** Unicode has the ten digits of a script one after the other, and scripts apart from each other or ten by ten. */
function placeInScript(digit: string): number {
  const codePoint = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(codePoint - before - 1))) before++;
  return before % 10;
}
