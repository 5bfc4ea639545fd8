import { referenceSchema, type SchemaDifference, type SchemaObject } from '../checks/reference-schema.ts';
import { runLater } from '../store/run-later.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { optionalTextOf, textOf } from '../store/sql-values.ts';
import { RECORD_SCHEMA } from './postgres-version.ts';
import { FUNCTIONS, translateSchema } from './translate-schema.ts';

/**
 * What the migrations must have made: the objects of a ledger that went through them, in PostgreSQL's words, in the order in which
 * they are made. By type, table and name.
 */
export function referenceObjects(
  version: number,
  migrations?: readonly string[],
): ReadonlyMap<string, SchemaObject> {
  const reference = referenceSchema(version, migrations);
  const known = translated.get(reference);
  if (known) return known;
  const tables = [...reference.values()].flatMap(({ sql }) => translateSchema(sql));
  const objects = [...FUNCTIONS, ...tables].map(objectOf);
  const made = new Map(objects.map((object) => [keyOf(object), object]));
  translated.set(reference, made);
  return made;
}

/** Whoever opens a record needs it. */
const translated = new WeakMap<ReadonlyMap<string, SchemaObject>, ReadonlyMap<string, SchemaObject>>();

const keyOf = ({ type, table, name }: Pick<SchemaObject, 'type' | 'table' | 'name'>): string =>
  `${type} ${table} ${name}`;

const CREATED = /^CREATE (?:UNIQUE |OR REPLACE )?(TABLE|INDEX|TRIGGER|FUNCTION) "?(\w+)"?/;

function objectOf(sql: string): SchemaObject {
  const [, type = '', name = ''] = CREATED.exec(sql) ?? [];
  const table = type === 'INDEX' || type === 'TRIGGER' ? (/ ON (\w+)/.exec(sql)?.[1] ?? '') : name;
  return { type: type.toLowerCase(), name, table, sql };
}

/**
 * Writes down how the server describes what was made from our words, since it does not keep them. To be called in the
 * transaction that makes the schema.
 */
export function keepDefinitions(
  database: SqlDatabase,
  version: number,
  migrations?: readonly string[],
): void {
  const there = readObjects(database);
  database.exec('DELETE FROM schema_made');
  const insert = database.prepare('INSERT INTO schema_made VALUES (?, ?, ?)');
  for (const [key, { sql }] of referenceObjects(version, migrations))
    runLater(insert, [key, sql, there.get(key)?.sql ?? '']);
}

/** What is not as the migrations left it: see `compareSchema`. */
export function comparePostgresSchema(
  database: SqlDatabase,
  version: number,
  migrations?: readonly string[],
): readonly SchemaDifference[] {
  const expected = referenceObjects(version, migrations);
  const got = readObjects(database);
  const made = new Map(
    database
      .prepare('SELECT key, sql, definition FROM schema_made')
      .all()
      .map((row) => [textOf(row, 'key'), { sql: textOf(row, 'sql'), definition: textOf(row, 'definition') }]),
  );
  const keys = [...new Set([...expected.keys(), ...got.keys()])].sort();
  return keys.flatMap((key) => {
    const [wanted, there, known] = [expected.get(key), got.get(key), made.get(key)];
    if (wanted && there && known?.sql === wanted.sql && known.definition === there.sql) return [];
    const { type = '', name = '', table = '' } = wanted ?? there ?? {};
    return [{ type, name, table, ...(wanted && { expected: wanted.sql }), ...(there && { got: there.sql }) }];
  });
}

/** Tables, indexes, triggers, functions, and whatever else somebody put there, as the server describes them. */
export function readObjects(database: SqlDatabase): ReadonlyMap<string, SchemaObject> {
  const rows = database.prepare(SELECT_OBJECTS).all(RECORD_SCHEMA);
  const objects = rows.map((row) => ({
    type: textOf(row, 'type'),
    name: textOf(row, 'name'),
    table: textOf(row, 'of_table'),
    sql: optionalTextOf(row, 'definition') ?? '',
  }));
  return new Map(objects.filter(({ name }) => !OWN.has(name)).map((object) => [keyOf(object), object]));
}

/** What stands beside the record only here. */
const OWN: ReadonlySet<string> = new Set(['schema_made']);

/** A key belongs to its table; an index of it is none of its own. A trigger that is switched off is another. */
const SELECT_OBJECTS = `
  WITH relations AS (SELECT * FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?1))
  SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'S' THEN 'sequence' ELSE 'view' END AS type, relname::text AS name,
    relname::text AS of_table, concat_ws('; ', relkind, relpersistence, relrowsecurity,
      EXISTS (SELECT 1 FROM pg_inherits WHERE relations.oid IN (inhparent, inhrelid)),
      (SELECT string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attcollation::regcollation, attnotnull,
          attgenerated, pg_get_expr(adbin, adrelid)), ', ' ORDER BY attnum)
        FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE attrelid = relations.oid AND attnum > 0 AND NOT attisdropped),
      (SELECT string_agg(pg_get_constraintdef(oid), ', ' ORDER BY pg_get_constraintdef(oid))
        FROM pg_constraint WHERE conrelid = relations.oid AND contype <> 'n')) AS definition
  FROM relations WHERE relkind NOT IN ('i', 'I', 't', 'c')
  UNION ALL
  SELECT 'index', relname::text, indrelid::regclass::text, concat_ws('; ', pg_get_indexdef(indexrelid), indisvalid, indisready)
  FROM relations JOIN pg_index ON indexrelid = relations.oid
  WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 'trigger', tgname::text, relname::text, concat_ws('; ', pg_get_triggerdef(pg_trigger.oid), tgenabled)
  FROM relations JOIN pg_trigger ON tgrelid = relations.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT 'rule', rulename::text, relname::text, pg_get_ruledef(pg_rewrite.oid)
  FROM relations JOIN pg_rewrite ON ev_class = relations.oid WHERE relkind = 'r'
  UNION ALL
  SELECT 'function', proname::text, proname::text, pg_get_functiondef(pg_proc.oid)
  FROM pg_proc WHERE pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?1)`;

/** The first step of a new record. */
export const CREATE_POSTGRES: readonly string[] = [
  `CREATE SCHEMA IF NOT EXISTS ${RECORD_SCHEMA}`,
  ...FUNCTIONS,
  'CREATE TABLE schema_made (key text PRIMARY KEY, sql text NOT NULL, definition text NOT NULL)',
  ...translateSchema(
    'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_ms INTEGER NOT NULL) STRICT',
  ),
];
