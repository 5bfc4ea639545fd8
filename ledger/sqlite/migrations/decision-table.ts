import { appendOnlyTriggers, CHAIN_COLUMNS } from './append-only.ts';

/** A chained table of steps: nothing is overwritten, the steps of an `id` add up. */
export function createDecisionTable(table: string): string {
  return `
    CREATE TABLE ${table} (
      seq INTEGER PRIMARY KEY,
      v INTEGER NOT NULL,
      id TEXT NOT NULL CHECK (id <> ''),
      action TEXT NOT NULL CHECK (action <> ''),
      recorded_ms INTEGER NOT NULL,
      author TEXT NOT NULL CHECK (author <> ''),
      body TEXT NOT NULL,
      ${CHAIN_COLUMNS}
    ) STRICT;
    CREATE INDEX ${table}_id ON ${table} (id);
    ${appendOnlyTriggers(table)}
  `;
}
