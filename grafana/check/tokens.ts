export interface Token {
  readonly kind: 'word' | 'string' | 'identifier' | 'regex' | 'sign';
  /** As it stands in the query, quotes included. */
  readonly text: string;
  /** Parentheses that are open where it stands; a parenthesis counts itself. */
  readonly depth: number;
}

const PATTERN =
  /(?<string>'(?:\\.|[^'\\])*'?)|(?<identifier>"(?:\\.|[^"\\])*"?)|(?<regexAfter>=~|!~)\s*(?<regex>\/(?:\\.|[^/\\])*\/?)|(?<word>(?:\$\{[^}]*\}|\[\[[^\]]*\]\]|[\w$])+)|(?<sign>[^\s])/g;

/** Splits InfluxQL so that what stands in quotes or in a regular expression is not taken for a word. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const { groups = {} } of query.matchAll(PATTERN)) {
    const { string, identifier, regexAfter, regex, word, sign } = groups;
    if (regexAfter !== undefined) tokens.push({ kind: 'sign', text: regexAfter, depth });
    if (sign === '(') depth++;
    if (string !== undefined) tokens.push({ kind: 'string', text: string, depth });
    else if (identifier !== undefined) tokens.push({ kind: 'identifier', text: identifier, depth });
    else if (regex !== undefined) tokens.push({ kind: 'regex', text: regex, depth });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, depth });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, depth });
    if (sign === ')') depth--;
  }
  return tokens;
}

export const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toUpperCase() === word;

export const isSign = (token: Token | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** Text of a quoted identifier or string. */
export const unquoted = ({ text }: Token): string => text.slice(1, -1).replace(/\\(.)/g, '$1');
