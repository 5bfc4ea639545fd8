import {
  closingOf,
  isSign,
  isWord,
  type SqlToken,
  splitAtCommas,
  textOfTokens,
  tokenizeSql,
} from './sql-tokens.ts';

/** A statement in PostgreSQL's words, before the types of its values are known. */
export interface TranslatedSql {
  /** What stands between the places of values, and the number of each place from 0 on. */
  readonly parts: readonly (string | number)[];
  /** Names of the values in the order of their numbers; a number for those that are given by place. */
  readonly places: readonly (string | number)[];
  /** Of places that hold lists as JSON, the type that PostgreSQL takes a list in. */
  readonly lists: ReadonlyMap<number, ListType>;
}

export type ListType = 'text[]' | 'bigint[]';

/**
 * Members of JSON that are compared or read as integers. SQLite takes what stands there, PostgreSQL has to be told; all others are
 * texts.
 */
const INTEGER_MEMBERS: ReadonlySet<string> = new Set([
  'atMs',
  'camerasLost',
  'incident.camerasLost',
  'members.count',
  'origin_ms',
  'seq',
  'sinceMs',
  'toMs',
]);

/**
 * The SQL on the record is written once, in the words that SQLite and PostgreSQL share. What is left between them is put right here:
 * places of values, GLOB, members of JSON, the greater of two values, names that have capitals, and hints to SQLite's planner.
 */
export function translateSql(sql: string): TranslatedSql {
  const places: (string | number)[] = [];
  const parts: (string | number)[] = [];
  const lists = new Map<number, ListType>();
  for (const token of translateTokens(tokenizeSql(withLists(sql.trim())))) {
    const last = parts.at(-1);
    if (typeof last === 'number' && isListType(token.text)) {
      lists.set(last, token.text);
    } else if (token.kind === 'place') {
      const place = placeOf(token.text, places);
      const known = places.indexOf(place);
      parts.push(known === -1 ? places.push(place) - 1 : known);
    } else if (typeof last === 'string') parts[parts.length - 1] += token.text;
    else parts.push(token.text);
  }
  return { parts, places, lists };
}

/**
 * What is looked for in a list, whose length PostgreSQL does not know before it plans: of ten thousands it went through all for each row,
 * where nobody had counted the rows yet. Of an array it knows all.
 */
const withLists = (sql: string): string =>
  sql.replaceAll(
    /(NOT )?IN \(SELECT (value|CAST\(value AS BIGINT\)) FROM json_each\((\?|:\w+)\)\)/g,
    (_, not, value, place) =>
      `${not ? '<> ALL' : '= ANY'} (${value === 'value' ? 'TEXTS_OF' : 'NUMBERS_OF'}(${place}))`,
  );

const isListType = (text: string): text is ListType => text === 'text[]' || text === 'bigint[]';

/** `?` is the next one, `?2` the second, `:name` the one of that name. */
function placeOf(text: string, places: readonly (string | number)[]): string | number {
  if (text.startsWith(':')) return text.slice(1);
  if (text.length > 1) return Number(text.slice(1)) - 1;
  return places.reduce<number>(
    (next, place) => (typeof place === 'number' ? Math.max(next, place + 1) : next),
    0,
  );
}

export function translateTokens(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const done: SqlToken[] = [];
  for (let at = 0; at < tokens.length; ) {
    const taken = translateOne(tokens, at, done);
    at += taken;
  }
  return done;
}

const raw = (text: string): SqlToken => ({ kind: 'sign', text });

/** Puts what stands at `at` to what is done; returns how many tokens that were. */
function translateOne(tokens: readonly SqlToken[], at: number, done: SqlToken[]): number {
  const token = tokens[at];
  if (!token) return 1;
  if (token.kind === 'word') return translateWord(tokens, at, done);
  if (isSign(token, '->>')) return translateMember(tokens, at, done);
  // A sign before a column only keeps SQLite from taking an index.
  if (isSign(token, '+') && tokens[at + 1]?.kind === 'word' && isOperator(done)) return 1;
  done.push(token);
  return 1;
}

/** Whether what was done last lets nothing but the beginning of a term follow. */
function isOperator(done: readonly SqlToken[]): boolean {
  const last = done.findLast(({ kind }) => kind !== 'space');
  return (
    last === undefined ||
    (last.kind === 'word'
      ? /^(AND|OR|NOT|WHERE|ON|BY|SELECT)$/i.test(last.text)
      : isSign(last, '(') || isSign(last, ','))
  );
}

function translateWord(tokens: readonly SqlToken[], at: number, done: SqlToken[]): number {
  const token = tokens[at] ?? raw('');
  const word = token.text.toUpperCase();
  if (word === 'INDEXED') return skip(tokens, at, 3);
  if (word === 'GLOB' && !isSign(tokens[at + 1], '(')) return translateGlob(tokens, at, done);
  if (word === 'LIKE') return translateLike(tokens, at, done);
  if (isSign(tokens[at + 1], '(')) {
    const args = tokens.slice(at + 2, closingOf(tokens, at + 2));
    const called = translateCall(word, args);
    if (called) {
      done.push(...called);
      return args.length + 3;
    }
  }
  // PostgreSQL would take it for a name in small letters.
  done.push(/[a-z]/.test(token.text) && /[A-Z]/.test(token.text) ? raw(`"${token.text}"`) : token);
  return 1;
}

/** So many words, and the space between them. */
function skip(tokens: readonly SqlToken[], from: number, words: number): number {
  let left = words;
  let at = from;
  while (left > 0 && at < tokens.length) if (tokens[at++]?.kind !== 'space') left--;
  return at - from;
}

function translateCall(word: string, args: readonly SqlToken[]): readonly SqlToken[] | undefined {
  const parts = splitAtCommas(args);
  switch (word) {
    case 'MAX':
    case 'MIN':
      return parts.length > 1
        ? [raw(word === 'MAX' ? 'greatest(' : 'least('), ...translateTokens(args), raw(')')]
        : undefined;
    case 'TEXTS_OF':
      return [...args, raw('text[]')];
    case 'NUMBERS_OF':
      return [...args, raw('bigint[]')];
    case 'LOWER':
      return lowerHexOf(args);
    case 'JSON_VALID':
      return [raw('('), ...translateTokens(args), raw(' IS JSON)')];
    case 'JSON_EXTRACT': {
      const [value = [], path = []] = parts;
      return memberOf(translateTokens(value), textOfTokens(path).trim());
    }
    default:
      return undefined;
  }
}

/** `lower(hex(bytes))`: of tens of thousands of hashes, making letters large and small again costs most. */
function lowerHexOf(args: readonly SqlToken[]): readonly SqlToken[] | undefined {
  if (!isWord(args[0], 'HEX') || !isSign(args[1], '(')) return undefined;
  const closing = closingOf(args, 2);
  if (closing !== args.length - 1) return undefined;
  return [raw('encode('), ...translateTokens(args.slice(2, closing)), raw(", 'hex')")];
}

/** `value ->> 'name'`, or with a path. */
function translateMember(tokens: readonly SqlToken[], at: number, done: SqlToken[]): number {
  const taken = skip(tokens, at + 1, 1);
  const path = tokens[at + taken]?.text ?? '';
  const value: SqlToken[] = [];
  while (done.at(-1)?.kind === 'space') done.pop();
  while (done.length > 0 && (done.at(-1)?.kind === 'word' || isSign(done.at(-1), '.')))
    value.unshift(done.pop() ?? raw(''));
  done.push(...memberOf(value, path));
  return taken + 1;
}

function memberOf(value: readonly SqlToken[], path: string): readonly SqlToken[] {
  const member = path.slice(1, -1).replace(/^\$\./, '');
  const read = [raw('(('), ...value, raw(`)::json #>> '{${member.replaceAll('.', ',')}}')`)];
  return INTEGER_MEMBERS.has(member) ? [raw('('), ...read, raw('::bigint)')] : read;
}

/** A pattern that is known becomes a comparison that PostgreSQL has; one that is a value is asked of a function of the schema. */
function translateGlob(tokens: readonly SqlToken[], at: number, done: SqlToken[]): number {
  const taken = skip(tokens, at + 1, 1);
  const pattern = tokens[at + taken] ?? raw('');
  if (pattern.kind === 'text') {
    done.push(raw(likeOf(pattern.text.slice(1, -1))));
    return taken + 1;
  }
  while (done.at(-1)?.kind === 'space') done.pop();
  const value = done.pop() ?? raw('');
  done.push(raw('glob('), pattern, raw(', '), value, raw(')'));
  return taken + 1;
}

function likeOf(glob: string): string {
  if (!glob.includes('['))
    return `LIKE '${glob
      .replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
      .replaceAll('*', '%')
      .replaceAll('?', '_')}'`;
  return `~ '^${glob
    .replaceAll(/[\\.+^$(){}|]/g, (sign) => `\\${sign}`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')}$'`;
}

/** A backslash in a pattern of SQLite's is a backslash. */
function translateLike(tokens: readonly SqlToken[], at: number, done: SqlToken[]): number {
  const taken = skip(tokens, at + 1, 1);
  const pattern = tokens[at + taken] ?? raw('');
  const isEscaped = isWord(tokens[at + taken + 2], 'ESCAPE');
  done.push(raw('LIKE '), pattern, ...(isEscaped ? [] : [raw(" ESCAPE ''")]));
  return taken + 1;
}
