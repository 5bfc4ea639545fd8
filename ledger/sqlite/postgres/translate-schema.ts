import {
  closingOf,
  isSign,
  isWord,
  type SqlToken,
  splitAtCommas,
  textOfTokens,
  tokenizeSql,
} from './sql-tokens.ts';
import { translateTokens } from './translate-sql.ts';

/**
 * The migrations of the record, as PostgreSQL takes them: the same tables, columns, checks, indexes and triggers. What is
 * append-only is so there as well, and cannot be emptied at once either.
 */
export function translateSchema(sql: string): readonly string[] {
  return statementsOf(tokenizeSql(sql)).flatMap(translateStatement);
}

/** A trigger has a semicolon inside. */
function statementsOf(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [[]];
  for (const token of tokens) {
    const current = statements.at(-1) ?? [];
    const isInside =
      isTrigger(current) &&
      !isWord(
        current.findLast(({ kind }) => kind !== 'space'),
        'END',
      );
    if (isSign(token, ';') && !isInside) statements.push([]);
    else if (current.length > 0 || token.kind !== 'space') current.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

const wordsOf = (tokens: readonly SqlToken[]): readonly string[] =>
  tokens.filter(({ kind }) => kind !== 'space').map(({ text }) => text);

const isTrigger = (statement: readonly SqlToken[]): boolean =>
  /^CREATE TRIGGER /i.test(wordsOf(statement).slice(0, 3).join(' '));

function translateStatement(statement: readonly SqlToken[]): readonly string[] {
  const [first = '', second = '', third = ''] = wordsOf(statement).map((word) => word.toUpperCase());
  if (first === 'CREATE' && second === 'TRIGGER') return translateTrigger(statement);
  if (first === 'CREATE' && second === 'TABLE') return [textOfTokens(typed(withoutOptions(statement)))];
  if (first === 'ALTER') return [textOfTokens(typed(statement))];
  if (first === 'CREATE' && (second === 'INDEX' || third === 'INDEX')) return [translateIndex(statement)];
  return [textOfTokens(translateTokens(statement))];
}

/** STRICT and WITHOUT ROWID say nothing in PostgreSQL, which is strict. */
function withoutOptions(statement: readonly SqlToken[]): readonly SqlToken[] {
  const open = statement.findIndex((token) => isSign(token, '('));
  return statement.slice(0, closingOf(statement, open + 1) + 1);
}

const TYPES: Readonly<Record<string, string>> = {
  INTEGER: 'bigint',
  // As SQLite compares texts, whatever the database was made with.
  TEXT: 'text COLLATE "C"',
  BLOB: 'bytea',
};

function typed(statement: readonly SqlToken[]): readonly SqlToken[] {
  return translateTokens(statement).map((token, at, all) => {
    const type = token.kind === 'word' ? TYPES[token.text] : undefined;
    if (type === undefined) return token;
    const rest = wordsOf(all.slice(at + 1, at + 5)).join(' ');
    const isNumbered =
      rest.startsWith('PRIMARY KEY') && all[at - 2]?.text === 'id' && token.text === 'INTEGER';
    return {
      kind: 'sign',
      text: isNumbered ? `${type} DEFAULT next_id('${tableOf(all)}')` : type,
    } satisfies SqlToken;
  });
}

const tableOf = (statement: readonly SqlToken[]): string => wordsOf(statement)[2] ?? '';

/** An expression stands in parentheses there. */
function translateIndex(statement: readonly SqlToken[]): string {
  const open = statement.findIndex((token) => isSign(token, '('));
  const close = closingOf(statement, open + 1);
  const columns = splitAtCommas(statement.slice(open + 1, close)).map((column) => {
    const words = wordsOf(column);
    if (words.length === 1) return words.join('');
    const isDescending = words.at(-1)?.toUpperCase() === 'DESC';
    const last = column.findLastIndex(({ kind }) => kind !== 'space');
    return `(${textOfTokens(translateTokens(isDescending ? column.slice(0, last) : column)).trim()})${isDescending ? ' DESC' : ''}`;
  });
  const [before, after] = [statement.slice(0, open), statement.slice(close + 1)];
  return `${textOfTokens(before)}(${columns.join(', ')})${textOfTokens(translateTokens(after))}`;
}

/** All of ours refuse; what PostgreSQL has no words for is refused by the key of the table. */
function translateTrigger(statement: readonly SqlToken[]): readonly string[] {
  const words = wordsOf(statement);
  const [, , name = '', , event = ''] = words;
  const table = words[words.findIndex((word) => word.toUpperCase() === 'ON') + 1] ?? '';
  const message = words.find((word) => word.startsWith("'")) ?? "''";
  const refuse = `EXECUTE FUNCTION refuse_row(${message})`;
  if (event.toUpperCase() === 'INSERT') return [];
  const row = `CREATE TRIGGER ${name} BEFORE ${event} ON ${table} FOR EACH ROW ${refuse}`;
  if (event.toUpperCase() !== 'DELETE') return [row];
  return [
    row,
    `CREATE TRIGGER ${table}_no_truncate BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT ${refuse}`,
  ];
}

/** What the schema needs besides its tables. The names are SQLite's where it has such a function. */
export const FUNCTIONS: readonly string[] = [
  `CREATE OR REPLACE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS
    $$BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0]; END$$`,
  `CREATE OR REPLACE FUNCTION next_id(of_table regclass) RETURNS bigint LANGUAGE plpgsql VOLATILE AS
    $$DECLARE id bigint; BEGIN EXECUTE format('SELECT coalesce(max(id), 0) + 1 FROM %s', of_table) INTO id; RETURN id; END$$`,
  `CREATE OR REPLACE FUNCTION json_each(list text) RETURNS TABLE (value text) LANGUAGE sql IMMUTABLE AS
    $$SELECT json_array_elements_text(list::json)$$`,
  `CREATE OR REPLACE FUNCTION glob(pattern text, value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS
    $$SELECT value ~ ('^' || replace(replace(regexp_replace(pattern, '([\\\\.+^$(){}|])', '\\\\\\1', 'g'), '*', '.*'), '?', '.') || '$')$$`,
  'CREATE OR REPLACE FUNCTION hex(value bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT upper(encode(value, $q$hex$q$))$$',
  'CREATE OR REPLACE FUNCTION instr(value text, part text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT strpos(value, part)$$',
  `CREATE OR REPLACE FUNCTION unixepoch(day text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
    $$SELECT (day::date - DATE '1970-01-01')::bigint * 86400$$`,
  `CREATE OR REPLACE FUNCTION zeroblob(length integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS
    $$SELECT decode(repeat('00', length), 'hex')$$`,
];
