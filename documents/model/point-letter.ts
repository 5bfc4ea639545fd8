/**
 * The letter of the nth point, from 1: a, b, c, d, đ, e, g, … in the order of the Vietnamese alphabet, without the
 * letters that laws leave out (ă, â, ê, ô, ơ, ư). After y it goes on with aa, ab, ….
 */
export function pointLetter(position: number): string {
  const index = position - 1;
  const letter = LETTERS.charAt(index % LETTERS.length);
  return index < LETTERS.length ? letter : pointLetter(Math.floor(index / LETTERS.length)) + letter;
}

const LETTERS = 'abcdđeghiklmnopqrstuvxy';
