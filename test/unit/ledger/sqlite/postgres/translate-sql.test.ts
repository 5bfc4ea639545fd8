import { expect, test } from 'vitest';
import { bindValues, renderSql } from '#ledger/sqlite/postgres/bind-values.ts';
import { translateSchema } from '#ledger/sqlite/postgres/translate-schema.ts';
import { translateSql } from '#ledger/sqlite/postgres/translate-sql.ts';
import { IN_LIST, IN_NUMBERS, listOf } from '#ledger/sqlite/store/select-rows.ts';
import type { SqlInput } from '#ledger/sqlite/store/sql-database.ts';

const translated = (sql: string, ...given: SqlInput[] | [Record<string, SqlInput>]) => {
  const text = translateSql(sql);
  const values = bindValues(text, given);
  return [renderSql(text, values), values.map(({ wire }) => wire)];
};

test.each([
  ['a IN (?, ?)', [1, 'x'], 'a IN ($1::bigint, $2::text)', ['1', 'x']],
  [
    'id = ?1 OR id > ?2 OR b = ?1',
    [1, 2],
    'id = $1::bigint OR id > $2::bigint OR b = $1::bigint',
    ['1', '2'],
  ],
  ['a < ?', [Number.POSITIVE_INFINITY], 'a < $1::bigint', ['9223372036854775807']],
  ['a < ?', [1.5], 'a < $1::double precision', ['1.5']],
  ['a = ?', [Uint8Array.of(1, 255)], 'a = $1::bytea', ['\\x01ff']],
  ['VALUES (?, ?)', [null], 'VALUES ($1, $2)', [null, null]],
] as const)('places of values have numbers and types: %s', (sql, given, expected, wire) => {
  expect(translated(sql, ...given)).toEqual([expected, wire]);
});

test('a list is an array', () => {
  const sql = `entity ${IN_LIST} AND seq ${IN_NUMBERS} AND NOT b ${IN_LIST} AND id NOT ${IN_NUMBERS}`;
  const names = ['a', 'b "c"', 'd\\e', '{f,g}'];

  expect(
    translated(sql, listOf(names) ?? null, listOf([1, 20]) ?? null, listOf(['7']) ?? null, null),
  ).toEqual([
    'entity = ANY ($1::text[]) AND seq = ANY ($2::bigint[]) AND NOT b = ANY ($3::text[]) AND id <> ALL ($4::bigint[])',
    ['{"a","b \\"c\\"","d\\\\e","{f,g}"}', '{"1","20"}', '{"7"}', '{}'],
  ]);
});

test('a name has one place however often it stands there', () => {
  expect(translated('a = :now AND b > :from AND c < :now', { now: 5, from: 'x' })).toEqual([
    'a = $1::bigint AND b > $2::text AND c < $1::bigint',
    ['5', 'x'],
  ]);
});

test.each([
  ["SELECT '?' || ':x', \"a?\" -- :y ?", "SELECT '?' || ':x', \"a?\" -- :y ?"],
  ['a::text', 'a::text'],
  ['max(a, min(b, 3)) + max(c)', 'greatest(a, least(b, 3)) + max(c)'],
  ['SELECT lower(hex(a.hash)), lower(name)', "SELECT encode(a.hash, 'hex'), lower(name)"],
  ["lower(hex(a) || 'X')", "lower(hex(a) || 'X')"],
  ["json_extract(body, '$.atMs')", "(((body)::json #>> '{atMs}')::bigint)"],
  ["json_extract(body, '$.incident.behind') IS NULL", "((body)::json #>> '{incident,behind}') IS NULL"],
  ["SELECT t.body ->> 'reason' AS reason", "SELECT ((t.body)::json #>> '{reason}') AS reason"],
  ["value ->> 'origin_ms'", "(((value)::json #>> '{origin_ms}')::bigint)"],
  ['CASE WHEN json_valid(body) THEN 1 END', 'CASE WHEN (body IS JSON) THEN 1 END'],
  ["entity GLOB 'device:?*'", "entity LIKE 'device:_%'"],
  ["date GLOB '[0-9]-[0-9]'", "date ~ '^[0-9]-[0-9]$'"],
  ['id GLOB ?', 'glob($1, id)'],
  ["body LIKE '%a%'", "body LIKE '%a%' ESCAPE ''"],
  ['a = 1 AND +at_ms < 5 AND b = c + d', 'a = 1 AND at_ms < 5 AND b = c + d'],
  ['FROM outbox INDEXED BY outbox_waiting\n WHERE', 'FROM outbox \n WHERE'],
  ['made_ms AS madeMs', 'made_ms AS "madeMs"'],
])('what only SQLite has words for is put right: %s', (sql, expected) => {
  expect(renderSql(translateSql(sql), [])).toBe(expected);
});

test('a table is made with the types that compare as in SQLite', () => {
  expect(
    translateSchema(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL CHECK (a GLOB 'x:?*'), b BLOB) STRICT, WITHOUT ROWID; ALTER TABLE t ADD COLUMN c INTEGER;",
    ),
  ).toEqual([
    `CREATE TABLE t (id bigint DEFAULT next_id('t') PRIMARY KEY, a text COLLATE "C" NOT NULL CHECK (a LIKE 'x:_%'), b bytea)`,
    'ALTER TABLE t ADD COLUMN c bigint',
  ]);
});

test('an index has its expressions in parentheses', () => {
  expect(
    translateSchema(
      "CREATE UNIQUE INDEX i ON t (CASE a WHEN 'x' THEN 0 END, json_extract(b, '$.atMs') DESC, c) WHERE d IS NULL;",
    ),
  ).toEqual([
    "CREATE UNIQUE INDEX i ON t ((CASE a WHEN 'x' THEN 0 END), ((((b)::json #>> '{atMs}')::bigint)) DESC, c) WHERE d IS NULL",
  ]);
});

test('a trigger that refuses does so there, also when all is emptied at once', () => {
  expect(
    translateSchema(`
      CREATE TRIGGER t_no_delete BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 't is append-only'); END;
      CREATE TRIGGER t_no_replace BEFORE INSERT ON t WHEN EXISTS (SELECT 1 FROM t WHERE seq = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 't is append-only'); END;`),
  ).toEqual([
    "CREATE TRIGGER t_no_delete BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION refuse_row('t is append-only')",
    "CREATE TRIGGER t_no_truncate BEFORE TRUNCATE ON t FOR EACH STATEMENT EXECUTE FUNCTION refuse_row('t is append-only')",
  ]);
});
