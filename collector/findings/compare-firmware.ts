/**
 * Whether a firmware is older than another: `V5.7.3 build 220112` is older than `5.7.10`. Compared by numbers, left to right,
 * as far as the minimum goes; `undefined` where the two are not of one kind.
 */
export function isOlderFirmware(found: string, minimum: string): boolean | undefined {
  const have = splitVersion(found);
  const want = splitVersion(minimum);
  if (have === undefined || want === undefined) return undefined;
  for (let haveAt = 0, wantAt = 0; wantAt < want.length; ) {
    const a = have[haveAt];
    const b = want[wantAt];
    if (typeof a === 'number' && typeof b === 'number') {
      if (a !== b) return a < b;
      haveAt++;
      wantAt++;
    } else if (typeof b === 'number') {
      // 5.7 is 5.7.0: what is not said is 0.
      if (b !== 0) return true;
      wantAt++;
    } else if (typeof a === 'number') {
      if (a !== 0) return false;
      haveAt++;
    } else {
      if (a !== b) return undefined;
      haveAt++;
      wantAt++;
    }
  }
  return false;
}

const MOST_DIGITS = 15;

/** Numbers and words from the first number on, so that `V`, `Version` or the name of the image before it do not count. */
function splitVersion(text: string): readonly (number | string)[] | undefined {
  const words = text.toLowerCase().match(/\d+|[a-z]+/g) ?? [];
  const first = words.findIndex((word) => /^\d/.test(word));
  if (first < 0 || words.some((word) => /^\d/.test(word) && word.length > MOST_DIGITS)) return undefined;
  return words.slice(first).map((word) => (/^\d/.test(word) ? Number(word) : word));
}
