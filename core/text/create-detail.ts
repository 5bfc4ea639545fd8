import { hideTexts, onOneLine } from './shown-text.ts';

const LONGEST_DETAIL = 300;
const MOST_READ = 2_000;

/**
 * What another machine said, fit to be kept and shown: one line, cut, without `secrets` in the forms in which they travel,
 * and without the left half of addresses, since a refusal repeats whom it refuses and the ledger keeps no personal data.
 */
export function createDetail(secrets: readonly string[]): (text: string) => string {
  const hide = hideTexts(secrets.flatMap(formsOf));
  // Hidden before it is cut: a half of a secret would stay.
  return (text) => {
    const seen = onOneLine(hide(text)).slice(0, MOST_READ);
    const line = seen.replace(ADDRESS, '…@').replace(/\s+/g, ' ').trim();
    return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1).toWellFormed()}…` : line;
  };
}

/** Bounded on its left: an endless word would be read again from each of its characters. */
const ADDRESS = /[^\s<>@]{1,256}@/g;

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64');
  return [secret, base64, base64.replace(/=+$/, ''), bytes.toString('base64url'), bytes.toString('hex')];
}
