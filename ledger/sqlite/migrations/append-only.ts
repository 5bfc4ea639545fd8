/** What every chained table has besides its own columns. */
export const CHAIN_COLUMNS = 'salt BLOB NOT NULL, prev BLOB NOT NULL, hash BLOB NOT NULL';

/** `INSERT OR REPLACE` deletes without a delete trigger, hence the third. */
export function appendOnlyTriggers(table: string): string {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;`;
  return `
    CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} ${refuse}
    CREATE TRIGGER ${table}_no_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE seq = NEW.seq) ${refuse}
  `;
}
