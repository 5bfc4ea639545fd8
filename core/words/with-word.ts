/** A name after the word for what it is. One that begins with that word, or another for the same, is not told it twice. */
export function withWord(word: string, name: string, others: readonly string[] = []): string {
  const own = [word, ...others].find((one) => beginsWith(name, one));
  return own === undefined ? `${word} ${name}` : `${own}${name.slice(own.length)}`;
}

const beginsWith = (name: string, word: string): boolean =>
  name.slice(0, word.length).toLowerCase() === word.toLowerCase() &&
  !/^[\p{L}\p{N}]/u.test(name.slice(word.length));
