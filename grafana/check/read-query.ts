import { isSign, isWord, type Token, tokensOf, unquoted } from './tokens.ts';

/** What the rules need to know of a query; nothing of it is checked. */
export interface ReadQuery {
  readonly tokens: readonly Token[];
  readonly isSelect: boolean;
  /** Measurements that are read, with their policy where it is named. */
  readonly sources: readonly Source[];
  /** Columns of the outermost SELECT. */
  readonly columnCount: number;
  /** Tags that the outermost SELECT groups by; `*` for all. */
  readonly groupTags: readonly string[];
  /** Names that columns are given. */
  readonly aliases: ReadonlySet<string>;
  /** Quoted names that are neither a measurement, a policy nor given here. */
  readonly names: readonly string[];
}

export interface Source {
  readonly policy?: string;
  readonly measurement: string;
}

export function readQuery(query: string): ReadQuery {
  const tokens = tokensOf(query);
  const sources = readSources(tokens);
  const aliases = new Set(
    tokens.filter((token, place) => isName(token) && isWord(tokens[place - 1], 'AS')).map(unquoted),
  );
  const names = tokens
    .filter((token, place) => isName(token) && !isWord(tokens[place - 1], 'AS') && !sources.places.has(place))
    .map(unquoted);
  return {
    tokens,
    isSelect: isWord(tokens[0], 'SELECT'),
    sources: sources.found,
    columnCount: countColumns(tokens),
    groupTags: readGroupTags(tokens),
    aliases,
    names: [...new Set(names)],
  };
}

const isName = (token: Token | undefined): token is Token => token?.kind === 'identifier';

function readSources(tokens: readonly Token[]) {
  const found: Source[] = [];
  const places = new Set<number>();
  for (const [place, token] of tokens.entries()) {
    if (!isWord(token, 'FROM')) continue;
    const [first, dot, second] = tokens.slice(place + 1);
    if (!isName(first)) continue;
    places.add(place + 1);
    if (isSign(dot, '.') && isName(second)) {
      places.add(place + 3);
      found.push({ policy: unquoted(first), measurement: unquoted(second) });
    } else found.push({ measurement: unquoted(first) });
  }
  return { found, places };
}

function countColumns(tokens: readonly Token[]): number {
  const end = tokens.findIndex((token) => isWord(token, 'FROM') && token.depth === 0);
  if (!isWord(tokens[0], 'SELECT') || end < 0) return 0;
  return 1 + tokens.slice(0, end).filter((token) => isSign(token, ',') && token.depth === 0).length;
}

function readGroupTags(tokens: readonly Token[]): readonly string[] {
  const start = tokens.findLastIndex((token) => isWord(token, 'GROUP') && token.depth === 0);
  if (start < 0) return [];
  return tokens
    .slice(start)
    .filter((token) => token.depth === 0 && (isName(token) || isSign(token, '*')))
    .map((token) => (isName(token) ? unquoted(token) : '*'));
}

/** Whether an OR stands where a condition that somebody joins on would change what it means. */
export function hasOpenOr(tokens: readonly Token[]): boolean {
  const enclosing: number[] = [];
  return tokens.some((token, place) => {
    if (isSign(token, '(')) enclosing.push(place);
    else if (isSign(token, ')')) enclosing.pop();
    if (!isWord(token, 'OR')) return false;
    const open = enclosing.at(-1);
    return open === undefined || isWord(tokens[open + 1], 'SELECT');
  });
}
