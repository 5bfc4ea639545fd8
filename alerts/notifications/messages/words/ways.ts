/** How whoever reads a message acts on it. */
export interface Ways {
  /** Address of the page where one press acknowledges an incident as this recipient; absent where there is none. */
  readonly acknowledge?: (incident: string) => string;
  /** What starts camwatch on its machine, from whatever folder. */
  readonly program?: string;
  /** Its configuration; absent: the usual one. */
  readonly configDir?: string;
}

/** A command as it can be pasted into a shell. */
export function renderCommand({ program = 'camwatch', configDir }: Ways, words: readonly string[]): string {
  const config = configDir === undefined ? [] : ['--config', configDir];
  return [program, ...words, ...config].map(quoteWord).join(' ');
}

/** What is between single quotes a shell leaves as it is. */
const quoteWord = (word: string): string =>
  /^[\w:@.,/+=-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
