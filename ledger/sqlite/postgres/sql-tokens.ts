/** A piece of SQL that means something by itself. */
export interface SqlToken {
  readonly kind: 'space' | 'word' | 'text' | 'name' | 'place' | 'number' | 'sign';
  readonly text: string;
}

const KINDS = [
  'space',
  'text',
  'name',
  'place',
  'number',
  'word',
  'sign',
] as const satisfies readonly SqlToken['kind'][];

/** Comments count as space. Of the signs only those of more than one character need naming. */
const TOKEN = new RegExp(
  [
    String.raw`((?:\s|--[^\n]*|/\*[^]*?\*/)+)`,
    "('(?:[^']|'')*')",
    '("(?:[^"]|"")*")',
    String.raw`(\?\d*|(?<!:):[A-Za-z_]\w*)`,
    String.raw`(\d+(?:\.\d+)?)`,
    String.raw`([A-Za-z_]\w*)`,
    String.raw`(->>|->|::|\|\||<>|<=|>=|!=|[^])`,
  ].join('|'),
  'gy',
);

/** Cuts SQL as SQLite reads it into its pieces; put together again they are what they were. */
export function tokenizeSql(sql: string): readonly SqlToken[] {
  return Array.from(sql.matchAll(TOKEN), (match) => {
    const index = match.slice(1).findIndex((group) => group !== undefined);
    return { kind: KINDS[index] ?? 'sign', text: match[0] };
  });
}

export const isWord = (token: SqlToken | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === word;

export const isSign = (token: SqlToken | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** Where the parenthesis that is open before `from` is closed; the end where it never is. */
export function closingOf(tokens: readonly SqlToken[], from: number): number {
  let depth = 1;
  for (let at = from; at < tokens.length; at++) {
    if (isSign(tokens[at], '(')) depth++;
    if (isSign(tokens[at], ')') && --depth === 0) return at;
  }
  return tokens.length;
}

/** What stands between the commas that are in no parenthesis. */
export function splitAtCommas(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSign(token, '(')) depth++;
    if (isSign(token, ')')) depth--;
    if (depth === 0 && isSign(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

export const textOfTokens = (tokens: readonly SqlToken[]): string => tokens.map(({ text }) => text).join('');
